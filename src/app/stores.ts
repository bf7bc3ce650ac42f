import { repeat, retry } from '../async/retry.ts';
import { createGuildSettings } from '../limits/settings/guild-settings.ts';
import { createUsage } from '../limits/usage.ts';
import { deferStorage } from '../storage/deferred-storage.ts';
import { keepFolderPrivate } from '../storage/private-files.ts';
import { keySourceOf, loadKeys } from '../storage/sealing/load-keys.ts';
import { createSeals } from '../storage/sealing/seals.ts';
import { StorageOpenError } from '../storage/storage-open-error.ts';
import { parseStorageUrl } from '../storage/storage-url.ts';
import { StorageError } from '../storage/storage.ts';
import { admitStore, noteUse } from '../storage/upkeep/admit-store.ts';
import { finishBinding } from '../storage/upkeep/bind-store.ts';
import { pruneCopies } from '../storage/upkeep/copies.ts';
import { createLastStoreFile, lastStorePath } from '../storage/upkeep/last-store.ts';
import { replacedPath } from '../storage/upkeep/whole/replace-store.ts';
import type { WholeStore } from '../storage/upkeep/whole/whole-store.ts';
import type { Base } from './base.ts';

export type Stores = Awaited<ReturnType<typeof createStores>>;

/** How often it is noted that the store is in use, in ms: an older copy of it is noticed by that. */
const NOTE_EVERY_MS = 10 * 60_000;
/** Between two attempts to reach a store that isn't there yet, in ms; each takes some seconds by itself. */
const AGAIN_MS = 1000;

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
  const unreadable = new Set<string>();
  const seals = createSeals(await loadKeys(keys), clock, {
    onUnreadable(namespace) {
      if (unreadable.has(namespace)) return;
      unreadable.add(namespace);
      logger.warn(
        { table: namespace },
        'A stored value cannot be read and is treated as missing; logged once per table',
      );
    },
  });
  const { vault, former } = seals;
  const lastStore = createLastStoreFile(lastStorePath(folder, url));
  let admitted: WholeStore | undefined;
  const onWarning = (warning: string) => logger.warn(warning);
  const onNote = (note: string) => logger.info(note);
  const onError = (err: unknown) => logger.error({ err }, 'Database error');

  const failed = Promise.withResolvers<never>();
  failed.promise.catch(() => undefined);

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
        onError: (err) => logger.error({ err }, 'The last use of the database could not be recorded; retrying'),
      },
    );

  /** Repeats what fails because the store isn't available. */
  const untilAvailable = async (work: () => Promise<void>, signal: AbortSignal) =>
    await retry(work, {
      clock,
      signal: AbortSignal.any([signal, closing]),
      delayMs(error, failures) {
        const mayPass = error instanceof StorageOpenError ? error.mayPass : error instanceof StorageError;
        if (!mayPass) return undefined;
        if (failures === 1) logger.warn({ err: error }, 'The database cannot be reached; retrying');
        return AGAIN_MS;
      },
    });

  const storage = deferStorage(url, {
    clock,
    ca,
    exclusive: true,
    onError,
    onWarning,
    onNote,
    onEnded: (error) => failed.reject(error),
    async admit(store) {
      await pruneCopies(replacedPath(folder));
      await admitStore(store, { seals, keySource: keySourceOf(keys), lastStore, clock, onWarning, onNote });
      admitted = store;
      void noteRegularly(store);
      if (former.isRead) void finishBinding(store, seals, { clock, signal: closing, onNote, onError });
    },
  });
  const usage = createUsage(storage, clock);
  return {
    storage,
    /** Rejects with a {@link StorageOpenError} when the store must not be used any more. */
    failed: failed.promise,
    /**
     * Waits for a server that isn't available yet: after a reboot or in an outage it may come later.
     *
     * @param openMore opens what needs the store. It is called again if the store is lost meanwhile.
     * @throws {StorageOpenError} when the store cannot be opened, or must not be used; the signal's reason.
     */
    async open(signal: AbortSignal, openMore: () => Promise<void>) {
      for (const own of await keepFolderPrivate(folder))
        onNote(`Other users could open ${own}; its permissions are now fixed`);
      if (parseStorageUrl(url).kind === 'memory') await warnOfMemory();
      await untilAvailable(() => storage.open(signal), signal);
      await untilAvailable(openMore, signal);
    },
    vault,
    usage,
    settings: createGuildSettings(storage),
    async [Symbol.asyncDispose]() {
      await usage[Symbol.asyncDispose]();
      if (admitted) await noteUse(admitted, { lastStore, clock }).catch(() => undefined);
      await storage[Symbol.asyncDispose]();
    },
  };
}
