import { copyFile, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { systemClock } from '../../../../src/clock.ts';
import { createSeals } from '../../../../src/storage/sealing/seals.ts';
import { z } from 'zod';
import { sealTable } from '../../../../src/storage/sealing/sealed-table.ts';
import { admitStore } from '../../../../src/storage/upkeep/admit-store.ts';
import { HOUR, lastStoreIn, newSeals, optOutsOf, type Start, startOn, urlOf, useFolder, whole } from './folder.ts';

const folder = useFolder();
const place = (name: string) => join(folder(), name);
const data = () => lastStoreIn(place('data'));

/** Starts, and stops after a change. @returns what was said */
async function start(url: string, start: Start, optOut?: string): Promise<string[]> {
  const said: string[] = [];
  await using storage = await startOn(url, start, said);
  if (optOut !== undefined) await optOutsOf(storage).set(optOut, true, HOUR);
  return said;
}

async function startedTwice(url: string, using: Start) {
  await start(url, using, 'alice');
  // The second start notes that there is data.
  expect(await start(url, using)).toEqual([]);
}

test('the same store is started on again and again, wherever its file is', async () => {
  const own = { seals: newSeals(), lastStore: data() };
  await startedTwice(urlOf(place('one.db')), own);
  await copyFile(place('one.db'), place('two.db'));
  expect(await start(urlOf(place('two.db')), own)).toEqual([]);
});

test('an empty store beside a used one is refused, until the operator consents', async () => {
  const own = { seals: newSeals(), lastStore: data() };
  await startedTwice(urlOf(place('one.db')), own);
  const refused = start(urlOf(place('two.db')), own);
  await expect(refused).rejects.toThrow(/two\.db is empty, but .*one\.db was used here until .* npm run move/);
  await expect(start(urlOf(place('two.db')), own)).rejects.toThrow(/is empty/);
  expect(await start(urlOf(place('one.db')), own)).toEqual([]);
  await own.lastStore.forget();
  expect(await start(urlOf(place('two.db')), own)).toEqual([]);
});

test('an empty store in place of one that nobody has used is started on', async () => {
  const own = { seals: newSeals(), lastStore: data() };
  await start(urlOf(place('one.db')), own);
  await start(urlOf(place('one.db')), own);
  expect(await start(urlOf(place('two.db')), own)).toEqual([]);
});

test('a used store whose file was deleted is missed', async () => {
  const own = { seals: newSeals(), lastStore: data() };
  await startedTwice(urlOf(place('one.db')), own);
  await rm(place('one.db'));
  await expect(start(urlOf(place('one.db')), own)).rejects.toThrow(/is empty, but was used until .*restore FILE/);
});

test('a copy that is older than the last use is warned about', async () => {
  const own = { seals: newSeals(), lastStore: data() };
  const now = Date.now();
  await start(urlOf(place('one.db')), { ...own, at: now }, 'alice');
  await copyFile(place('one.db'), place('copy.db'));
  await start(urlOf(place('one.db')), { ...own, at: now + HOUR }, 'bob');
  await copyFile(place('copy.db'), place('one.db'));
  const said = await start(urlOf(place('one.db')), { ...own, at: now + HOUR + 1 });
  expect(said).toEqual([
    expect.stringMatching(/one\.db is an old copy: .* Opt-outs and settings in between are missing$/),
  ]);
});

test('another store with data is warned about', async () => {
  const own = { seals: newSeals(), lastStore: data() };
  await start(urlOf(place('two.db')), { ...own, lastStore: lastStoreIn(place('elsewhere')) }, 'bob');
  await startedTwice(urlOf(place('one.db')), own);
  expect(await start(urlOf(place('two.db')), own)).toEqual([
    expect.stringMatching(/is not the store that was used last/),
  ]);
});

test('a data folder that cannot be written to is noted, and a damaged file there is none', async () => {
  const seals = newSeals();
  await writeFile(place('file'), 'x');
  const said = await start(urlOf(place('one.db')), { seals, lastStore: lastStoreIn(place('file')) }, 'alice');
  expect(said).toEqual([expect.stringMatching(/^A change of the store will not be noticed, .*ENOTDIR|EEXIST/)]);
  await mkdir(place('data'));
  await writeFile(join(place('data'), 'last-store.json'), '{"id":');
  expect(await start(urlOf(place('one.db')), { seals, lastStore: data() })).toEqual([]);
});

test('another key is refused, also in a store that was never checked, and the right one still fits', async () => {
  const url = urlOf(place('one.db'));
  const own = { seals: newSeals(), lastStore: data() };
  await start(url, own);
  await expect(start(url, { ...own, seals: newSeals() })).rejects.toThrow(
    /encrypted with a different key from STORAGE_KEY/,
  );
  {
    await using storage = await startOn(url, own);
    await sealTable(storage, 'notes', z.string(), own.seals.vault).set('a', 'secret', HOUR);
  }
  await whole(url, (store) => store.setFacts({ keyCheck: undefined }));
  await expect(start(url, { ...own, seals: newSeals() })).rejects.toThrow(/encrypted with a different key/);
  expect(await start(url, own)).toEqual([]);
});

test('a full disk does not keep a bot from starting', async () => {
  const url = urlOf(place('one.db'));
  const own = { seals: newSeals(), lastStore: data() };
  await start(url, own, 'alice');
  const said: string[] = [];
  const note = (text: string) => said.push(text);
  await whole(url, (store) =>
    admitStore(
      { ...store, setFacts: () => Promise.reject(new Error('database or disk is full')) },
      { ...own, keySource: 'STORAGE_KEY', clock: systemClock, onWarning: note, onNote: note },
    ),
  );
  expect(said).toEqual([expect.stringMatching(/could not record its last use: database or disk is full$/)]);
});

test('keys are rotated: a newer one in front, and later the older one left out', async () => {
  const url = urlOf(place('one.db'));
  const [older, newer] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];
  const lastStore = data();
  for (const keys of [[older], [older, newer], [newer, older], [newer]]) {
    expect(await start(url, { seals: createSeals(keys, systemClock), lastStore })).toEqual([]);
  }
  await expect(start(url, { seals: createSeals([older], systemClock), lastStore })).rejects.toThrow(/different key/);
});
