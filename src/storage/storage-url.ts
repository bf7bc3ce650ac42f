import { resolve } from 'node:path';
import { parseRedisUrl, type RedisAddress } from './redis/connecting/redis-address.ts';
import { StorageOpenError } from './storage-open-error.ts';

export type StorageAddress =
  | { readonly kind: 'sqlite'; /** Absolute. */ readonly path: string }
  | { readonly kind: 'redis'; readonly redis: RedisAddress }
  | { readonly kind: 'memory' };

const FORMS =
  'sqlite://PATH, redis://HOST:PORT, rediss://HOST:PORT, redis+unix:///PATH, redis+sentinel://HOST:PORT,HOST:PORT/NAME, ' +
  'redis+cluster://HOST:PORT,HOST:PORT or memory:';

/**
 * Reads a storage URL. `sqlite://PATH` is relative to the working folder, `sqlite:///PATH` absolute.
 * @throws StorageOpenError whose message says what a URL should look like; it never repeats the URL, which may hold a password.
 */
export function parseStorageUrl(url: string): StorageAddress {
  if (url === 'memory:' || url === 'memory://') return { kind: 'memory' };
  if (url.startsWith('sqlite://')) {
    const path = url.slice('sqlite://'.length);
    if (path === '' || path.endsWith('/') || path.includes('\0') || path.startsWith(':memory:')) {
      throw new StorageOpenError(
        'STORAGE_URL does not name a SQLite file: it should be sqlite://PATH, such as sqlite://data/bot.db',
      );
    }
    return { kind: 'sqlite', path: resolve(path) };
  }
  const redis = parseRedisUrl(url);
  if (redis === undefined) throw new StorageOpenError(`STORAGE_URL should be ${FORMS}`);
  return { kind: 'redis', redis };
}
