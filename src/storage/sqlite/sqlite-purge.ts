import type { DatabaseSync } from 'node:sqlite';
import { setTimeout as delay } from 'node:timers/promises';
import type { Clock } from '../../clock.ts';

/** Rows deleted at a time, which takes about a millisecond. */
const BATCH = 100;
/** Between two batches, in ms, so that what came in meanwhile goes first. */
const PAUSE_MS = 10;

/** Deletes what has expired, in small steps, until nothing is left or `signal` is aborted. */
export function sqlitePurge(db: DatabaseSync, clock: Clock): (signal: AbortSignal) => Promise<void> {
  const purges = ['entries', 'cells'].map((table) =>
    db.prepare(`DELETE FROM ${table} WHERE rowid IN (SELECT rowid FROM ${table} WHERE ends_at <= ? LIMIT ${BATCH})`),
  );
  return async (signal) => {
    for (const purge of purges) {
      while (!signal.aborted && Number(purge.run(clock.now()).changes) === BATCH) {
        await delay(PAUSE_MS, undefined, { ref: false });
      }
    }
    // Deleted data is overwritten in the database file only; this empties the write-ahead log.
    if (!signal.aborted) db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  };
}
