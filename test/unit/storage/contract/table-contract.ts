import { expect, test } from 'vitest';
import { z } from 'zod';
import { type IndexedTable, StorageError, type Table } from '../../../../src/storage/storage.ts';
import { eventually } from '../../../support/eventually.ts';
import type { World } from './contract-world.ts';

const HOUR = 3_600_000;
const note = z.object({ text: z.string() });

async function allEntries<T>(table: Table<T>): Promise<Record<string, T>> {
  const entries: Record<string, T> = {};
  for await (const [key, value] of table.entries()) {
    if (key in entries) throw new Error(`${key} came twice`);
    entries[key] = value;
  }
  return entries;
}

export function checkTables(world: World): void {
  test('a value that was set is read back', async () => {
    const notes = world.storage.table('notes', note);
    await notes.set('a', { text: 'first' }, HOUR);
    await notes.set('a', { text: 'second' }, HOUR);
    expect(await notes.get('a')).toEqual({ text: 'second' });
    expect(await notes.get('b')).toBeUndefined();
  });

  test('keys and texts may hold any character', async () => {
    const notes = world.storage.table('notes', note);
    const awkward = ['notes', 'notes:', 'notes::a', ':base64:AAAA', ':', '*', "'; --", 'äöü 🙂', 'a\nb'];
    for (const text of awkward) await notes.set(text, { text }, HOUR);
    for (const text of awkward) expect(await notes.get(text)).toEqual({ text });
    expect(await allEntries(notes)).toEqual(Object.fromEntries(awkward.map((text) => [text, { text }])));
  });

  test('a value is gone when its time is over', async () => {
    const notes = world.storage.table('notes', note);
    await notes.set('long', { text: 'stays' }, HOUR);
    await notes.set('short', { text: 'goes' }, 50);
    world.clock.forward(50);
    await eventually(async () => expect(await notes.get('short')).toBeUndefined());
    expect(await allEntries(notes)).toEqual({ long: { text: 'stays' } });
    expect(await notes.delete('short')).toBe(false);
  });

  test('a value with no time left is not kept, nor what was there before', async () => {
    const notes = world.storage.table('notes', note);
    await notes.set('a', { text: 'old' }, HOUR);
    await notes.set('a', { text: 'new' }, 0);
    expect(await notes.get('a')).toBeUndefined();
  });

  test('a value without an end is refused', async () => {
    const notes = world.storage.table('notes', note);
    await expect(notes.set('a', { text: 'x' }, Infinity)).rejects.toThrow(StorageError);
    expect(await notes.get('a')).toBeUndefined();
  });

  test('deleting tells whether there was something', async () => {
    const notes = world.storage.table('notes', note);
    await notes.set('a', { text: 'x' }, HOUR);
    expect(await notes.delete('a')).toBe(true);
    expect(await notes.delete('a')).toBe(false);
    expect(await notes.get('a')).toBeUndefined();
  });

  test('entries give all of a large table, each once', async () => {
    const numbers = world.storage.table('numbers', z.number());
    const expected = Object.fromEntries(Array.from({ length: 1_234 }, (_, index) => [`key-${index}`, index]));
    await Promise.all(Object.entries(expected).map(([key, value]) => numbers.set(key, value, HOUR)));
    expect(await allEntries(numbers)).toEqual(expected);
  });

  test('values may be deleted while they are read one after another', async () => {
    const numbers = world.storage.table('numbers', z.number());
    await Promise.all(Array.from({ length: 250 }, (_, index) => numbers.set(`key-${index}`, index, HOUR)));
    for await (const [key] of numbers.entries()) await numbers.delete(key);
    expect(await allEntries(numbers)).toEqual({});
  });

  test('clear empties one namespace and nothing else', async () => {
    const { storage } = world;
    const tables = ['note', 'notes', 'notes2', 'n*', 'atomic'].map((name) => storage.table(name, note));
    for (const table of tables) await table.set('a', { text: 'x' }, HOUR);
    await storage.atomic.reserve([{ kind: 'quota', key: 'notes', amount: 7, limit: 9, ttlMs: HOUR }]);
    await storage.table('n*', note).clear();
    await storage.table('notes', note).clear();
    const left = await Promise.all(tables.map((table) => table.get('a')));
    expect(left.map((value) => value !== undefined)).toEqual([true, false, true, false, true]);
    expect(await allEntries(storage.table('note', note))).toEqual({ a: { text: 'x' } });
    await storage.table('atomic', note).clear();
    expect(await storage.atomic.used('notes')).toBe(7);
  });

  test('a value that does not fit the schema reads as absent', async () => {
    const { storage } = world;
    await storage.table('notes', z.object({ title: z.string() })).set('old', { title: 'x' }, HOUR);
    const notes = storage.table('notes', note);
    await notes.set('new', { text: 'y' }, HOUR);
    expect(await notes.get('old')).toBeUndefined();
    expect(await allEntries(notes)).toEqual({ new: { text: 'y' } });
  });

  test('the check passes while the store works', async () => {
    await expect(world.storage.check()).resolves.toBeUndefined();
  });

  test('a closed store refuses everything', async () => {
    const storage = await world.open();
    const notes = storage.table('notes', note);
    await storage[Symbol.asyncDispose]();
    await expect(notes.get('a')).rejects.toThrow(StorageError);
    await expect(notes.set('a', { text: 'x' }, HOUR)).rejects.toThrow(StorageError);
    await expect(notes.delete('a')).rejects.toThrow(StorageError);
    await expect(notes.clear()).rejects.toThrow(StorageError);
    await expect(allEntries(notes)).rejects.toThrow(StorageError);
    await expect(storage.atomic.used('a')).rejects.toThrow(StorageError);
    await expect(storage.check()).rejects.toThrow(StorageError);
    await expect(storage[Symbol.asyncDispose]()).resolves.toBeUndefined();
  });
}

const person = z.object({ text: z.string(), people: z.array(z.string()) });
const peopleOf = ({ people }: z.infer<typeof person>) => people;

async function keysFor(table: IndexedTable<unknown>, word: string): Promise<string[]> {
  return (await Array.fromAsync(table.find(word))).map(([key]) => key).toSorted();
}

export function checkIndexedTables(world: World): void {
  const open = () => world.storage.indexedTable('notes', person, peopleOf);
  test('values are found by each word of their index, and by no other', async () => {
    const notes = open();
    await notes.set('a', { text: 'x', people: ['ann', 'bob'] }, HOUR);
    await notes.set('b', { text: 'y', people: ['bob'] }, HOUR);
    await notes.set('c', { text: 'z', people: [] }, HOUR);
    expect(await Array.fromAsync(notes.find('ann'))).toEqual([['a', { text: 'x', people: ['ann', 'bob'] }]]);
    expect(await keysFor(notes, 'bob')).toEqual(['a', 'b']);
    expect(await keysFor(notes, 'carol')).toEqual([]);
    expect(await keysFor(notes, 'an')).toEqual([]);
  });

  test('words and keys of an index may hold any character, and tables do not share words', async () => {
    const awkward = ['notes', 'notes:', '::', '*', "'; --", '["a"]', 'äöü 🙂', 'a\nb', ''];
    const notes = open();
    for (const word of awkward) await notes.set(`key ${word}`, { text: word, people: [word] }, HOUR);
    for (const word of awkward) expect(await keysFor(notes, word)).toEqual([`key ${word}`]);
    const others = world.storage.indexedTable('notes:', person, peopleOf);
    await others.set('other', { text: 'x', people: ['*'] }, HOUR);
    expect(await keysFor(notes, '*')).toEqual(['key *']);
    expect(await keysFor(others, '*')).toEqual(['other']);
  });

  test('a value that is set again is found by its new words only', async () => {
    const notes = open();
    await notes.set('a', { text: 'x', people: ['ann', 'bob'] }, HOUR);
    await notes.set('a', { text: 'y', people: ['bob', 'carol'] }, HOUR);
    expect(await keysFor(notes, 'ann')).toEqual([]);
    expect(await keysFor(notes, 'bob')).toEqual(['a']);
    expect(await keysFor(notes, 'carol')).toEqual(['a']);
    await notes.set('a', { text: 'z', people: [] }, HOUR);
    expect(await keysFor(notes, 'bob')).toEqual([]);
  });

  test('what is deleted, cleared or has ended is not found, until it is set again', async () => {
    const notes = open();
    const ann = { text: 'x', people: ['ann'] };
    await notes.set('deleted', ann, HOUR);
    await notes.set('ended', ann, 50);
    await notes.set('stays', ann, HOUR);
    await notes.delete('deleted');
    world.clock.forward(50);
    await eventually(async () => expect(await keysFor(notes, 'ann')).toEqual(['stays']));
    await notes.set('deleted', ann, HOUR);
    expect(await keysFor(notes, 'ann')).toEqual(['deleted', 'stays']);
    await notes.clear();
    expect(await keysFor(notes, 'ann')).toEqual([]);
    await notes.set('stays', ann, HOUR);
    expect(await keysFor(notes, 'ann')).toEqual(['stays']);
  });

  test('many values of one word are found each once, and may be deleted while they are read', async () => {
    const notes = open();
    const keys = Array.from({ length: 1_234 }, (_, index) => `key-${index}`).toSorted();
    await Promise.all(keys.map((key) => notes.set(key, { text: key, people: ['all', key] }, HOUR)));
    expect(await keysFor(notes, 'all')).toEqual(keys);
    for await (const [key] of notes.find('all')) await notes.delete(key);
    expect(await keysFor(notes, 'all')).toEqual([]);
    expect(await allEntries(notes)).toEqual({});
  });

  test('values that were written without an index are found as well', async () => {
    const before = world.storage.table('notes', person);
    const keys = Array.from({ length: 250 }, (_, index) => `old-${index}`).toSorted();
    await Promise.all(keys.map((key) => before.set(key, { text: key, people: ['ann'] }, HOUR)));
    const notes = open();
    await notes.set('new', { text: 'x', people: ['ann'] }, HOUR);
    expect(await keysFor(notes, 'ann')).toEqual(['new', ...keys]);
  });

  test('values that a process of an earlier version writes meanwhile are found after an hour', async () => {
    const notes = open();
    const before = world.storage.table('notes', person);
    await before.set('old', { text: 'x', people: ['ann'] }, 10 * HOUR);
    expect(await keysFor(notes, 'ann')).toEqual(['old']);
    await before.set('meanwhile', { text: 'x', people: ['ann'] }, 10 * HOUR);
    // As it expires, on Redis by the machine's time.
    await world.storage.table('complete-indexes', z.literal(true)).delete('notes');
    world.clock.forward(HOUR);
    expect(await keysFor(notes, 'ann')).toEqual(['meanwhile', 'old']);
  });

  test('a search in a closed store is refused', async () => {
    const storage = await world.open();
    const notes = storage.indexedTable('notes', person, peopleOf);
    await storage[Symbol.asyncDispose]();
    await expect(Array.fromAsync(notes.find('ann'))).rejects.toThrow(StorageError);
  });
}

/** For stores that expire tables by the clock. Redis uses its own time. */
export function checkClockedTables(world: World): void {
  test('a value lives until the last millisecond of its time by the clock', async () => {
    const notes = world.storage.table('notes', note);
    await notes.set('a', { text: 'x' }, 50);
    world.clock.forward(49);
    expect(await notes.get('a')).toEqual({ text: 'x' });
    world.clock.forward(1);
    expect(await notes.get('a')).toBeUndefined();
  });
}
