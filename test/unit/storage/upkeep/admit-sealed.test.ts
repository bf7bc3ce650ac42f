import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { createReferences } from '../../../../src/aging/records/references.ts';
import { systemClock } from '../../../../src/clock.ts';
import { createPersonLanguages } from '../../../../src/limits/settings/person-languages.ts';
import { openStorage } from '../../../../src/storage/open-storage.ts';
import { sealTable } from '../../../../src/storage/sealing/sealed-table.ts';
import { createSeals, type Seals } from '../../../../src/storage/sealing/seals.ts';
import { openBackup } from '../../../../src/storage/upkeep/whole/backup-file.ts';
import { admitSealed, bindStore, vaultFor } from '../../../../src/storage/upkeep/bind-store.ts';
import { moveStore } from '../../../../src/storage/upkeep/whole/move-store.ts';
import { acceptNewKey } from '../../../../src/storage/upkeep/new-key.ts';
import { restoreStore } from '../../../../src/storage/upkeep/whole/restore-store.ts';
import type { WholeStore } from '../../../../src/storage/upkeep/whole/whole-store.ts';
import { formerBackup, formerRow, formerSeal, noteFormerKey } from '../../../support/former/former-store.ts';
import { HOUR, lastStoreIn, startOn, whole } from './folder.ts';
import { storeKinds, usePlaces } from './store-kinds.ts';

const { key, people } = formerBackup;
const newSeals = () => createSeals([key], systemClock);
const note = { namespace: 'notes', key: 'a' };

const ignore = () => undefined;

/** Puts a value of the former format, and the word that there may be such, into a store. */
async function plant(url: string) {
  await whole(url, async (store) => {
    await store.write([formerRow(key, note, 'planted', Date.now() + HOUR)]);
    await noteFormerKey(store, key);
  });
}

/** Starts as a bot does. @returns what it reads, and what was said */
async function start(url: string, lastStore: ReturnType<typeof lastStoreIn>, seals: Seals = newSeals()) {
  const said: string[] = [];
  await using storage = await startOn(url, { seals, lastStore }, said);
  return { value: await sealTable(storage, note.namespace, z.string(), seals.vault).get(note.key), said, seals };
}

const expectAll = async (url: string, seals: Seals) => {
  await using storage = await openStorage(url, { clock: systemClock });
  const references = createReferences(storage, seals.vault, systemClock);
  for (const person of people) {
    const found = await Array.fromAsync(references.about(person));
    expect(found.map(([, { userId }]) => userId)).toEqual([person]);
    expect(await createPersonLanguages(storage, seals.vault, systemClock).of(person)).toMatch(/^de/);
  }
};

for (const kind of storeKinds) {
  describe.skipIf(!kind.isThere)(`a backup of the version before in ${kind.name}`, () => {
    const { folder, freshUrl } = usePlaces(kind);
    const place = () => ({ clock: systemClock, folder: folder(), lastStore: lastStoreIn(folder()) });
    const restore = async (url: string) => {
      const file = await openBackup(formerBackup.path);
      const options = { file, fileName: 'backup', mayReplace: true, seals: newSeals(), keySource: 'STORAGE_KEY' };
      await whole(url, (to) => restoreStore({ ...options, to }, place()));
    };
    test('is read after a restore, and so is a store that it was moved to', async () => {
      const url = freshUrl();
      await restore(url);
      const { seals, said } = await start(url, place().lastStore);
      await expectAll(url, seals);
      expect(said.join()).toMatch(/encrypted values from an earlier version (were|will be) converted/);
      await whole(url, (store) => bindStore(store, seals));
      await expectAll(url, newSeals());
      const [other, again] = [freshUrl(), newSeals()];
      await whole(url, (from) => whole(other, (to) => moveStore({ from, to, mayReplace: false }, place())));
      expect((await start(other, place().lastStore, again)).said).toEqual([]);
      expect(again.former.isRead).toBe(false);
      await expectAll(other, again);
    });

    test('can be restored over a store of this version', async () => {
      const url = freshUrl();
      expect((await start(url, place().lastStore)).seals.former.isRead).toBe(false);
      await restore(url);
      await expectAll(url, (await start(url, place().lastStore)).seals);
    });

    test('leaves nothing to take over when its key is given up', async () => {
      const url = freshUrl();
      await restore(url);
      expect(await whole(url, (store) => acceptNewKey(store, undefined))).toBe(6);
      const seals = createSeals([Buffer.alloc(32, 9)], systemClock);
      await start(url, place().lastStore, seals);
      expect((await start(url, place().lastStore, seals)).said.join()).not.toMatch(/different key|not read/);
    });
  });

  describe.skipIf(!kind.isThere)(`a store of this version in ${kind.name}`, () => {
    const { folder, freshUrl } = usePlaces(kind);

    test('does not read a value of the former format that was put into it, after a restart either', async () => {
      const url = freshUrl();
      const lastStore = lastStoreIn(folder());
      await start(url, lastStore);
      await whole(url, (store) => store.write([formerRow(key, note, 'planted', Date.now() + HOUR)]));
      expect(await start(url, lastStore)).toMatchObject({ value: undefined, said: [] });
      expect(await start(url, lastStoreIn(join(folder(), 'elsewhere')))).toMatchObject({ value: undefined });
    });

    test('that claims to be of an earlier version is not believed where it was used before, until the operator consents', async () => {
      const url = freshUrl();
      const lastStore = lastStoreIn(folder());
      await start(url, lastStore);
      await plant(url);
      for (let attempt = 0; attempt < 2; attempt += 1) {
        const { value, said } = await start(url, lastStore);
        expect(value).toBeUndefined();
        const reader = newSeals();
        const vault = await whole(url, (store) => vaultFor(store, reader, lastStore));
        expect(vault.open(formerSeal(key, 'x'), note)).toBeUndefined();
        expect(said).toEqual([expect.stringMatching(/says that its encrypted values are from an earlier version/)]);
      }
      await lastStore.forget();
      const vault = await whole(url, (store) => vaultFor(store, newSeals(), lastStore));
      expect(vault.open(formerSeal(key, 'x'), note)).toBe('x');
      expect((await start(url, lastStore)).value).toBe('planted');
    });

    test('whose key check was deleted reads no value of the former format', async () => {
      const url = freshUrl();
      const lastStore = lastStoreIn(folder());
      await start(url, lastStore);
      await plant(url);
      await whole(url, (store) => store.setFacts({ keyCheck: undefined }));
      await expect(start(url, lastStore)).resolves.toMatchObject({ value: undefined });
      expect((await start(url, lastStoreIn(join(folder(), 'elsewhere')))).value).toBeUndefined();
    });
  });
}

test('a full disk keeps no bot from reading what an earlier version sealed', async () => {
  const seals = newSeals();
  const store = {
    place: 'The store',
    isFile: true,
    records: async function* () {},
    facts: async () => ({ keyCheck: formerSeal(key, 'face-age-bot') }),
    setFacts: async () => await Promise.reject(new Error('database or disk is full')),
  };
  const options = { seals, clock: systemClock, last: undefined, onWarning: ignore, onNote: ignore };
  await expect(admitSealed(store as Partial<WholeStore> as WholeStore, options)).rejects.toThrow('disk is full');
  expect(seals.former).toMatchObject({ isRead: true, isWritten: false });
});
