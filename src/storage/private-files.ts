import { chmodSync, closeSync, mkdirSync, openSync } from 'node:fs';
import { chmod, readdir, stat } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve } from 'node:path';

const OTHERS = 0o077;
const FILE = 0o600;
const FOLDER = 0o700;

/**
 * Makes sure that a file is there which only its owner can read, whatever the umask is. SQLite gives its other files the
 * same mode. A folder that is missing is created for its owner alone.
 */
export function createPrivateFile(path: string): void {
  if (mkdirSync(dirname(path), { recursive: true, mode: FOLDER }) !== undefined) chmodSync(dirname(path), FOLDER);
  try {
    closeSync(openSync(path, 'wx', FILE));
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    return;
  }
  chmodSync(path, FILE);
}

/**
 * Takes what belongs to a database from everybody but its owner: the file, what SQLite and the bot keep beside it, and
 * copies. Others' files stay as they are.
 *
 * @returns the files that others could read until now.
 */
export async function keepFilesPrivate(database: string): Promise<string[]> {
  const folder = dirname(database);
  const name = basename(database);
  const names = await readdir(folder).catch(() => []);
  const own = names.filter((each) => each === name || (each.startsWith(name) && /^[-.]/.test(each.slice(name.length))));
  const tightened = await Promise.all(own.map(async (each) => await tighten(join(folder, each), FILE)));
  return tightened.flat();
}

/**
 * The same for the bot's own folder, unless the bot works in it.
 *
 * @returns the folder, if others could open it until now.
 */
export async function keepFolderPrivate(folder: string): Promise<string[]> {
  const isAround = !relative(resolve(folder), process.cwd()).startsWith('..');
  return isAround ? [] : await tighten(folder, FOLDER);
}

async function tighten(path: string, mode: number): Promise<string[]> {
  const found = await stat(path).catch(() => undefined);
  // Windows has no such modes.
  const isOwn = found !== undefined && found.uid === process.getuid?.();
  if (!isOwn || (found.mode & OTHERS) === 0) return [];
  return await chmod(path, mode).then(
    () => [path],
    () => [],
  );
}
