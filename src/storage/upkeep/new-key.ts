import type { Seals } from '../sealing/seals.ts';
import { bindValues, mayHoldFormer } from './bind-store.ts';
import { keyFacts, sealedTextOf } from './key-check.ts';
import { inBatches, type WholeStore } from './whole/whole-store.ts';

const BATCH = 200;

/**
 * Deletes what can't be decrypted any more, so that a bot starts with another key.
 * @param seals with the keys that are left
 * @returns how much was deleted
 * @throws {StorageOpenError} while a bot uses the store
 */
export async function acceptNewKey(store: WholeStore, seals: Seals | undefined): Promise<number> {
  await using hold = await store.hold();
  if (seals !== undefined && mayHoldFormer(await store.facts())) await bindValues(store, seals);
  const lost = async function* () {
    for await (const record of store.records()) {
      const sealed = sealedTextOf(record);
      if (sealed === undefined || record.kind !== 'row') continue;
      if (seals?.vault.open(sealed, record) === undefined) yield record;
    }
  };
  let deleted = 0;
  for await (const batch of inBatches(lost(), BATCH)) {
    await store.delete(batch);
    deleted += batch.length;
  }
  await hold.ensure();
  // Nobody uses it, so nobody has to be waited for.
  const none = { keyCheck: undefined, keyFingerprint: undefined, bindAt: 0 };
  await store.setFacts(seals === undefined ? none : keyFacts(seals.vault));
  return deleted;
}
