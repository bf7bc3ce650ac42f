import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { sqliteTransact } from '../../../src/storage/sqlite/sqlite-cells.ts';
import { openDatabase } from '../../../src/storage/sqlite/sqlite-database.ts';
import { sqliteStorage } from '../../../src/storage/sqlite/sqlite-storage.ts';
import { type Claim, type Storage, StorageError } from '../../../src/storage/storage.ts';
import { eventually } from '../../support/eventually.ts';
import { readDatabases } from '../../support/world/read-store.ts';
import { type ManualClock, manualClock } from './contract/manual-clock.ts';

const HOUR = 3_600_000;
const use: Claim = { kind: 'quota', key: 'user', amount: 1, limit: 5, ttlMs: HOUR };

let folder: string;
let path: string;
let db: DatabaseSync;
let storage: Storage;
let clock: ManualClock;
let errors: unknown[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'storage-'));
  path = join(folder, 'bot.db');
  clock = manualClock();
  errors = [];
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  db = await openDatabase(path);
  storage = sqliteStorage(db, { clock, onError: (error) => errors.push(error) });
});

afterEach(async () => {
  await storage[Symbol.asyncDispose]();
  vi.useRealTimers();
  await rm(folder, { recursive: true });
});

const rows = (table: 'entries' | 'entry_index' | 'cells'): unknown => {
  using other = new DatabaseSync(path);
  return other.prepare(`SELECT count(*) AS n FROM ${table}`).get()?.['n'];
};

test('a store that may only be read says so, and works again afterwards', async () => {
  const notes = storage.table('notes', z.string());
  await notes.set('a', 'old', HOUR);
  db.exec('PRAGMA query_only = ON');
  await expect(notes.set('a', 'new', HOUR)).rejects.toThrow(StorageError);
  await expect(notes.delete('a')).rejects.toThrow(StorageError);
  await expect(notes.clear()).rejects.toThrow(StorageError);
  await expect(storage.atomic.reserve([use])).rejects.toThrow(StorageError);
  await expect(storage.check()).rejects.toThrow(StorageError);
  expect(await notes.get('a')).toBe('old');
  db.exec('PRAGMA query_only = OFF');
  await notes.set('a', 'new', HOUR);
  expect(await notes.get('a')).toBe('new');
  expect((await storage.atomic.reserve([use])).granted).toBe(true);
  await storage.check();
});

test('a full disk loses only what did not fit', async () => {
  const notes = storage.table('notes', z.string());
  await notes.set('a', 'old', HOUR);
  const pages = Number(db.prepare('PRAGMA page_count').get()?.['page_count']);
  db.exec(`PRAGMA max_page_count = ${pages}`);
  await expect(notes.set('b', 'x'.repeat(100_000), HOUR)).rejects.toThrow(StorageError);
  const long: Claim[] = [use, { ...use, key: 'x'.repeat(100_000) }];
  await expect(storage.atomic.reserve(long)).rejects.toThrow(StorageError);
  expect(await storage.atomic.used('user')).toBe(0);
  expect(await notes.get('a')).toBe('old');
  db.exec('PRAGMA max_page_count = 100000');
  await notes.set('b', 'x'.repeat(100_000), HOUR);
  expect((await storage.atomic.reserve(long)).granted).toBe(true);
});

test('of a transaction that fails half-way nothing stays', () => {
  const transact = sqliteTransact(db);
  const halfWay = () =>
    transact((cells) => {
      cells.set('a', { value: 1, endsAt: clock.now() + HOUR });
      throw new Error('half-way');
    });
  expect(halfWay).toThrow('half-way');
  expect(transact((cells) => cells.get('a'))).toBeUndefined();
});

test('a database that another process keeps locked is an error, until it lets go', async () => {
  using other = new DatabaseSync(path);
  other.exec('BEGIN IMMEDIATE');
  await expect(storage.atomic.reserve([use])).rejects.toThrow(StorageError);
  other.exec('ROLLBACK');
  expect((await storage.atomic.reserve([use])).granted).toBe(true);
});

test('a closed database is an error', async () => {
  const notes = storage.table('notes', z.string());
  db.close();
  await expect(notes.get('a')).rejects.toThrow(StorageError);
  await expect(storage.check()).rejects.toThrow(StorageError);
});

test('a value that is not JSON any more reads as absent', async () => {
  const notes = storage.table('notes', z.string());
  await notes.set('a', 'x', HOUR);
  await notes.set('b', 'y', HOUR);
  db.exec("UPDATE entries SET value = '{' WHERE key = 'a'");
  expect(await notes.get('a')).toBeUndefined();
  const entries = await Array.fromAsync(notes.entries());
  expect(entries).toEqual([['b', 'y']]);
});

test('what has ended is purged from the file, and nothing else', async () => {
  const notes = storage.table('notes', z.string());
  await notes.set('short', 'x', 1_000);
  await notes.set('long', 'x', HOUR);
  await storage.atomic.reserve([
    { kind: 'quota', key: 'short', amount: 1, limit: 1, ttlMs: 1_000 },
    { kind: 'quota', key: 'long', amount: 1, limit: 1, ttlMs: HOUR },
  ]);
  clock.forward(1_000);
  expect([rows('entries'), rows('cells')]).toEqual([2, 2]);
  vi.advanceTimersByTime(60_000);
  await eventually(() => expect([rows('entries'), rows('cells')]).toEqual([1, 1]));
  expect(await notes.get('long')).toBe('x');
});

test('all that has ended is purged, however much it is, and what is used meanwhile does not wait for the end', async () => {
  const notes = storage.indexedTable('notes', z.string(), (text) => [text]);
  const count = 550;
  for (let index = 0; index < count; index += 1) await notes.set(`key-${index}`, 'x', 1_000);
  await notes.set('long', 'x', HOUR);
  clock.forward(1_000);
  vi.advanceTimersByTime(60_000);
  const left = Number(rows('entries'));
  expect(left).toBeGreaterThan(1);
  expect(left).toBeLessThan(count);
  expect(await notes.get('long')).toBe('x');
  await eventually(() => expect([rows('entries'), rows('entry_index')]).toEqual([2, 1]));
});

test('a file of the version before indexes is opened, and its values are found', async () => {
  await storage.table('notes', z.string()).set('old', 'x', HOUR);
  await storage[Symbol.asyncDispose]();
  {
    using before = new DatabaseSync(path);
    before.exec('DROP TABLE entry_index; DROP TABLE facts; PRAGMA user_version = 1');
  }
  await using later = sqliteStorage(await openDatabase(path), { clock });
  const notes = later.indexedTable('notes', z.string(), (text) => [text]);
  expect(await Array.fromAsync(notes.find('x'))).toEqual([['old', 'x']]);
});

test('a value and its index are written together or not at all', async () => {
  const notes = storage.indexedTable('notes', z.string(), (text) => [text]);
  await notes.set('a', 'old', HOUR);
  const pages = Number(db.prepare('PRAGMA page_count').get()?.['page_count']);
  db.exec(`PRAGMA max_page_count = ${pages}`);
  const long = storage.indexedTable('notes', z.string(), (text) => [text, 'x'.repeat(100_000)]);
  await expect(long.set('a', 'new', HOUR)).rejects.toThrow(StorageError);
  expect(await notes.get('a')).toBe('old');
  expect(await Array.fromAsync(notes.find('old'))).toEqual([['a', 'old']]);
});

test('a purge that fails is reported, and nothing is purged after the end', async () => {
  db.exec('PRAGMA query_only = ON');
  vi.advanceTimersByTime(60_000);
  await eventually(() => expect(errors).toHaveLength(1));
  await storage[Symbol.asyncDispose]();
  vi.advanceTimersByTime(600_000);
  expect(errors).toHaveLength(1);
});

test('what was deleted is in neither the database nor its write-ahead log a minute later', async () => {
  const notes = storage.table('notes', z.string());
  const secret = 'a link that somebody had deleted';
  await notes.set('a', secret, HOUR);
  db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  expect(await readDatabases(folder)).toContain(secret);
  await notes.delete('a');
  vi.advanceTimersByTime(60_000);
  await eventually(async () => expect(await readDatabases(folder)).not.toContain(secret));
});
