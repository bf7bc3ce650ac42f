import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { systemClock } from '../../../../src/clock.ts';
import { openStorage, openWholeStore } from '../../../../src/storage/open-storage.ts';
import { sealTable } from '../../../../src/storage/sealing/sealed-table.ts';
import type { Seals } from '../../../../src/storage/sealing/seals.ts';
import { openBackup, writeBackup } from '../../../../src/storage/upkeep/whole/backup-file.ts';
import { moveStore } from '../../../../src/storage/upkeep/whole/move-store.ts';
import { acceptNewKey } from '../../../../src/storage/upkeep/new-key.ts';
import { restoreStore } from '../../../../src/storage/upkeep/whole/restore-store.ts';
import type { StoredRecord, WholeStore } from '../../../../src/storage/upkeep/whole/whole-store.ts';
import { HOUR, lastStoreIn, newSeals, notesOf, optOutsOf, startOn, urlOf, useFolder, whole } from './folder.ts';

const folder = useFolder();
const url = (name: string) => urlOf(join(folder(), `${name}.db`));
const lastStore = () => lastStoreIn(join(folder(), 'data'));
const place = () => ({ clock: systemClock, folder: join(folder(), 'data'), lastStore: lastStore() });
const start = async (name: string, seals: Seals, said: string[] = []) =>
  await startOn(url(name), { seals, lastStore: lastStore() }, said);

/** A store with a little of everything. */
async function fill(name: string, seals: Seals) {
  await using storage = await start(name, seals);
  await optOutsOf(storage).set('alice', true, 100 * HOUR);
  await notesOf(storage).set('a', 'x', HOUR);
  await sealTable(storage, 'sealed', z.string(), seals.vault).set('s', 'secret', HOUR);
  await storage.atomic.reserve([
    { kind: 'quota', key: 'q', amount: 2, limit: 3, ttlMs: HOUR },
    { kind: 'pace', key: 'p', intervalMs: HOUR, patienceMs: 0 },
  ]);
  await storage.atomic.holdBack('h', Date.now() + HOUR);
  await storage.atomic.swap('text', undefined, 'shared', HOUR);
  await storage.atomic.lease('turn', 'an ended process', HOUR);
}

/** Expects all that {@link fill} made; the lease only in the store where it was taken. */
async function expectFilled(name: string, seals: Seals, { leased = false } = {}) {
  const said: string[] = [];
  await using storage = await start(name, seals, said);
  const { atomic } = storage;
  expect(await optOutsOf(storage).get('alice')).toBe(true);
  expect(await Array.fromAsync(notesOf(storage).find('x'))).toEqual([['a', 'x']]);
  expect(await sealTable(storage, 'sealed', z.string(), seals.vault).get('s')).toBe('secret');
  expect(await atomic.used('q')).toBe(2);
  const refused = await atomic.reserve([{ kind: 'pace', key: 'p', intervalMs: 1, patienceMs: 0 }]);
  expect(refused).toMatchObject({ granted: false });
  expect((await atomic.reserve([{ kind: 'pace', key: 'h', intervalMs: 1, patienceMs: 0 }])).granted).toBe(false);
  expect((await atomic.swap('text', undefined, undefined, HOUR)).found).toBe('shared');
  expect(await atomic.lease('turn', 'me', HOUR)).toBe(!leased);
  await atomic.release('turn', 'me');
  expect(said).toEqual([]);
}

const move = async (from: string, to: string, mayReplace = false) =>
  await whole(url(from), async (one) => {
    return await whole(url(to), async (other) => await moveStore({ from: one, to: other, mayReplace }, place()));
  });

const endsOf = async (name: string) =>
  await whole(url(name), async (store) => {
    const records = await Array.fromAsync(store.records());
    return Object.fromEntries(records.map(({ key, endsAt }) => [key, endsAt]));
  });

/** A store whose writes fail from the nth on, as those of a process that is killed. */
const dying = (store: WholeStore, left: { writes: number }): WholeStore => {
  const mortal = <Args extends unknown[], T>(work: (...args: Args) => Promise<T>) => {
    return async (...args: Args): Promise<T> => {
      left.writes -= 1;
      if (left.writes < 0) throw new Error('killed');
      return await work(...args);
    };
  };
  return { ...store, write: mortal(store.write), setFacts: mortal(store.setFacts), delete: mortal(store.delete) };
};

test('everything but leases moves, with its expiry, and the old store names the new one', async () => {
  const seals = newSeals();
  await fill('one', seals);
  const before = await endsOf('one');
  const moved = await move('one', 'two');
  expect(Object.fromEntries(moved?.counts ?? [])).toEqual({
    'opt-outs': 1,
    notes: 1,
    sealed: 1,
    'limits and counters': 4,
  });
  const after = await endsOf('two');
  expect(before).toMatchObject({ ...after, 'lease:turn': expect.any(Number) as number });
  await expectFilled('two', seals);
  await expect(start('one', seals)).rejects.toThrow(/The data of .*one\.db was moved to .*two\.db: set STORAGE_URL/);
  await expect(openStorage(url('one'), { clock: systemClock })).rejects.toThrow(/was moved/);
  expect(await move('one', 'two')).toBeUndefined();
  await expect(move('one', 'three')).rejects.toThrow(/was already moved to .*two\.db/);
  await expect(start('empty', seals)).rejects.toThrow(/two\.db was used here/);
});

test('what was moved can be moved back', async () => {
  const seals = newSeals();
  await fill('one', seals);
  await move('one', 'two');
  await expectFilled('two', seals);
  const back = await move('two', 'one');
  expect(back?.copy).toBeDefined();
  await expectFilled('one', seals);
});

test('a move that ends anywhere leaves at most one store to start on, and is finished by another one', async () => {
  const seals = newSeals();
  const starts = async (name: string) =>
    await start(name, seals).then(
      async (storage) => {
        const holds = (await optOutsOf(storage).get('alice')) ?? false;
        await storage[Symbol.asyncDispose]();
        return holds;
      },
      () => false,
    );

  let survived = false;
  for (let writes = 0; !survived; writes += 1) {
    const [one, two] = [`one${writes}`, `two${writes}`];
    await lastStore().forget();
    await fill(one, seals);
    survived = await whole(url(one), async (from) => {
      await using to = await openWholeStore(url(two), { clock: systemClock });
      const left = { writes };
      const dead = moveStore({ from: dying(from, left), to: dying(to, left), mayReplace: false }, place());
      return await dead.then(
        () => true,
        (error: unknown) => {
          expect(String(error)).toBe('Error: killed');
          return false;
        },
      );
    });
    const alive = [await starts(one), await starts(two)];
    expect(alive, `after ${writes} writes`).toEqual(survived ? [false, true] : [alive[0], false]);
    if (!survived) await move(one, two);
    await expectFilled(two, seals);
  }
});

test('a store with data is replaced only on request; a copy and its opt-outs are kept', async () => {
  const seals = newSeals();
  await fill('one', seals);
  {
    await using other = await start('two', seals);
    await optOutsOf(other).set('bob', true, HOUR);
    await notesOf(other).set('b', 'y', HOUR);
  }
  await expect(move('one', 'two')).rejects.toThrow(/two\.db already contains data. Use --replace/);
  const moved = await move('one', 'two', true);
  const copy = await openBackup(moved?.copy ?? '');
  expect((await Array.fromAsync(copy.records())).map(({ key }) => key)).toEqual(expect.arrayContaining(['bob', 'b']));
  await expectFilled('two', seals);
  await using storage = await start('two', seals);
  expect(await optOutsOf(storage).get('bob')).toBe(true);
  expect(await notesOf(storage).get('b')).toBeUndefined();
});

test('nothing is moved while a bot uses either store, or onto itself', async () => {
  const seals = newSeals();
  await fill('one', seals);
  {
    await using _bot = await start('one', seals);
    await expect(move('one', 'two')).rejects.toThrow(/one\.db is in use/);
  }
  {
    await using _bot = await startOn(url('two'), { seals, lastStore: lastStoreIn(join(folder(), 'elsewhere')) });
    await expect(move('one', 'two')).rejects.toThrow(/two\.db is in use/);
  }
  await expect(move('one', 'one')).rejects.toThrow(/STORAGE_URL is already /);
  await expectFilled('one', seals, { leased: true });
});

test('a move after which anything is missing or has another expiry is not finished', async () => {
  const seals = newSeals();
  await fill('one', seals);
  const bad: ((records: readonly StoredRecord[]) => StoredRecord[])[] = [
    (records) => records.slice(1),
    (records) => records.map((record) => ({ ...record, endsAt: record.endsAt + HOUR })),
    (records) => records.map((record) => (record.kind === 'row' ? { ...record, text: '"other"' } : record)),
  ];
  await whole(url('one'), async (from) => {
    await using to = await openWholeStore(url('two'), { clock: systemClock });
    for (const alter of bad) {
      const faulty = { ...to, write: (records: readonly StoredRecord[]) => to.write(alter(records)) };
      await expect(moveStore({ from, to: faulty, mayReplace: false }, place())).rejects.toThrow(
        /two\.db does not contain what was written to it/,
      );
    }
  });
  await expect(start('two', seals)).rejects.toThrow(/is not complete/);
  await expectFilled('one', seals, { leased: true });
});

test('unfinished jobs of a queue keep a store where it is', async () => {
  const seals = newSeals();
  await fill('one', seals);
  await whole(url('one'), async (store) => {
    await using to = await openWholeStore(url('two'), { clock: systemClock });
    const busy = { ...store, unfinishedJobs: async () => 2 };
    await expect(moveStore({ from: busy, to, mayReplace: false }, place())).rejects.toThrow(/unfinished requests/);
  });
  await expectFilled('one', seals, { leased: true });
});

test('a backup is restored into an empty store, and over one with data on request', async () => {
  const seals = newSeals();
  await fill('one', seals);
  {
    await using storage = await start('one', seals);
    await storage.table('journal', z.string()).set('request', 'was answered since', HOUR);
  }
  const fileName = join(folder(), 'backup');
  await whole(url('one'), (store) => writeBackup(store, fileName));
  const restore = async (name: string, more: { mayReplace?: boolean; seals?: Seals | undefined } = {}) => {
    const file = await openBackup(fileName);
    const options = { file, fileName, mayReplace: false, seals, keySource: 'STORAGE_KEY', ...more };
    return await whole(url(name), (to) => restoreStore({ ...options, to }, place()));
  };

  await restore('two');
  await expectFilled('two', seals);
  await expect(restore('two')).rejects.toThrow(/already contains data/);
  {
    await using storage = await start('two', seals);
    await optOutsOf(storage).set('carol', true, HOUR);
    await expect(restore('two', { mayReplace: true })).rejects.toThrow(/in use/);
  }
  const { copy } = await restore('two', { mayReplace: true });
  expect(copy).toBeDefined();
  await expectFilled('two', seals);
  {
    await using storage = await start('two', seals);
    expect(await storage.table('journal', z.string()).get('request')).toBeUndefined();
    expect(await optOutsOf(storage).get('carol')).toBe(true);
  }

  await expect(restore('three', { seals: newSeals() })).rejects.toThrow(/backup .* was encrypted with a different key/);
  await restore('three', { seals: undefined });
  const other = newSeals();
  await using storage = await start('three', other);
  expect(await optOutsOf(storage).get('alice')).toBe(true);
  expect(await sealTable(storage, 'sealed', z.string(), other.vault).get('s')).toBeUndefined();
  expect((await readdir(join(folder(), 'data'))).filter((name) => name.includes('.copy-'))).toHaveLength(1);
});

test('with a new key everything that was not encrypted stays', async () => {
  const [older, newer] = [newSeals(), newSeals()];
  await fill('one', older);
  await expect(start('one', newer)).rejects.toThrow(/different key/);
  expect(await whole(url('one'), (store) => acceptNewKey(store, newer))).toBe(1);
  await using storage = await start('one', newer);
  expect(await optOutsOf(storage).get('alice')).toBe(true);
});
