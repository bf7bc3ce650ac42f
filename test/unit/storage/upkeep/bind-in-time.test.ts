import { Redis } from 'ioredis';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { systemClock } from '../../../../src/clock.ts';
import { openStorage } from '../../../../src/storage/open-storage.ts';
import { sealTable } from '../../../../src/storage/sealing/sealed-table.ts';
import { createSeals } from '../../../../src/storage/sealing/seals.ts';
import { admitStore } from '../../../../src/storage/upkeep/admit-store.ts';
import { finishBinding, READ_MS, WRITTEN_MS } from '../../../../src/storage/upkeep/bind-store.ts';
import { createFakeClock, type FakeClock } from '../../../support/fake-clock.ts';
import { formerRow, formerSeal, noteFormerKey } from '../../../support/former/former-store.ts';
import { hasRedisServer } from '../../../support/redis-server.ts';
import { HOUR, lastStoreIn, whole } from './folder.ts';
import { usePlaces } from './store-kinds.ts';

const key = Buffer.alloc(32, 7);
const note = { namespace: 'notes', key: 'a' };

/** The version that a Redis says it has. */
async function schemaOf(url: string): Promise<string | null> {
  const client = new Redis(url);
  using _closed = { [Symbol.dispose]: () => client.disconnect() };
  return await client.hget('face-age-bot:facts', 'schema');
}

describe.skipIf(!hasRedisServer)('while processes of the version before may run on the same Redis', () => {
  const { folder, freshUrl } = usePlaces({ name: 'Redis', isThere: true });

  /** A process of this version. */
  const begin = async (url: string, clock: FakeClock, said: string[] = []) => {
    const seals = createSeals([key], clock);
    const onNote = (text: string) => said.push(text);
    const lastStore = lastStoreIn(folder());
    const closing = new AbortController();
    let binding = Promise.resolve();
    const storage = await openStorage(url, {
      clock: systemClock,
      async admit(store) {
        await admitStore(store, { seals, keySource: 'STORAGE_KEY', lastStore, clock, onWarning: onNote, onNote });
        if (!seals.former.isRead) return;
        binding = finishBinding(store, seals, {
          clock,
          signal: closing.signal,
          onNote,
          onError: (error) => said.push(String(error)),
          random: () => 0,
        });
      },
    });
    return {
      seals,
      notes: sealTable(storage, note.namespace, z.string(), seals.vault),
      raw: storage.table(note.namespace, z.string()),
      bound: () => binding,
      async [Symbol.asyncDispose]() {
        closing.abort();
        await storage[Symbol.asyncDispose]();
      },
    };
  };
  const makeFormer = async () => {
    const url = freshUrl();
    await whole(url, async (store) => {
      await store.write([formerRow(key, note, 'x', Date.now() + HOUR)]);
      await noteFormerKey(store, key);
    });
    return url;
  };

  test('values are written so that those read them, for an hour; then they are bound, and the former format is refused', async () => {
    const clock = createFakeClock();
    await using one = await begin(await makeFormer(), clock);
    expect(await one.notes.get('a')).toBe('x');
    await one.notes.set('b', 'x', HOUR);
    expect(one.seals.former.open((await one.raw.get('b')) ?? '')).toBe('"x"');

    await clock.advance(WRITTEN_MS);
    await one.notes.set('c', 'y', HOUR);
    expect(await one.raw.get('c')).toMatch(/^v2\./);
    expect(await one.notes.get('b')).toBe('x');
    // Of a process of that version that still runs.
    await one.raw.set('late', formerSeal(key, '"late"'), HOUR);
    expect(await one.notes.get('late')).toBe('late');

    await clock.advance(READ_MS);
    await one.bound();
    expect(one.seals.former.isRead).toBe(false);
    const left = Object.fromEntries(await Array.fromAsync(one.notes.entries()));
    expect(left).toEqual({ a: 'x', b: 'x', c: 'y', late: 'late' });
    await one.raw.set('d', formerSeal(key, '"planted"'), HOUR);
    expect(await one.notes.get('d')).toBeUndefined();
  });

  test('all processes change over at one time, whenever they started, and one that starts later has changed', async () => {
    const clock = createFakeClock();
    const url = await makeFormer();
    await using one = await begin(url, clock);
    await clock.advance(WRITTEN_MS / 2);
    await using two = await begin(url, clock);
    expect([one, two].map(({ seals }) => seals.former.isWritten)).toEqual([true, true]);
    await clock.advance(WRITTEN_MS / 2);
    expect([one, two].map(({ seals }) => seals.former.isWritten)).toEqual([false, false]);
    await clock.advance(READ_MS);
    await Promise.all([one.bound(), two.bound()]);
    expect([one, two].map(({ seals }) => seals.former.isRead)).toEqual([false, false]);
    await using three = await begin(url, clock);
    expect(three.seals.former).toMatchObject({ isRead: false, isWritten: false });
    expect(await three.notes.get('a')).toBe('x');
  });

  test('those of the version before start on it until values are bound, and are refused then', async () => {
    const clock = createFakeClock();
    const url = await makeFormer();
    await using one = await begin(url, clock);
    expect(await schemaOf(url)).toBe('2');
    await clock.advance(WRITTEN_MS);
    expect(await schemaOf(url)).toBe('2');
    await clock.advance(READ_MS);
    await one.bound();
    expect(await schemaOf(url)).toBe('3');
    await whole(url, (store) => store.setFacts({ usedAt: 1 }));
    expect(await schemaOf(url)).toBe('3');
  });

  test('a Redis that is away is asked again, until the values are bound', async () => {
    const clock = createFakeClock();
    const seals = createSeals([key], clock);
    const url = await makeFormer();
    await whole(url, async (store) => {
      let failures = 2;
      const errors: unknown[] = [];
      const failing = {
        ...store,
        async facts() {
          failures -= 1;
          if (failures >= 0) throw new Error('Redis is away');
          return await store.facts();
        },
      };
      const done = finishBinding(failing, seals, {
        clock,
        signal: new AbortController().signal,
        random: () => 0,
        onNote: () => undefined,
        onError: (error) => errors.push(error),
      });
      const isDone = { yet: false };
      void done.then(() => (isDone.yet = true));
      while (!isDone.yet) await clock.advance(READ_MS);
      expect(errors).toHaveLength(2);
    });
    await using next = await begin(url, clock);
    expect(next.seals.former.isRead).toBe(false);
    expect(await next.notes.get('a')).toBe('x');
  });
});
