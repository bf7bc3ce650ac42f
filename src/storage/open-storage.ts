import { openMemoryStorage } from './memory/memory-storage.ts';
import { openSqliteStorage } from './sqlite/sqlite-storage.ts';
import type { StorageDependencies } from './storage-dependencies.ts';
import { parseStorageUrl } from './storage-url.ts';
import type { Storage } from './storage.ts';

/**
 * Opens the database at `url`: `sqlite://PATH` (its folder is created), one of the Redis forms, or `memory:`.
 * @throws StorageOpenError when the URL is not one of these, or the database cannot be opened
 */
export async function openStorage(url: string, dependencies: StorageDependencies): Promise<Storage> {
  const address = parseStorageUrl(url);
  switch (address.kind) {
    case 'memory':
      return openMemoryStorage(dependencies);
    case 'sqlite':
      return openSqliteStorage(address.path, dependencies);
    case 'redis': {
      // Imported only here, so that a bot on SQLite never loads the Redis client.
      const { openRedisStorage } = await import('./redis/redis-storage.ts');
      return openRedisStorage(address.redis, dependencies);
    }
  }
}
