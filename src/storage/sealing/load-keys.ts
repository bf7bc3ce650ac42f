import { randomBytes } from 'node:crypto';
import { link, mkdir, open, readFile, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { holdsSealed } from '../sqlite/holds-sealed.ts';
import { explainPath, StorageOpenError } from '../storage-open-error.ts';
import { parseStorageUrl } from '../storage-url.ts';

const MAKE_ONE = 'generate one with: openssl rand -base64 32';

export interface KeyOrigin {
  readonly storageKey: string | undefined;
  readonly storageUrl: string;
}

/** Where {@link loadKeys} finds the keys, for the operator. */
export function keySourceOf({ storageKey, storageUrl }: KeyOrigin): string {
  if (storageKey !== undefined && storageKey.trim() !== '') return 'STORAGE_KEY';
  const address = parseStorageUrl(storageUrl);
  return address.kind === 'sqlite' ? `the key file ${keyFileOf(address.path)}` : 'STORAGE_KEY';
}

/**
 * The keys of the vault: those of `storageKey` (32 bytes in base64 each, separated by commas, the newest first);
 * without it the one in the file `<database>.key`, which is created if missing, or a random one for `memory:`.
 * @throws StorageOpenError when there is no usable key, or none for a database that holds encrypted data; the message never
 * contains any part of it
 */
export async function loadKeys(from: KeyOrigin, { mayCreate = true } = {}): Promise<Buffer[]> {
  if (from.storageKey !== undefined && from.storageKey.trim() !== '') return parseKeys(from.storageKey);
  const address = parseStorageUrl(from.storageUrl);
  switch (address.kind) {
    case 'memory':
      return [randomBytes(32)];
    case 'redis':
      throw new StorageOpenError(`Redis needs a STORAGE_KEY, the same for every process; ${MAKE_ONE}`);
    case 'sqlite':
      return [await loadKeyFile(keyFileOf(address.path), () => mayCreate && !holdsSealed(address.path))];
  }
}

function parseKeys(list: string): Buffer[] {
  const keys = list.split(',').map((text) => parseKey(text.trim()));
  const usable = keys.filter((key) => key !== undefined);
  if (usable.length === keys.length) return usable;
  throw new StorageOpenError(`STORAGE_KEY should be 32 bytes in base64, or several separated by commas; ${MAKE_ONE}`);
}

/** Strict, since Buffer.from silently skips what is not base64. */
function parseKey(text: string): Buffer | undefined {
  return /^[\w+/-]{43}=?$/.test(text) ? Buffer.from(text, 'base64') : undefined;
}

async function loadKeyFile(path: string, mayCreate: () => boolean): Promise<Buffer> {
  let text: string;
  try {
    text = (await readIfThere(path)) ?? (await createFirstKeyFile(path, mayCreate));
  } catch (error) {
    if (error instanceof StorageOpenError) throw error;
    throw explainPath(path, dirname(path), error);
  }
  const key = parseKey(text.trim());
  if (key !== undefined) return key;
  throw new StorageOpenError(`The key file ${path} should contain 32 bytes in base64; restore it from your backup`);
}

/** The key file of a SQLite database. */
export function keyFileOf(database: string): string {
  return `${database}.key`;
}

async function createFirstKeyFile(path: string, mayCreate: () => boolean): Promise<string> {
  if (mayCreate()) return await createKeyFile(path);
  throw new StorageOpenError(
    `The key file ${path} is missing, but there is data that was encrypted with it: restore the file from your ` +
      'backup, or set STORAGE_KEY to its content. If it is lost, npm run move -- --new-key deletes the encrypted data, and ' +
      'keeps opt-outs, blocks and settings',
  );
}

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}

/**
 * Creates the key file unless it exists. It is written under another name and then linked, so that it is never there in
 * part, and the first of two processes wins.
 * @returns the content of the file at `path`
 */
export async function createKeyFile(path: string): Promise<string> {
  const folder = dirname(path);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const draft = `${path}.${randomBytes(6).toString('hex')}`;
  try {
    await using file = await open(draft, 'wx', 0o600);
    await file.writeFile(`${randomBytes(32).toString('base64')}\n`);
    await file.sync();
    await link(draft, path).catch((error: unknown) => {
      if (!hasCode(error, 'EEXIST')) throw error;
    });
    await syncFolder(folder);
  } finally {
    await rm(draft, { force: true });
  }
  return readFile(path, 'utf8');
}

/** Makes a file's name as durable as its content. Windows can't open folders, and NTFS keeps a journal of names. */
export async function syncFolder(folder: string, platform: NodeJS.Platform = process.platform): Promise<void> {
  if (platform === 'win32') return;
  await using entry = await open(folder, 'r');
  await entry.sync();
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
