import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { systemClock } from '../../../src/clock.ts';
import { deferStorage } from '../../../src/storage/deferred-storage.ts';
import { StorageError } from '../../../src/storage/storage.ts';

async function firstOf(entries: AsyncIterable<unknown>): Promise<unknown> {
  for await (const entry of entries) return entry;
  return undefined;
}

test('every use of a store that is not open yet is refused, and a table made before works once it is open', async () => {
  await using storage = deferStorage('memory:', { clock: systemClock });
  const table = storage.table('words', z.string());
  const indexed = storage.indexedTable('letters', z.string(), (text) => [...text]);
  const { atomic } = storage;
  expect(storage.warnings()).toEqual([]);
  const uses: (() => Promise<unknown>)[] = [
    () => storage.check(),
    () => table.get('key'),
    () => table.set('key', 'value', 1000),
    () => table.delete('key'),
    () => table.clear(),
    () => firstOf(table.entries()),
    () => firstOf(indexed.find('word')),
    () => atomic.reserve([]),
    () => atomic.refund([]),
    () => atomic.holdBack('key', 1),
    () => atomic.used('key'),
    () => atomic.lease('key', 'owner', 1000),
    () => atomic.release('key', 'owner'),
    () => atomic.swap('key', undefined, 'text', 1000),
  ];
  for (const use of uses) await expect(use()).rejects.toThrow(new StorageError('The database is not open yet'));
  await storage.open();
  for (const use of uses) await use();
  await table.set('key', 'value', 1000);
  expect(await table.get('key')).toBe('value');
  await indexed.set('key', 'ab', 1000);
  expect(await firstOf(indexed.find('b'))).toEqual(['key', 'ab']);
  expect(storage.redis).toBeUndefined();
});

test('a store that was never opened closes without a word', async () => {
  await expect(deferStorage('memory:', { clock: systemClock })[Symbol.asyncDispose]()).resolves.toBeUndefined();
});

test('a store that is closed before it is open is closed as soon as it is', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'face-age-bot-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const url = `sqlite://${join(folder, 'bot.db')}`;
  const storage = deferStorage(url, { clock: systemClock, exclusive: true });
  const opening = storage.open();
  await storage[Symbol.asyncDispose]();
  await expect(opening).rejects.toThrow(new StorageError('The store is closed'));
  // Its lock is free.
  await using next = deferStorage(url, { clock: systemClock, exclusive: true });
  await next.open();
});
