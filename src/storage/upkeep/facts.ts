import { z } from 'zod';
import { isBound } from '../sealing/sealed-text.ts';
import { StorageOpenError } from '../storage-open-error.ts';

/**
 * The version of what is stored. Raise it with a migration in `src/storage/sqlite/migrate.ts` when an older bot could
 * no longer read what a newer one writes.
 */
export const SCHEMA = 3;
/** The version of a store whose sealed values aren't bound to their places yet (`bind-store.ts`). */
const UNBOUND_SCHEMA = 2;

/** What a store says of itself. */
export const factsSchema = z.object({
  /** A random id. A copy of the store has the same. */
  id: z.string().optional(),
  /** When a bot last used it, in ms since the epoch, to within ten minutes. */
  usedAt: z.coerce.number().optional(),
  /** A text sealed with the key that belongs to the store; in the former format until all values are bound to their places. */
  keyCheck: z.string().optional(),
  /** A pseudonym of that key. */
  keyFingerprint: z.string().optional(),
  /** When values are first written in the present format, in ms since the epoch, if some are still in the former one. */
  bindAt: z.coerce.number().optional(),
  /** The id of the store that it was moved or restored from. */
  madeFrom: z.string().optional(),
  /** A move or restore is not finished: what to do. */
  incomplete: z.string().optional(),
  /** Where its data is now. */
  movedTo: z.string().optional(),
});

export type Facts = z.infer<typeof factsSchema>;
export type FactName = keyof Facts;

/** The version of what is in a store. */
export function versionBy({ keyCheck }: Pick<Facts, 'keyCheck'>): number {
  return keyCheck !== undefined && isBound(keyCheck) ? SCHEMA : UNBOUND_SCHEMA;
}

/** @throws {StorageOpenError} for a store that only a newer bot can read. */
export function refuseNewer(place: string, version: number): void {
  if (version <= SCHEMA) return;
  throw new StorageOpenError(
    `${place} was used by a newer version of this bot (its data has version ${version}, this bot supports up to ${SCHEMA}): ` +
      'update the bot, or restore a backup of the older version (npm run restore FILE)',
  );
}

/** @throws {StorageOpenError} for a store whose data is elsewhere, or not complete. */
export function refuseAbandoned(place: string, { movedTo, incomplete }: Facts): void {
  if (incomplete !== undefined) throw new StorageOpenError(`${place} is not complete: ${incomplete}`);
  if (movedTo !== undefined) {
    throw new StorageOpenError(
      `The data of ${place} was moved to ${movedTo}: set STORAGE_URL to that, or move it back with npm run move`,
    );
  }
}
