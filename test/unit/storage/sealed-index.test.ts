import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { openStorage } from '../../../src/storage/open-storage.ts';
import { sealIndexedTable, sealTable } from '../../../src/storage/sealing/sealed-table.ts';
import { createVault } from '../../../src/storage/sealing/vault.ts';
import type { IndexedTable, Storage } from '../../../src/storage/storage.ts';
import { manualClock } from './contract/manual-clock.ts';

const HOUR = 3_600_000;
const schema = z.object({ text: z.string(), people: z.array(z.string()) });
const [keyA, keyB] = [randomBytes(32), randomBytes(32)];

function tableOf(storage: Storage, keys: readonly Buffer[], namespace = 'notes') {
  return sealIndexedTable(storage, namespace, schema, createVault(keys), ({ people }) => people);
}

async function keysFor(table: IndexedTable<unknown>, word: string): Promise<string[]> {
  return (await Array.fromAsync(table.find(word))).map(([key]) => key).toSorted();
}

/** The words that the store sees. */
function spyOnWords(storage: Storage): { storage: Storage; words: string[] } {
  const words: string[] = [];
  return {
    words,
    storage: {
      ...storage,
      indexedTable: (namespace, itsSchema, indexOf) =>
        storage.indexedTable(namespace, itsSchema, (value, key) => {
          const found = indexOf(value, key);
          words.push(...found);
          return found;
        }),
    },
  };
}

test('sealed values are found by their words, of which the store sees pseudonyms only', async () => {
  await using memory = await openStorage('memory:', { clock: manualClock() });
  const { storage, words } = spyOnWords(memory);
  const notes = tableOf(storage, [keyA]);
  await notes.set('a', { text: 'x', people: ['ann', 'bob'] }, HOUR);
  await notes.set('b', { text: 'y', people: ['bob'] }, HOUR);
  expect(await Array.fromAsync(notes.find('ann'))).toEqual([['a', { text: 'x', people: ['ann', 'bob'] }]]);
  expect(await keysFor(notes, 'bob')).toEqual(['a', 'b']);
  expect(await keysFor(notes, 'carol')).toEqual([]);
  expect(words.join(' ')).not.toMatch(/ann|bob/);
});

test('one word has another pseudonym in each table and under each key', async () => {
  await using memory = await openStorage('memory:', { clock: manualClock() });
  const { storage, words } = spyOnWords(memory);
  const ann = { text: 'x', people: ['ann'] };
  await tableOf(storage, [keyA]).set('a', ann, HOUR);
  await tableOf(storage, [keyA], 'others').set('a', ann, HOUR);
  await tableOf(storage, [keyB]).set('b', ann, HOUR);
  expect(new Set(words).size).toBe(3);
});

test('while keys are rotated, a value is found by the key it was written under and by the new one', async () => {
  await using storage = await openStorage('memory:', { clock: manualClock() });
  const ann = { text: 'x', people: ['ann'] };
  await tableOf(storage, [keyA]).set('old', ann, HOUR);
  const both = tableOf(storage, [keyB, keyA]);
  await both.set('new', ann, HOUR);
  expect(await keysFor(both, 'ann')).toEqual(['new', 'old']);
  expect(await keysFor(tableOf(storage, [keyB]), 'ann')).toEqual(['new']);
});

test('values that were sealed without an index are found', async () => {
  await using storage = await openStorage('memory:', { clock: manualClock() });
  await sealTable(storage, 'notes', schema, createVault([keyA])).set('old', { text: 'x', people: ['ann'] }, HOUR);
  expect(await keysFor(tableOf(storage, [keyA]), 'ann')).toEqual(['old']);
});
