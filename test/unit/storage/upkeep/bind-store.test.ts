import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { systemClock } from '../../../../src/clock.ts';
import { openStorage } from '../../../../src/storage/open-storage.ts';
import { sealIndexedTable } from '../../../../src/storage/sealing/sealed-table.ts';
import { createSeals, type Seals } from '../../../../src/storage/sealing/seals.ts';
import { bindStore, bindValues, mayHoldFormer } from '../../../../src/storage/upkeep/bind-store.ts';
import { acceptNewKey } from '../../../../src/storage/upkeep/new-key.ts';
import type { RewrittenRow, WholeStore } from '../../../../src/storage/upkeep/whole/whole-store.ts';
import { formerRow, noteFormerKey } from '../../../support/former/former-store.ts';
import { HOUR, whole } from './folder.ts';
import { storeKinds, usePlaces } from './store-kinds.ts';

const [KEY, OLDER, LOST] = [1, 2, 3].map((byte) => Buffer.alloc(32, byte)) as [Buffer, Buffer, Buffer];
const newSeals = (...keys: Buffer[]) => createSeals(keys.length > 0 ? keys : [KEY], systemClock);
const owned = z.object({ owner: z.string() });
type Owned = z.infer<typeof owned>;

const read = async (url: string, { vault }: Seals, owner?: string): Promise<Record<string, Owned>> => {
  await using storage = await openStorage(url, { clock: systemClock });
  const table = sealIndexedTable(storage, 'answers', owned, vault, (value) => [value.owner]);
  return Object.fromEntries(await Array.fromAsync(owner === undefined ? table.entries() : table.find(owner)));
};

const textsIn = async (url: string) =>
  await whole(url, async (store) => {
    const records = await Array.fromAsync(store.records());
    return records.flatMap((record) => (record.kind === 'row' && record.namespace === 'answers' ? [record] : []));
  });

for (const kind of storeKinds) {
  describe.skipIf(!kind.isThere)(`values of the former format in ${kind.name}`, () => {
    const { freshUrl } = usePlaces(kind);
    const endsAt = Date.now() + 24 * HOUR;

    /** A store as an earlier version left it. */
    const makeFormer = async (count: number, key = KEY): Promise<string> => {
      const url = freshUrl();
      await whole(url, async (store) => {
        const rows = Array.from({ length: count }, (_, index) =>
          formerRow(key, { namespace: 'answers', key: `${index}` }, { owner: `person ${index % 3}` }, endsAt),
        );
        await store.write(rows);
        await noteFormerKey(store, key);
      });
      return url;
    };
    test('are bound to their places, and keep their expiry and what they are found by', async () => {
      const url = await makeFormer(250);
      const before = newSeals();
      before.former.accept(-Infinity);
      // Indexes them, as the earlier version did.
      expect(Object.keys(await read(url, before, 'person 1'))).toHaveLength(83);
      const seals = newSeals();
      expect(await whole(url, (store) => bindStore(store, seals))).toBe(250);
      expect(seals.former.isRead).toBe(false);
      expect(Object.keys(await read(url, seals))).toHaveLength(250);
      expect(Object.keys(await read(url, seals, 'person 1'))).toHaveLength(83);
      const rows = await textsIn(url);
      expect(rows.every(({ text }) => text.startsWith('"v2.'))).toBe(true);
      expect(rows.every((row) => Math.abs(row.endsAt - endsAt) < 5000)).toBe(true);
      expect(await whole(url, (store) => bindStore(store, seals))).toBe(0);
    });

    test('are no longer after it', async () => {
      const url = await makeFormer(3);
      const lengthOf = async () => (await textsIn(url)).reduce((sum, { text }) => sum + text.length, 0);
      const before = await lengthOf();
      await whole(url, (store) => bindStore(store, newSeals()));
      expect(await lengthOf()).toBe(before);
    });

    test('are whole wherever the work is interrupted, and the next start finishes it', async () => {
      for (let survived = 0; ; survived += 1) {
        const url = await makeFormer(250);
        const seals = newSeals();
        seals.former.accept(-Infinity);
        const finished = await whole(url, (store) => bindStore(dying(store, survived), seals)).then(
          () => true,
          () => false,
        );
        expect(Object.keys(await read(url, seals))).toHaveLength(250);
        expect(seals.former.isRead).toBe(!finished);
        // Else the next start would refuse what is left.
        expect(mayHoldFormer(await whole(url, (store) => store.facts()))).toBe(!finished);
        const next = newSeals();
        await whole(url, (store) => bindStore(store, next));
        expect(Object.keys(await read(url, next))).toHaveLength(250);
        if (finished) break;
      }
    });

    test('that are written or deleted meanwhile stay as they are then', async () => {
      const url = await makeFormer(3);
      const seals = newSeals();
      seals.former.accept(-Infinity);
      await whole(url, async (store) => {
        const rewrite = async (rows: readonly RewrittenRow[]) => {
          await using storage = await openStorage(url, { clock: systemClock });
          const table = sealIndexedTable(storage, 'answers', owned, seals.vault, (value) => [value.owner]);
          await table.set('0', { owner: 'somebody else' }, HOUR);
          await table.delete('1');
          await store.rewrite(rows);
        };
        await bindStore({ ...store, rewrite }, seals);
      });
      expect(await read(url, seals)).toEqual({ 0: { owner: 'somebody else' }, 2: { owner: 'person 2' } });
    });

    test('stay under their own key, so that they are lost with it, as before', async () => {
      const url = await makeFormer(2, OLDER);
      expect(await whole(url, (store) => bindValues(store, newSeals(KEY, OLDER)))).toBe(2);
      expect(Object.keys(await read(url, newSeals(KEY, OLDER)))).toHaveLength(2);
      expect(await read(url, newSeals(KEY))).toEqual({});
    });

    test('are bound when a lost key is given up, and those under it are deleted', async () => {
      const url = await makeFormer(2);
      await whole(url, async (store) => {
        await store.write([formerRow(LOST, { namespace: 'answers', key: 'lost' }, { owner: 'ann' }, endsAt)]);
      });
      const seals = newSeals();
      expect(await whole(url, (store) => acceptNewKey(store, seals))).toBe(1);
      expect(Object.keys(await read(url, seals))).toEqual(['0', '1']);
      expect((await textsIn(url)).every(({ text }) => text.startsWith('"v2.'))).toBe(true);
      // Of the former format, in a store that has none.
      await whole(url, async (store) => {
        await store.write([formerRow(KEY, { namespace: 'answers', key: 'planted' }, { owner: 'ann' }, endsAt)]);
      });
      expect(await whole(url, (store) => acceptNewKey(store, seals))).toBe(1);
      expect(Object.keys(await read(url, seals))).toEqual(['0', '1']);
    });
  });
}

/** A store whose process is killed after so many writes. */
function dying(store: WholeStore, writes: number): WholeStore {
  let left = writes;
  const mortal = <Args extends unknown[], T>(work: (...args: Args) => Promise<T>) => {
    return async (...args: Args): Promise<T> => {
      left -= 1;
      if (left < 0) throw new Error('killed');
      return await work(...args);
    };
  };
  return { ...store, rewrite: mortal(store.rewrite), setFacts: mortal(store.setFacts) };
}
