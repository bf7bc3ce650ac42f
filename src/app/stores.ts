import { createGuildSettings } from '../limits/guild-settings.ts';
import { createUsage } from '../limits/usage.ts';
import { deferStorage } from '../storage/deferred-storage.ts';
import { loadKeys } from '../storage/sealing/load-keys.ts';
import { createVault } from '../storage/sealing/vault.ts';
import type { Base } from './base.ts';

export type Stores = Awaited<ReturnType<typeof createStores>>;

/**
 * The database, what encrypts in it, and what is read from it everywhere.
 *
 * @throws {StorageOpenError} when the key file cannot be read or written.
 */
export async function createStores({ config, clock, logger }: Pick<Base, 'config' | 'clock' | 'logger'>) {
  const { url, key, ca } = config.storage;
  const vault = createVault(await loadKeys({ storageKey: key, storageUrl: url }));
  const storage = deferStorage(url, {
    clock,
    ca,
    exclusive: true,
    onError: (err) => logger.error({ err }, 'Database error'),
    onWarning: (warning) => logger.warn(warning),
  });
  return {
    storage,
    vault,
    usage: createUsage(storage, clock),
    settings: createGuildSettings(storage),
    [Symbol.asyncDispose]: () => storage[Symbol.asyncDispose](),
  };
}
