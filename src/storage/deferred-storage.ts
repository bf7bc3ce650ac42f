import type { z } from 'zod';
import { openStorage } from './open-storage.ts';
import type { StorageDependencies } from './storage-dependencies.ts';
import { StorageError, type IndexedTable, type IndexOf, type Storage, type Table } from './storage.ts';

/** A store that parts can hold before it is open. Until then every use rejects with a {@link StorageError}. */
export interface DeferredStorage extends Storage {
  /**
   * Opens it; can be called again after a failure.
   *
   * @param signal ends the attempt.
   * @throws {StorageOpenError} when the store cannot be opened.
   */
  open(signal?: AbortSignal): Promise<void>;
}

/** Makes the store at `url` without touching it; `open()` opens it. */
export function deferStorage(url: string, dependencies: StorageDependencies): DeferredStorage {
  let opened: Storage | undefined;
  let isClosed = false;
  let failure: { readonly cause: unknown } | undefined;
  const storage = (): Storage => {
    if (!opened) throw new StorageError('The database is not open yet', failure);
    return opened;
  };

  return {
    async open(signal) {
      const own = await openStorage(url, { ...dependencies, signal }).catch((cause: unknown) => {
        failure = { cause };
        throw cause;
      });
      if (!isClosed) return void (opened = own);
      await own[Symbol.asyncDispose]();
      throw new StorageError('The store is closed');
    },
    check: async () => await storage().check(),
    warnings: () => opened?.warnings() ?? [],
    get redis() {
      return storage().redis;
    },
    table<T>(namespace: string, schema: z.ZodType<T>): Table<T> {
      return deferTable(() => storage().table(namespace, schema));
    },
    indexedTable<T>(namespace: string, schema: z.ZodType<T>, indexOf: IndexOf<T>): IndexedTable<T> {
      const table = once(() => storage().indexedTable(namespace, schema, indexOf));
      return {
        ...deferTable(table),
        find: async function* (word) {
          yield* table().find(word);
        },
      };
    },
    atomic: {
      reserve: async (claims) => await storage().atomic.reserve(claims),
      refund: async (receipts) => await storage().atomic.refund(receipts),
      holdBack: async (key, untilMs) => await storage().atomic.holdBack(key, untilMs),
      used: async (key) => await storage().atomic.used(key),
      lease: async (key, owner, ttlMs) => await storage().atomic.lease(key, owner, ttlMs),
      release: async (key, owner) => await storage().atomic.release(key, owner),
      swap: async (key, seen, next, ttlMs) => await storage().atomic.swap(key, seen, next, ttlMs),
    },
    async [Symbol.asyncDispose]() {
      isClosed = true;
      await opened?.[Symbol.asyncDispose]();
    },
  };
}

function deferTable<T>(make: () => Table<T>): Table<T> {
  const table = once(make);
  return {
    get: async (key) => await table().get(key),
    set: async (key, value, ttlMs) => await table().set(key, value, ttlMs),
    delete: async (key) => await table().delete(key),
    entries: async function* () {
      yield* table().entries();
    },
    clear: async () => await table().clear(),
  };
}

function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}
