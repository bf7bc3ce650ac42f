import { repeat } from '../async/retry.ts';
import { createGuildSettings } from '../limits/guild-settings.ts';
import { createUsage } from '../limits/usage.ts';
import { deferStorage } from '../storage/deferred-storage.ts';
import { keySourceOf, loadKeys } from '../storage/sealing/load-keys.ts';
import { createVault } from '../storage/sealing/vault.ts';
import { parseStorageUrl } from '../storage/storage-url.ts';
import { admitStore, noteUse } from '../storage/upkeep/admit-store.ts';
import { pruneCopies } from '../storage/upkeep/copies.ts';
import { createLastStoreFile, lastStorePath } from '../storage/upkeep/last-store.ts';
import { replacedPath } from '../storage/upkeep/replace-store.ts';
import type { WholeStore } from '../storage/upkeep/whole-store.ts';
import type { Base } from './base.ts';

export type Stores = Awaited<ReturnType<typeof createStores>>;

/** How often it is noted that the store is in use, in ms: an older copy of it is noticed by that. */
const NOTE_EVERY_MS = 10 * 60_000;

/**
 * The database, what encrypts in it, and what is read from it everywhere.
 *
 * @throws {StorageOpenError} when the key file cannot be read or written.
 */
export async function createStores({
  config,
  clock,
  logger,
  closing,
}: Pick<Base, 'config' | 'clock' | 'logger' | 'closing'>) {
  const { url, key, ca, folder } = config.storage;
  const keys = { storageKey: key, storageUrl: url };
  const vault = createVault(await loadKeys(keys));
  const lastStore = createLastStoreFile(lastStorePath(folder, url));
  let admitted: WholeStore | undefined;
  const onWarning = (warning: string) => logger.warn(warning);
  const onNote = (note: string) => logger.info(note);

  const warnOfMemory = async () => {
    const last = await lastStore.read();
    if (last?.holdsData) onWarning(`STORAGE_URL=memory: starts without the opt-outs and settings of ${last.place}`);
  };
  const noteRegularly = (store: WholeStore) =>
    repeat(
      async () => {
        await clock.sleep(NOTE_EVERY_MS, closing);
        await noteUse(store, { lastStore, clock });
      },
      {
        clock,
        signal: closing,
        pauseMs: () => 0,
        onError: (err) => logger.error({ err }, 'The use of the database could not be noted; retrying'),
      },
    );

  const storage = deferStorage(url, {
    clock,
    ca,
    exclusive: true,
    onError: (err) => logger.error({ err }, 'Database error'),
    onWarning,
    async admit(store) {
      await pruneCopies(replacedPath(folder));
      await admitStore(store, { vault, keySource: keySourceOf(keys), lastStore, clock, onWarning, onNote });
      admitted = store;
      void noteRegularly(store);
    },
  });
  return {
    storage,
    /** @throws {StorageOpenError} when the store cannot be opened, or must not be used. */
    async open() {
      if (parseStorageUrl(url).kind === 'memory') await warnOfMemory();
      await storage.open();
    },
    vault,
    usage: createUsage(storage, clock),
    settings: createGuildSettings(storage),
    async [Symbol.asyncDispose]() {
      if (admitted) await noteUse(admitted, { lastStore, clock }).catch(() => undefined);
      await storage[Symbol.asyncDispose]();
    },
  };
}
