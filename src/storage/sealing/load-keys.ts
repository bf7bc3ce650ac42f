import { randomBytes } from 'node:crypto';
import { link, mkdir, open, readFile, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { explainPath, StorageOpenError } from '../storage-open-error.ts';
import { parseStorageUrl } from '../storage-url.ts';

const MAKE_ONE = 'make one with: openssl rand -base64 32';

/**
 * The keys of the vault: those of `storageKey` (32 bytes in base64 each, separated by commas, the newest first);
 * without it the one in the file `<database>.key`, made when it is missing, or for `memory:` a random one.
 * @throws StorageOpenError when there is no usable key; its message never holds any of it
 */
export async function loadKeys(from: { storageKey: string | undefined; storageUrl: string }): Promise<Buffer[]> {
  if (from.storageKey !== undefined && from.storageKey.trim() !== '') return parseKeys(from.storageKey);
  const address = parseStorageUrl(from.storageUrl);
  switch (address.kind) {
    case 'memory':
      return [randomBytes(32)];
    case 'redis':
      throw new StorageOpenError(`With Redis a STORAGE_KEY is needed, the same for every process; ${MAKE_ONE}`);
    case 'sqlite':
      return [await loadKeyFile(`${address.path}.key`)];
  }
}

function parseKeys(list: string): Buffer[] {
  const keys = list.split(',').map((text) => parseKey(text.trim()));
  const usable = keys.filter((key) => key !== undefined);
  if (usable.length === keys.length) return usable;
  throw new StorageOpenError(`STORAGE_KEY should be 32 bytes in base64, or several separated by commas; ${MAKE_ONE}`);
}

/** Strict, since Buffer.from skips what is not base64 without a word. */
function parseKey(text: string): Buffer | undefined {
  return /^[\w+/-]{43}=?$/.test(text) ? Buffer.from(text, 'base64') : undefined;
}

async function loadKeyFile(path: string): Promise<Buffer> {
  let text: string;
  try {
    text = (await readIfThere(path)) ?? (await createKeyFile(path));
  } catch (error) {
    throw explainPath(path, dirname(path), error);
  }
  const key = parseKey(text.trim());
  if (key !== undefined) return key;
  throw new StorageOpenError(`The key file ${path} should hold 32 bytes in base64; restore it from your backup`);
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
 * Makes a key file unless there is one by now. Written aside and then linked: the file is there whole or not at all,
 * and the first of two processes wins.
 * @returns what the file at `path` holds
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
    await using entry = await open(folder, 'r');
    await entry.sync();
  } finally {
    await rm(draft, { force: true });
  }
  return readFile(path, 'utf8');
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
