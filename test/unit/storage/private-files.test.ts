import { chmod, mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { systemClock } from '../../../src/clock.ts';
import { openStorage } from '../../../src/storage/open-storage.ts';
import { keepFolderPrivate } from '../../../src/storage/private-files.ts';

let folder: string;
let database: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'face-age-bot-'));
  await chmod(folder, 0o755);
  database = join(folder, 'bot.db');
});
afterEach(() => rm(folder, { recursive: true }));

const modeOf = async (path: string) => ((await stat(path)).mode & 0o777).toString(8);
const open = (notes: string[] = []) =>
  openStorage(`sqlite://${database}`, {
    clock: systemClock,
    exclusive: true,
    onNote: (note) => void notes.push(note),
  });

describe.skipIf(process.platform === 'win32')('files of a database', () => {
  test('are for their owner alone, and a shared folder stays as it is', async () => {
    const notes: string[] = [];
    await using storage = await open(notes);
    await storage.check();
    for (const end of ['', '-wal', '-shm', '-lock']) expect([end, await modeOf(database + end)]).toEqual([end, '600']);
    expect(await modeOf(folder)).toBe('755');
    expect(notes).toEqual([]);
  });

  test('that others could read are tightened, and the log says which', async () => {
    {
      await using storage = await open();
      await storage.check();
    }
    const own = ['bot.db', 'bot.db-lock', 'bot.db.key', 'bot.db.copy-1-before-v2'].map((name) => join(folder, name));
    const others = join(folder, 'bot.dbx');
    for (const path of [...own, others]) await writeFile(path, '', { flag: 'a' });
    for (const path of [...own, others]) await chmod(path, 0o644);
    const notes: string[] = [];
    await using _storage = await open(notes);
    for (const path of own.slice(0, 3)) expect([basename(path), await modeOf(path)]).toEqual([basename(path), '600']);
    expect(await modeOf(others)).toBe('644');
    expect(notes.filter((note) => note.startsWith('Other users could read'))).toHaveLength(own.length);
  });

  test('are in a folder that only the bot can open, if it is its own', async () => {
    const own = join(folder, 'data');
    await mkdir(own);
    await chmod(own, 0o755);
    expect(await keepFolderPrivate(own)).toEqual([own]);
    expect(await modeOf(own)).toBe('700');
    expect(await keepFolderPrivate(own)).toEqual([]);
    expect(await keepFolderPrivate(process.cwd())).toEqual([]);
  });
});
