import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { systemClock } from '../../../src/clock.ts';
import { openStorage } from '../../../src/storage/open-storage.ts';
import { lockDatabase } from '../../../src/storage/sqlite/sqlite-lock.ts';
import { StorageOpenError } from '../../../src/storage/storage-open-error.ts';

let folder: string;
let path: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'storage-'));
  path = join(folder, 'deep', 'bot.db');
});
afterEach(() => rm(folder, { recursive: true }));

/** A process that holds the lock until it is killed. */
async function startHolder() {
  const module = new URL('../../../src/storage/sqlite/sqlite-lock.ts', import.meta.url).href;
  const code = `const { lockDatabase } = await import(${JSON.stringify(module)});
    globalThis.lock = await lockDatabase(${JSON.stringify(path)});
    console.log('held');
    setInterval(() => undefined, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', code], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  return child;
}

test('a second process is refused in one sentence, and let in when the first was killed', async () => {
  const holder = await startHolder();
  const refused = await lockDatabase(path, 200).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(StorageOpenError);
  expect(String(refused)).toContain(`${path} is in use by another process`);
  const waiting = lockDatabase(path);
  holder.kill('SIGKILL');
  using _lock = await waiting;
  await expect(lockDatabase(path, 200)).rejects.toThrow(/in use by another process/);
});

test('a bot keeps the lock until it is closed, while scripts read and write', async () => {
  const url = `sqlite://${path}`;
  const bot = await openStorage(url, { clock: systemClock, exclusive: true });
  await bot.table('notes', z.string()).set('a', 'by the bot', 60_000);
  {
    await using script = await openStorage(url, { clock: systemClock });
    expect(await script.table('notes', z.string()).get('a')).toBe('by the bot');
    await script.table('notes', z.string()).set('a', 'by the script', 60_000);
  }
  expect(await bot.table('notes', z.string()).get('a')).toBe('by the script');
  await expect(lockDatabase(path, 200)).rejects.toThrow(/in use by another process/);
  const next = openStorage(url, { clock: systemClock, exclusive: true });
  await bot[Symbol.asyncDispose]();
  await using opened = await next;
  expect(await opened.table('notes', z.string()).get('a')).toBe('by the script');
});

test('a database that cannot be opened leaves no lock behind', async () => {
  await mkdir(path, { recursive: true });
  await expect(openStorage(`sqlite://${path}`, { clock: systemClock, exclusive: true })).rejects.toThrow(
    StorageOpenError,
  );
  using _lock = await lockDatabase(path, 0);
});
