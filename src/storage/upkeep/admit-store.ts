import { randomUUID } from 'node:crypto';
import type { Clock } from '../../clock.ts';
import { StorageOpenError } from '../storage-open-error.ts';
import type { Seals } from '../sealing/seals.ts';
import { admitSealed } from './bind-store.ts';
import { versionBy, SCHEMA } from './facts.ts';
import { checkKey, type KeyCheckOptions } from './key-check.ts';
import type { LastStore, LastStoreFile } from './last-store.ts';
import { holdsData, type WholeStore } from './whole/whole-store.ts';

/** Clocks of processes that share a store may differ by so much, and Redis may lose a second. */
const SAME_MS = 60_000;

export interface AdmitOptions extends KeyCheckOptions {
  readonly seals: Seals;
  readonly lastStore: LastStoreFile;
  readonly clock: Clock;
  readonly onWarning: (warning: string) => void;
  /** Called with what the operator may ignore. */
  readonly onNote: (note: string) => void;
}

/**
 * Checks a store before a bot uses it: its key, and whether it is the one that was used last from here. Decides in which
 * format values are sealed.
 * @throws {StorageOpenError} for a wrong key, and for an empty store instead of one with data
 */
export async function admitStore(store: WholeStore, options: AdmitOptions): Promise<void> {
  const { lastStore, clock, onWarning, onNote } = options;
  const last = await lastStore.read();
  if (last !== undefined) {
    const warning = await compare(store, last);
    if (warning !== undefined) onWarning(warning);
  }
  await checkKey(store, options);
  try {
    await admitSealed(store, { ...options, last });
    await store.claim('id', randomUUID());
    const unwritable = await noteUse(store, { lastStore, clock });
    if (unwritable !== undefined) {
      onNote(`A change of the store will not be noticed, because DATA_FOLDER cannot be written: ${unwritable}`);
    }
  } catch (error) {
    // Whether people can be served, with a full disk for example, is not decided here.
    onWarning(
      `${store.place} could not record its last use: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

/**
 * Notes in the store and in the data folder that the store is in use.
 * @returns why the data folder could not be written to; undefined when it was
 */
export async function noteUse(
  store: WholeStore,
  { lastStore, clock }: Pick<AdmitOptions, 'lastStore' | 'clock'>,
): Promise<string | undefined> {
  const { id, usedAt: before = 0, keyCheck } = await store.facts();
  if (id === undefined) throw new Error('The store has lost its ID');
  const usedAt = Math.max(clock.now(), before);
  await store.setFacts({ usedAt });
  const last = await lastStore.read();
  const known = last?.id === id ? last : undefined;
  return await lastStore.write({
    id,
    place: store.place,
    isFile: store.isFile,
    usedAt,
    holdsData: known?.holdsData || (await holdsData(store)),
    isBound: known?.isBound || versionBy({ keyCheck }) === SCHEMA,
  });
}

/** @returns a warning, when the store may not have what people have set. */
async function compare(store: WholeStore, last: LastStore): Promise<string | undefined> {
  const { id, usedAt = 0, madeFrom } = await store.facts();
  const lastUse = `${last.place} was used here until ${atTime(last.usedAt)}`;
  if (id === last.id) {
    if (usedAt > last.usedAt - SAME_MS) return undefined;
    return (
      `${store.place} is an old copy: its last use was ${atTime(usedAt)}, and ${lastUse}. ` +
      'Opt-outs and settings in between are missing'
    );
  }
  if (madeFrom === last.id || !last.holdsData) return undefined;
  if (await holdsData(store)) return `${store.place} is not the store that was used last: ${lastUse}`;
  // Whoever empties a Redis, or names another, may mean it: only what lay in a file can be expected to be there still.
  if (!last.isFile) {
    return (
      `${store.place} is empty, without the opt-outs and settings: ${lastUse}. npm run move moves the data, ` +
      'and npm run restore restores a backup'
    );
  }
  throw new StorageOpenError(
    last.place === store.place
      ? `${store.place} is empty, but was used until ${atTime(last.usedAt)}: restore it (npm run restore FILE), or ` +
          'confirm a start without its opt-outs and settings (npm run move -- --start-empty)'
      : `${store.place} is empty, but ${lastUse}: with the old STORAGE_URL, npm run move NEW_URL moves the data; ` +
          'npm run move -- --start-empty confirms a start without its opt-outs and settings',
  );
}

function atTime(ms: number): string {
  return new Date(ms).toISOString().slice(0, 16).replace('T', ' ') + ' UTC';
}
