import { readdir, readFile, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { systemClock } from '../../../../src/clock.ts';
import { openStorage } from '../../../../src/storage/open-storage.ts';
import { lockDatabase } from '../../../../src/storage/sqlite/sqlite-lock.ts';
import { StorageOpenError } from '../../../../src/storage/storage-open-error.ts';
import { makeCopy, pruneCopies } from '../../../../src/storage/upkeep/copies.ts';
import { SCHEMA } from '../../../../src/storage/upkeep/facts.ts';
import { HOUR, notesOf, urlOf, useFolder } from './folder.ts';

const folder = useFolder();
const path = () => join(folder(), 'bot.db');
const open = (exclusive = true) => openStorage(urlOf(path()), { clock: systemClock, exclusive });
const copies = async () => (await readdir(folder())).filter((name) => name.includes('.copy-'));

/** A database as the first version left it. */
async function makeOld() {
  {
    await using storage = await open();
    await notesOf(storage).set('old', 'x', HOUR);
  }
  using db = new DatabaseSync(path());
  db.exec('DROP TABLE facts; DROP TABLE entry_index; PRAGMA user_version = 1');
}

function inspect(file: string) {
  using db = new DatabaseSync(file, { readOnly: true });
  const tables = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").all();
  const version = db.prepare('PRAGMA user_version').get()?.['user_version'];
  const rows = db.prepare("SELECT key FROM entries WHERE namespace = 'notes'").all().length;
  return { version, tables: tables.map(({ name }) => name), rows };
}

test('a database of the first version is brought up to date, and a copy for its owner alone is kept', async () => {
  await makeOld();
  {
    await using storage = await open();
    expect(await Array.fromAsync(notesOf(storage).find('x'))).toEqual([['old', 'x']]);
  }
  expect(inspect(path())).toMatchObject({ version: SCHEMA, rows: 1 });
  const [copy = '', ...more] = await copies();
  expect(more).toEqual([]);
  expect(inspect(join(folder(), copy))).toMatchObject({ version: 1, rows: 1, tables: ['entries', 'cells'] });
  expect((await stat(join(folder(), copy))).mode & 0o777).toBe(0o600);
  await (await open())[Symbol.asyncDispose]();
  expect(await copies()).toEqual([copy]);
});

test('a new database has the current version, and no copy', async () => {
  await (await open())[Symbol.asyncDispose]();
  expect(inspect(path()).version).toBe(SCHEMA);
  expect(await copies()).toEqual([]);
});

test('a database of a newer version is refused in one sentence, and not one byte of it changes', async () => {
  await (await open())[Symbol.asyncDispose]();
  {
    using db = new DatabaseSync(path());
    db.exec(`PRAGMA user_version = ${SCHEMA + 1}`);
  }
  const before = await readFile(path());
  for (const exclusive of [true, false]) {
    const refused = await open(exclusive).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(StorageOpenError);
    expect(String(refused)).toMatch(/used by a newer version of this bot .*update the bot/);
  }
  expect(await readFile(path())).toEqual(before);
  using _lock = await lockDatabase(path(), 0);
});

test('a migration that fails changes nothing', async () => {
  await makeOld();
  {
    using db = new DatabaseSync(path());
    // What the migration makes is there already, as something else.
    db.exec('CREATE VIEW facts AS SELECT 1; CREATE TABLE entry_index (a); INSERT INTO entry_index VALUES (1)');
  }
  await expect(open()).rejects.toThrow(StorageOpenError);
  expect(inspect(path())).toMatchObject({ version: 1, rows: 1 });
});

test('a script leaves a database of an older version alone while a bot uses it', async () => {
  await makeOld();
  {
    using _bot = await lockDatabase(path(), 0);
    await expect(open(false)).rejects.toThrow(/in use by another process/);
    expect(inspect(path()).version).toBe(1);
  }
  await (await open(false))[Symbol.asyncDispose]();
  expect(inspect(path()).version).toBe(SCHEMA);
});

test('the last two copies are kept, for 30 days', async () => {
  const make = async () => await makeCopy(path(), 'test', (copy) => writeFile(copy, 'x'));
  const made = [];
  for (let count = 0; count < 4; count += 1) {
    made.push(await make());
    // Their names are of different times.
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  expect((await copies()).map((name) => join(folder(), name))).toEqual(made.slice(2));
  const [, , older = '', newer] = made;
  const long = new Date(Date.now() - 31 * 24 * HOUR);
  await utimes(older, long, long);
  await pruneCopies(path());
  expect((await copies()).map((name) => join(folder(), name))).toEqual([newer]);
});

test('a copy that fails leaves nothing behind', async () => {
  const failing = makeCopy(path(), 'test', () => Promise.reject(new Error('the disk is full')));
  await expect(failing).rejects.toThrow('the disk is full');
  expect(await copies()).toEqual([]);
});
