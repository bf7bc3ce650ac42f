import { existsSync } from 'node:fs';
import { systemClock } from '../clock.ts';
import type { Config } from '../config.ts';
import { openStorage } from '../storage/open-storage.ts';
import { parseStorageUrl } from '../storage/storage-url.ts';
import type { Storage } from '../storage/storage.ts';

/** Reads something from the bot's database; `fallback` where there is none, or where it can't be read. */
export async function withStorage<T>(
  { storage: { url, ca } }: Config,
  read: (storage: Storage) => Promise<T>,
  fallback: T,
): Promise<T> {
  const address = parseStorageUrl(url);
  // Opening a database would create it.
  if (address.kind === 'memory' || (address.kind === 'sqlite' && !existsSync(address.path))) return fallback;
  try {
    await using storage = await openStorage(url, { clock: systemClock, ca });
    return await read(storage);
  } catch {
    return fallback;
  }
}
