import { constants } from 'node:fs';
import { chmod, copyFile, mkdir, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { StorageOpenError } from '../storage-open-error.ts';
import { parseStorageUrl } from '../storage-url.ts';
import { keyFileOf } from './load-keys.ts';

/** What became of the key: it is where it was, beside the new database, or has to be set by the operator. */
export type CarriedKey = 'stays' | 'copied' | 'to be set';

/**
 * Takes the key file of a SQLite database along with its data, if there is one and it is used.
 * @throws {StorageOpenError} when another key file is there
 */
export async function carryKeyFile({
  from,
  to,
}: {
  readonly from: { readonly url: string; readonly key: string | undefined };
  readonly to: string;
}): Promise<CarriedKey> {
  const [source, target] = [parseStorageUrl(from.url), parseStorageUrl(to)];
  if (from.key !== undefined || source.kind !== 'sqlite') return 'stays';
  const file = keyFileOf(source.path);
  const key = await readFile(file, 'utf8').catch(() => undefined);
  if (key === undefined) return 'stays';
  if (target.kind !== 'sqlite') return 'to be set';
  const copy = keyFileOf(target.path);
  const there = await readFile(copy, 'utf8').catch(() => undefined);
  if (there?.trim() === key.trim()) return 'stays';
  if (there !== undefined) {
    throw new StorageOpenError(`There is already another key file at ${copy}: move it away, or choose another path`);
  }
  await mkdir(dirname(copy), { recursive: true, mode: 0o700 });
  await copyFile(file, copy, constants.COPYFILE_EXCL);
  await chmod(copy, 0o600);
  return 'copied';
}
