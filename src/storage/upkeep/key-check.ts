import type { FormerFormat } from '../sealing/former-format.ts';
import { isSealed } from '../sealing/sealed-text.ts';
import { openEither, type Openers } from '../sealing/seals.ts';
import type { Vault } from '../sealing/vault.ts';
import { parseJson } from '../fit.ts';
import { StorageOpenError } from '../storage-open-error.ts';
import type { Facts } from './facts.ts';
import type { StoredRecord, WholeStore } from './whole/whole-store.ts';

const CHECK = 'face-age-bot';
/** No table has this name. */
const PLACE = { namespace: 'facts:sealed', key: 'keyCheck' };
/** How many sealed values are tried in a store that has no sealed check yet. */
const SAMPLE = 100;

export interface KeyCheckOptions {
  readonly seals: Openers;
  /** Where the key is from, for the operator. */
  readonly keySource: string;
}

type KeyFacts = Pick<Facts, 'keyCheck' | 'keyFingerprint'>;

/**
 * Checks that the key is the one that belongs to the store. In a store that has been used without such a check, a sealed
 * value must fit.
 * @throws {StorageOpenError} when it is another one
 */
export async function checkKey(store: WholeStore, { seals, keySource }: KeyCheckOptions): Promise<void> {
  if (!(await fits(store, await store.facts(), seals))) throw wrongKey(store.place, keySource);
}

/** What a store remembers of the key that seals now, once all that is sealed in it is bound to its place. */
export function keyFacts(vault: Pick<Vault, 'seal' | 'alias'>): KeyFacts {
  return { keyCheck: vault.seal(CHECK, PLACE), keyFingerprint: fingerprintOf(vault) };
}

/** The same until then. */
export function formerKeyFacts(vault: Pick<Vault, 'alias'>, former: Pick<FormerFormat, 'seal'>): KeyFacts {
  return { keyCheck: former.seal(CHECK), keyFingerprint: fingerprintOf(vault) };
}

export function wrongKey(place: string, keySource: string): StorageOpenError {
  return new StorageOpenError(
    `${place} was encrypted with a different key from ${keySource}: restore the key that it was used with. If that is lost, ` +
      'npm run move -- --new-key deletes the encrypted data, and keeps opt-outs, blocks and settings',
  );
}

/** Whether the keys can open what a store or a backup has sealed, as far as its check tells. */
export function opensCheck({ keyCheck }: Pick<Facts, 'keyCheck'>, seals: Openers): boolean {
  return keyCheck === undefined || openEither(seals, keyCheck, PLACE) === CHECK;
}

/** A pseudonym of a vault's first key, from which the key can't be found out. */
function fingerprintOf(vault: Pick<Vault, 'alias'>): string {
  return vault.alias('fingerprint').slice(0, 16);
}

/** The sealed text in a record, if it holds one. */
export function sealedTextOf(record: StoredRecord): string | undefined {
  if (record.kind !== 'row' || !record.text.startsWith('"')) return undefined;
  const text = parseJson(record.text);
  return typeof text === 'string' && isSealed(text) ? text : undefined;
}

async function fits(store: WholeStore, facts: Facts, seals: Openers): Promise<boolean> {
  if (facts.keyCheck !== undefined) return opensCheck(facts, seals);
  let tried = 0;
  for await (const record of store.records()) {
    const sealed = sealedTextOf(record);
    if (sealed === undefined || record.kind !== 'row') continue;
    if (openEither(seals, sealed, record) !== undefined) return true;
    tried += 1;
    if (tried === SAMPLE) return false;
  }
  return tried === 0;
}
