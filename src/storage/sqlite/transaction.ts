import type { DatabaseSync } from 'node:sqlite';

/** Does `work` in one transaction, which excludes all other writers; when it throws, nothing is changed. */
export function transaction<T>(db: DatabaseSync, work: () => T): T {
  db.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    db.exec('COMMIT');
    return result;
  } catch (error) {
    // When the disk is full, SQLite has already rolled back.
    if (db.isTransaction) db.exec('ROLLBACK');
    throw error;
  }
}
