import { expect, test } from 'vitest';
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
  const { atomic } = storage;
  const uses: (() => Promise<unknown>)[] = [
    () => storage.check(),
    () => table.get('key'),
    () => table.set('key', 'value', 1000),
    () => table.delete('key'),
    () => table.clear(),
    () => firstOf(table.entries()),
    () => atomic.reserve([]),
    () => atomic.refund([]),
    () => atomic.holdBack('key', 1),
    () => atomic.used('key'),
    () => atomic.lease('key', 'owner', 1000),
    () => atomic.release('key', 'owner'),
    () => atomic.raise('key', 1, 1000),
    () => atomic.swap('key', undefined, 'text', 1000),
    () => atomic.read('key'),
  ];
  for (const use of uses) await expect(use()).rejects.toThrow(new StorageError('The database is not open yet'));
  await storage.open();
  for (const use of uses) await use();
  await table.set('key', 'value', 1000);
  expect(await table.get('key')).toBe('value');
});

test('a store that was never opened closes without a word', async () => {
  await expect(deferStorage('memory:', { clock: systemClock })[Symbol.asyncDispose]()).resolves.toBeUndefined();
});
