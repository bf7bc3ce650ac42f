import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createKeyFile, loadKeys, syncFolder } from '../../../src/storage/sealing/load-keys.ts';
import { StorageOpenError } from '../../../src/storage/storage-open-error.ts';

let folder: string;
let storageUrl: string;
let keyFile: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'storage-'));
  storageUrl = `sqlite://${join(folder, 'data', 'bot.db')}`;
  keyFile = join(folder, 'data', 'bot.db.key');
});
afterEach(() => rm(folder, { recursive: true }));

const without = (url: string) => loadKeys({ storageKey: undefined, storageUrl: url });

test('keys are read from a list in base64, in order', async () => {
  const keys = [randomBytes(32), randomBytes(32)];
  const storageKey = ` ${keys.map((key) => key.toString('base64')).join(' , ')} `;
  expect(await loadKeys({ storageKey, storageUrl })).toEqual(keys);
  expect(await loadKeys({ storageKey, storageUrl: 'redis://localhost' })).toEqual(keys);
});

test.each(['short', 'A'.repeat(42), 'A'.repeat(45), `${'A'.repeat(43)}=,`, `${'!'.repeat(43)}=`])(
  'the key "%s" is refused without being repeated',
  async (storageKey) => {
    const error = await loadKeys({ storageKey, storageUrl }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(StorageOpenError);
    expect(String(error)).toContain('openssl rand -base64 32');
    expect(String(error)).not.toContain(storageKey);
  },
);

test('beside a database a key file is made, for its owner alone, and read the next time', async () => {
  const keys = await without(storageUrl);
  expect(keys.map((key) => key.length)).toEqual([32]);
  expect((await stat(keyFile)).mode & 0o777).toBe(0o600);
  expect(await without(storageUrl)).toEqual(keys);
  expect(await loadKeys({ storageKey: '', storageUrl })).toEqual(keys);
});

test('of many that start at once, all get the same key, and no draft stays behind', async () => {
  const all = await Promise.all(Array.from({ length: 20 }, () => without(storageUrl)));
  expect(new Set(all.map(([key]) => key?.toString('hex'))).size).toBe(1);
  expect(await readdir(join(folder, 'data'))).toEqual(['bot.db.key']);
});

test('a key file that another process has made meanwhile is kept and read', async () => {
  const [key] = await without(storageUrl);
  expect(await createKeyFile(keyFile)).toBe(`${key?.toString('base64')}\n`);
  expect(await without(storageUrl)).toEqual([key]);
});

test('a damaged key file is neither used nor replaced', async () => {
  await without(storageUrl);
  await writeFile(keyFile, 'damaged');
  await expect(without(storageUrl)).rejects.toThrow(StorageOpenError);
  expect(await readFile(keyFile, 'utf8')).toBe('damaged');
});

test('a key file that cannot be made is told with its path', async () => {
  await writeFile(join(folder, 'data'), 'a file where a folder should be');
  await expect(without(storageUrl)).rejects.toThrow(keyFile);
});

test('memory has a random key of its own, Redis has none by itself', async () => {
  expect(await without('memory:')).not.toEqual(await without('memory:'));
  await expect(without('redis://:hunter2@localhost')).rejects.toThrow(/STORAGE_KEY/);
  await expect(without('redis://:hunter2@localhost')).rejects.not.toThrow(/hunter2/);
});

test('a folder is not opened on Windows, which would refuse it', async () => {
  await syncFolder(folder, 'linux');
  await expect(syncFolder(join(folder, 'missing'), 'linux')).rejects.toThrow('ENOENT');
  await syncFolder(join(folder, 'missing'), 'win32');
});
