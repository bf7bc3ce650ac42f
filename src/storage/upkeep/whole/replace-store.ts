import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Clock } from '../../../clock.ts';
import { StorageOpenError } from '../../storage-open-error.ts';
import { writeBackup } from './backup-file.ts';
import { makeCopy } from '../copies.ts';
import { SCHEMA, versionBy, type Facts } from '../facts.ts';
import type { LastStoreFile } from '../last-store.ts';
import { type Counts, transfer, type TransferOptions } from './transfer.ts';
import { holdsData, type WholeStore } from './whole-store.ts';

/** What is common to a move and a restore. */
export interface Place {
  readonly clock: Clock;
  /** The data folder, for the copy of what is replaced. */
  readonly folder: string;
  readonly lastStore: LastStoreFile;
}

export interface Replaced {
  readonly counts: Counts;
  /** A backup of what was in the store before. */
  readonly copy: string | undefined;
}

export interface Replacement extends Pick<TransferOptions, 'from' | 'wanted'> {
  readonly to: WholeStore;
  /** Whether what is in `to` may be replaced. */
  readonly mayReplace: boolean;
  /** What to do if this is interrupted. */
  readonly ifInterrupted: string;
  /** What the store says of itself afterwards. */
  readonly facts: Pick<Facts, 'keyCheck' | 'keyFingerprint' | 'madeFrom' | 'usedAt'>;
  /** Called when `to` is complete, and before it can be used. */
  readonly onCopied?: () => Promise<void>;
}

/** Where a copy of a store is kept before something else replaces it. */
export function replacedPath(folder: string): string {
  return join(folder, 'replaced-store');
}

/**
 * Makes a store what another one, or a backup, is. Until all is there and compared, no bot starts on it. A later
 * attempt begins anew.
 * @param to held by the caller
 * @throws {StorageOpenError} when it holds data that may not be replaced
 */
export async function replaceStore(
  { from, to, wanted, mayReplace, ifInterrupted, facts, onCopied }: Replacement,
  { clock, folder, lastStore }: Place,
): Promise<Replaced> {
  const { incomplete } = await to.facts();
  const isUsed = incomplete === undefined && (await holdsData(to));
  if (isUsed && !mayReplace) {
    throw new StorageOpenError(
      `${to.place} already contains data. Use --replace to replace it; its opt-outs and a copy are kept`,
    );
  }
  const copy = isUsed
    ? await makeCopy(replacedPath(folder), 'replaced', async (path) => void (await writeBackup(to, path)))
    : undefined;
  await to.setFacts({ incomplete: ifInterrupted, madeFrom: facts.madeFrom });
  const counts = await transfer({ from, to, clock, ...(wanted && { wanted }) });
  await onCopied?.();
  const id = randomUUID();
  const { keyCheck, keyFingerprint, madeFrom, usedAt = clock.now() } = facts;
  await to.setFacts({
    id,
    keyCheck,
    keyFingerprint,
    madeFrom,
    usedAt,
    movedTo: undefined,
    incomplete: undefined,
    // Nobody uses it, so nobody has to be waited for.
    bindAt: clock.now(),
  });
  const isBound = versionBy({ keyCheck }) === SCHEMA;
  await lastStore.write({ id, place: to.place, isFile: to.isFile, usedAt, holdsData: await holdsData(to), isBound });
  return { counts, copy };
}
