import { setImmediate as nextTurn } from 'node:timers/promises';
import { retry } from '../../async/retry.ts';
import type { Clock } from '../../clock.ts';
import { isFormer } from '../sealing/sealed-text.ts';
import type { Seals } from '../sealing/seals.ts';
import type { Vault } from '../sealing/vault.ts';
import { SCHEMA, versionBy, type Facts } from './facts.ts';
import { formerKeyFacts, keyFacts, sealedTextOf } from './key-check.ts';
import { wasBound, type LastStore, type LastStoreFile } from './last-store.ts';
import { holdsData, inBatches, type RewrittenRow, type WholeStore } from './whole/whole-store.ts';

// Binds what earlier versions have sealed to its place: its table and its key.

const BATCH = 100;
/** So long after the first start of this version, its processes write what older ones can read, in ms. */
export const WRITTEN_MS = 60 * 60_000;
/** So much longer the former format is read, in ms: longer than a request lives, so that none of it is left in a queue. */
export const READ_MS = 30 * 60_000;
/** Processes begin so far apart, in ms, that mostly one does the work. */
const APART_MS = 5 * 60_000;
const AGAIN_MS = 60_000;

/** Whether values of the former format belong into a store. */
export function mayHoldFormer(facts: Facts): boolean {
  return versionBy(facts) < SCHEMA;
}

/** A vault for whoever only reads a store, or deletes from it, while a bot may use it. */
export async function vaultFor(
  store: Pick<WholeStore, 'facts'>,
  { vault, former }: Seals,
  lastStore: Pick<LastStoreFile, 'read'>,
): Promise<Vault> {
  const facts = await store.facts();
  if (mayHoldFormer(facts) && !wasBound(await lastStore.read(), facts)) former.accept(-Infinity);
  return vault;
}

/**
 * Binds all values of the former format. It can be interrupted, run again, and run twice at once: each value is replaced
 * only if it is still the one that was read.
 * @returns how many there were
 */
export async function bindValues(store: WholeStore, { former }: Pick<Seals, 'former'>): Promise<number> {
  const rewritten = async function* (): AsyncGenerator<RewrittenRow, void> {
    for await (const record of store.records({ mayRepeat: true })) {
      const sealed = sealedTextOf(record);
      if (sealed === undefined || !isFormer(sealed) || record.kind !== 'row') continue;
      const bound = former.bind(sealed, record);
      // What no key opens stays as it is.
      if (bound !== undefined) yield { row: record, next: JSON.stringify(bound) };
    }
  };
  let count = 0;
  for await (const batch of inBatches(rewritten(), BATCH)) {
    await store.rewrite(batch);
    count += batch.length;
    // SQLite never waits, and health checks and signals do.
    await nextTurn();
  }
  return count;
}

/** Binds all values, notes that, and refuses the former format from then on. @returns how many there were */
export async function bindStore(store: WholeStore, { vault, former }: Seals): Promise<number> {
  const count = await bindValues(store, { former });
  await store.setFacts(keyFacts(vault));
  former.refuse();
  return count;
}

export interface AdmitSealedOptions {
  readonly seals: Seals;
  readonly clock: Pick<Clock, 'now'>;
  /** What was noted outside of the store. */
  readonly last: LastStore | undefined;
  readonly onWarning: (warning: string) => void;
  readonly onNote: (note: string) => void;
}

/**
 * Decides which formats are read and written in a store, and notes the key that seals. A file belongs to this process
 * alone, and is bound now; what others may use as well is bound later, by {@link finishBinding}.
 */
export async function admitSealed(store: WholeStore, options: AdmitSealedOptions): Promise<void> {
  const { seals, clock, last, onWarning, onNote } = options;
  const { vault, former } = seals;
  // First, since whoever has put something there has noted the format before.
  const isUsed = store.isFile || (await holdsData(store));
  const facts = await store.facts();
  const isKnownBound = wasBound(last, facts);
  // Without a key check, a lost key was given up, and all that it had sealed was deleted.
  if (!mayHoldFormer(facts) || (isKnownBound && facts.keyCheck === undefined)) {
    return await store.setFacts(keyFacts(vault));
  }
  if (isKnownBound) {
    return onWarning(
      `${store.place} says that its encrypted values are from an earlier version, but they have already been converted: ` +
        'they are not read. If you have restored an older copy, npm run move -- --start-empty lets the next start read them',
    );
  }
  if (store.isFile || !isUsed) {
    former.accept(-Infinity);
    const count = await bindStore(store, seals);
    if (count > 0) onNote(`${store.place}: ${count} encrypted values from an earlier version were converted`);
    return;
  }
  const latest = clock.now() + WRITTEN_MS;
  former.accept(latest);
  const bindAt = Number(await store.claim('bindAt', String(latest)));
  former.accept(Math.min(bindAt, latest));
  const own = formerKeyFacts(vault, former);
  if (own.keyFingerprint !== facts.keyFingerprint) await store.setFacts(own);
  const from = timeOf(bindableFrom(bindAt, clock.now()));
  onNote(`${store.place}: encrypted values from an earlier version will be converted after ${from}`);
}

export interface FinishBindingOptions {
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly onNote: (note: string) => void;
  readonly onError: (error: unknown) => void;
  /** From 0 to 1. */
  readonly random?: () => number;
}

/**
 * Binds a store that processes share, when those of earlier versions should have ended. Never rejects; what fails is
 * tried again until `signal` is aborted.
 */
export async function finishBinding(store: WholeStore, seals: Seals, options: FinishBindingOptions): Promise<void> {
  const { clock, signal, onNote, onError, random = Math.random } = options;
  const startedAt = clock.now();
  const finish = async () => {
    const { bindAt = 0, ...facts } = await store.facts();
    if (!mayHoldFormer(facts)) return seals.former.refuse();
    const from = bindableFrom(bindAt, startedAt) + random() * APART_MS;
    await clock.sleep(from - clock.now(), signal);
    if (!mayHoldFormer(await store.facts())) return seals.former.refuse();
    const count = await bindStore(store, seals);
    onNote(`${store.place}: ${count} encrypted values from an earlier version were converted`);
  };
  const delayMs = (error: unknown) => {
    if (!signal.aborted) onError(error);
    return AGAIN_MS;
  };
  await retry(finish, { clock, signal, delayMs }).catch(() => undefined);
}

/** When a process that started at `startedAt` may bind. After a long stop, what was left in a queue is still read. */
function bindableFrom(bindAt: number, startedAt: number): number {
  return Math.max(Math.min(bindAt, startedAt + WRITTEN_MS), startedAt) + READ_MS;
}

function timeOf(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
