import type { DatabaseSync } from 'node:sqlite';
import { attempt } from '../attempt.ts';
import { cellsAtomic } from '../memory/cells-atomic.ts';
import { cellKey } from '../claims.ts';
import { keyvTable } from '../keyv-table.ts';
import type { StorageDependencies } from '../storage-dependencies.ts';
import { startPurging } from '../purging.ts';
import { sqliteTransact } from './sqlite-cells.ts';
import { openDatabase } from './sqlite-database.ts';
import { sqliteStore } from './sqlite-store.ts';
import type { Storage } from '../storage.ts';

const CHECK_TTL_MS = 60_000;
const CHECK_BYTES = 16_384;
/** Rows purged at a time: few enough for the pause to go unnoticed. */
const PURGE_BATCH = 2_000;

/**
 * A database in the SQLite file at `path`, which other processes on this machine may share.
 * @throws StorageOpenError when it cannot be opened for writing
 */
export async function openSqliteStorage(path: string, dependencies: StorageDependencies): Promise<Storage> {
  return sqliteStorage(await openDatabase(path), dependencies);
}

/** Storage on an open database, which is closed with it. */
export function sqliteStorage(db: DatabaseSync, { clock, onError }: StorageDependencies): Storage {
  const transact = sqliteTransact(db);
  const purges = ['entries', 'cells'].map((table) =>
    db.prepare(
      `DELETE FROM ${table} WHERE rowid IN (SELECT rowid FROM ${table} WHERE ends_at <= ? LIMIT ${PURGE_BATCH})`,
    ),
  );
  const purging = startPurging(() => {
    for (const purge of purges) purge.run(clock.now());
    // Deleted data is overwritten in the database file only; this empties the write-ahead log.
    db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  }, onError);

  return {
    table: (namespace, schema) => keyvTable(sqliteStore(db, namespace, clock), namespace, schema),
    atomic: cellsAtomic(transact, clock),
    check: () =>
      attempt('check', () =>
        transact((cells) => {
          // As much as a request writes: a row or two still fit into a full database.
          cells.set(cellKey.check(), { value: 'x'.repeat(CHECK_BYTES), endsAt: clock.now() + CHECK_TTL_MS });
          cells.delete(cellKey.check());
        }),
      ),
    [Symbol.asyncDispose]: async () => {
      purging[Symbol.dispose]();
      if (db.isOpen) db.close();
    },
  };
}
