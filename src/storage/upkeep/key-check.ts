import { isSealed, type Vault } from '../sealing/vault.ts';
import { StorageOpenError } from '../storage-open-error.ts';
import type { Facts } from './facts.ts';
import type { StoredRecord, WholeStore } from './whole-store.ts';

const CHECK = 'face-age-bot';
/** So many sealed values are tried in a store that has no sealed check yet. */
const SAMPLE = 100;

export interface KeyCheckOptions {
  readonly vault: Pick<Vault, 'seal' | 'open' | 'alias'>;
  /** Where the key is from, for the operator. */
  readonly keySource: string;
}

/**
 * Checks that the key is the one that belongs to the store. In a store that has been used without such a check, a sealed
 * value must fit.
 * @throws {StorageOpenError} when it is another one
 */
export async function checkKey(store: WholeStore, { vault, keySource }: KeyCheckOptions): Promise<void> {
  if (!(await fits(store, await store.facts(), vault))) throw wrongKey(store.place, keySource);
}

/** What a store remembers of the key that seals now. */
export function keyFacts(vault: KeyCheckOptions['vault']): Pick<Facts, 'keyCheck' | 'keyFingerprint'> {
  return { keyCheck: vault.seal(CHECK), keyFingerprint: fingerprintOf(vault) };
}

export function wrongKey(place: string, keySource: string): StorageOpenError {
  return new StorageOpenError(
    `${place} was encrypted with another key than ${keySource}: restore the key that it was used with. If that is lost, ` +
      'npm run move -- --new-key deletes what was encrypted, and keeps opt-outs, blocks and settings',
  );
}

/** Whether the vault can read what a store or a backup has sealed, as far as its check tells. */
export function opensCheck({ keyCheck }: Pick<Facts, 'keyCheck'>, vault: Pick<Vault, 'open'>): boolean {
  return keyCheck === undefined || vault.open(keyCheck) === CHECK;
}

/** A pseudonym of a vault's first key, from which the key can't be found out. */
function fingerprintOf(vault: Pick<Vault, 'alias'>): string {
  return vault.alias('fingerprint').slice(0, 16);
}

/** The sealed text in a record, if it holds one. */
export function sealedTextOf(record: StoredRecord): string | undefined {
  if (record.kind !== 'row' || !record.text.startsWith('"')) return undefined;
  const text: unknown = JSON.parse(record.text);
  return typeof text === 'string' && isSealed(text) ? text : undefined;
}

async function fits(store: WholeStore, facts: Facts, vault: Pick<Vault, 'open'>): Promise<boolean> {
  if (facts.keyCheck !== undefined) return opensCheck(facts, vault);
  let tried = 0;
  for await (const record of store.records()) {
    const sealed = sealedTextOf(record);
    if (sealed === undefined) continue;
    if (vault.open(sealed) !== undefined) return true;
    tried += 1;
    if (tried === SAMPLE) return false;
  }
  return tried === 0;
}
