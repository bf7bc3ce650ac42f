import type { DatabaseSync } from 'node:sqlite';
import { makeCopy } from '../upkeep/copies.ts';
import { refuseNewer, SCHEMA } from '../upkeep/facts.ts';
import { lockDatabase } from './sqlite-lock.ts';
import { transaction } from './transaction.ts';

const TABLES = `
  CREATE TABLE IF NOT EXISTS entries (
    namespace TEXT NOT NULL,
    key TEXT NOT NULL,
    value TEXT NOT NULL,
    ends_at REAL NOT NULL,
    PRIMARY KEY (namespace, key)
  );
  CREATE INDEX IF NOT EXISTS entries_by_end ON entries (ends_at);
  -- The words that entries can be found by.
  CREATE TABLE IF NOT EXISTS entry_index (
    namespace TEXT NOT NULL,
    word TEXT NOT NULL,
    key TEXT NOT NULL,
    PRIMARY KEY (namespace, word, key),
    FOREIGN KEY (namespace, key) REFERENCES entries ON DELETE CASCADE
  ) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS entry_index_by_key ON entry_index (namespace, key);
  CREATE TABLE IF NOT EXISTS cells (key TEXT PRIMARY KEY, value NOT NULL, ends_at REAL NOT NULL);
  CREATE INDEX IF NOT EXISTS cells_by_end ON cells (ends_at);
  CREATE TABLE IF NOT EXISTS facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
`;

/** What makes a database of version `n` one of `n + 1`, by `n`. Each runs within the transaction of all. */
const MIGRATIONS: Readonly<Record<number, (db: DatabaseSync) => void>> = {
  // 2: what the store says of itself, and the index if it was made before there was one.
  1: (db) => db.exec(TABLES),
  // 3: sealed values are bound to their places, for which a start needs the key: `bind-store.ts`.
};

/**
 * The version of a database; 0 when nothing is in it. The first versions of the bot wrote 1 each time, and never read it.
 * @throws {StorageOpenError} when it is newer than this bot
 */
export function versionOf(db: DatabaseSync, path: string): number {
  const version = Number(db.prepare('PRAGMA user_version').get()?.['user_version']);
  refuseNewer(`The database ${path}`, version);
  const isUsed = db.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'entries'").get() !== undefined;
  return isUsed ? Math.max(version, 1) : 0;
}

export function createTables(db: DatabaseSync): void {
  transaction(db, () => db.exec(`${TABLES}; PRAGMA user_version = ${SCHEMA}`));
}

/**
 * Brings a database up to date in one transaction, and keeps a copy of what it was beside it.
 * @param isLocked whether this process has the lock of the database
 * @throws {StorageOpenError} while a bot, which must be of an older version, uses it
 */
export async function migrate(db: DatabaseSync, path: string, isLocked: boolean): Promise<void> {
  if (versionOf(db, path) === SCHEMA) return;
  using _lock = isLocked ? undefined : await lockDatabase(path, 0);
  const from = versionOf(db, path);
  if (from === SCHEMA) return;
  await makeCopy(path, `before-v${SCHEMA}`, async (copy) => void db.prepare('VACUUM INTO ?').run(copy));
  transaction(db, () => {
    for (let version = from; version < SCHEMA; version += 1) MIGRATIONS[version]?.(db);
    db.exec(`PRAGMA user_version = ${SCHEMA}`);
  });
}
