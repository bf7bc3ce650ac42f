import { mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { openStorage } from '../../../src/storage/open-storage.ts';
import { explainPath, StorageOpenError } from '../../../src/storage/storage-open-error.ts';
import { manualClock } from './contract/manual-clock.ts';

const clock = manualClock();
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'storage-'));
});
afterEach(() => rm(folder, { recursive: true }));

test.each([
  '',
  'bot.db',
  'sqlite:bot.db',
  'sqlite://',
  'sqlite://data/',
  'sqlite://:memory:',
  'postgres://u:hunter2@h',
])('the URL "%s" is refused with what it should be', async (url) => {
  const opening = openStorage(url, { clock });
  await expect(opening).rejects.toThrow(/should be .*sqlite:\/\/PATH/);
  await expect(opening).rejects.not.toThrow(/hunter2/);
});

test.each(['redis://', 'redis://user:hunter2@', 'redis://:hunter2@host:99999', 'rediss://host/name'])(
  'the Redis URL "%s" is refused',
  async (url) => {
    const opening = openStorage(url, { clock });
    await expect(opening).rejects.toThrow(/should be redis:\/\//);
    await expect(opening).rejects.not.toThrow(/hunter2/);
  },
);

test('the folder of a SQLite file is made, closed to others, and the path is relative to the working folder', async () => {
  const path = join(folder, 'deep', 'down', 'bot.db');
  await using storage = await openStorage(`sqlite://${relative(process.cwd(), path)}`, { clock });
  await storage.table('notes', z.string()).set('a', 'x', 1_000);
  expect((await stat(path)).isFile()).toBe(true);
  expect((await stat(join(folder, 'deep', 'down'))).mode & 0o077).toBe(0);
});

test('a SQLite file that several open at the same time for the first time is opened by all', async () => {
  const url = `sqlite://${join(folder, 'bot.db')}`;
  const storages = await Promise.all(Array.from({ length: 5 }, () => openStorage(url, { clock })));
  await storages[0]?.atomic.reserve([{ kind: 'quota', key: 'level', amount: 3, limit: 9, ttlMs: 1_000 }]);
  expect(await Promise.all(storages.map(({ atomic }) => atomic.used('level')))).toEqual([3, 3, 3, 3, 3]);
  for (const storage of storages) await storage[Symbol.asyncDispose]();
});

test('a path that cannot be made or is no database is told with the path and the uid', async () => {
  const file = join(folder, 'file');
  await writeFile(file, 'This is a plain text, not a database, and long enough to be looked at as one. '.repeat(20));
  await mkdir(join(folder, 'folder.db'));
  for (const path of [join(file, 'bot.db'), join(folder, 'folder.db'), file]) {
    const error = await openStorage(`sqlite://${path}`, { clock }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(StorageOpenError);
    expect(String(error)).toContain(path);
    expect(String(error)).toContain(`uid ${process.getuid?.()}`);
  }
});

test('a path without permission is told with the chown that mends it', () => {
  const denied = Object.assign(new Error('EACCES: permission denied'), { code: 'EACCES' });
  const readonly = Object.assign(new Error('attempt to write a readonly database'), { errcode: 8 });
  for (const cause of [denied, readonly]) {
    const { message } = explainPath('/data/bot.db', '/data', cause, () => undefined);
    expect(message).toContain('/data/bot.db');
    expect(message).toContain(`chown -R ${process.getuid?.()} '/data'`);
  }
  expect(explainPath('/data/bot.db', '/data', new Error('file is not a database')).message).not.toContain('chown');
});

/** What `accessSync` throws about folders on a read-only file system, of which only `/` exists. */
function onReadOnlyRoot(folder: string): never {
  const code = folder === '/' ? 'EROFS' : 'ENOENT';
  throw Object.assign(new Error(code), { code });
}

test('a path on a read-only file system is told with the variables that name another one', () => {
  // What Node throws when it can't make the folder of the file there.
  const missing = Object.assign(new Error('ENOENT: no such file or directory, mkdir'), { code: 'ENOENT' });
  const { message } = explainPath('/data/bot.db', '/data', missing, onReadOnlyRoot);
  expect(message).toContain('its file system is read-only');
  expect(message).toContain('STORAGE_URL and DATA_FOLDER');
  expect(message).not.toContain('chown');
});
