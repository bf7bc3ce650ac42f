import { openMemoryStorage } from './memory/memory-storage.ts';
import { openSqliteStorage, openSqliteWhole } from './sqlite/sqlite-storage.ts';
import type { StorageDependencies } from './storage-dependencies.ts';
import { parseStorageUrl } from './storage-url.ts';
import type { Storage } from './storage.ts';
import { StorageOpenError } from './storage-open-error.ts';
import type { OpenWholeStore } from './upkeep/whole/whole-store.ts';

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

/**
 * Opens the database at `url` as a whole: for backups and moves.
 * @throws StorageOpenError as {@link openStorage} does, and for `memory:`
 */
export async function openWholeStore(
  url: string,
  dependencies: Pick<StorageDependencies, 'clock' | 'ca'>,
): Promise<OpenWholeStore> {
  const address = parseStorageUrl(url);
  switch (address.kind) {
    case 'memory':
      throw new StorageOpenError(
        "With STORAGE_URL=memory: all data is in the bot's memory, so commands cannot reach it",
      );
    case 'sqlite':
      return await openSqliteWhole(address.path, dependencies);
    case 'redis': {
      const { openRedisWhole } = await import('./redis/redis-storage.ts');
      return await openRedisWhole(address.redis, dependencies);
    }
  }
}
