import type { Vault } from '../sealing/vault.ts';
import { sealedTextOf } from './key-check.ts';
import { inBatches, type WholeStore } from './whole-store.ts';

const BATCH = 200;

/**
 * Deletes what can't be decrypted any more, so that a bot starts with another key.
 * @param vault the keys that are left
 * @returns how much was deleted
 * @throws {StorageOpenError} while a bot uses the store
 */
export async function acceptNewKey(store: WholeStore, vault: Pick<Vault, 'open'> | undefined): Promise<number> {
  await using _held = await store.hold();
  const lost = async function* () {
    for await (const record of store.records()) {
      const sealed = sealedTextOf(record);
      if (sealed !== undefined && vault?.open(sealed) === undefined) yield record;
    }
  };
  let deleted = 0;
  for await (const batch of inBatches(lost(), BATCH)) {
    await store.delete(batch);
    deleted += batch.length;
  }
  await store.setFacts({ keyCheck: undefined, keyFingerprint: undefined });
  return deleted;
}
