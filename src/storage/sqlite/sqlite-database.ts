import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { retry } from '../../async/retry.ts';
import { explainPath } from '../storage-open-error.ts';
import { awakeClock, isBusy } from './sqlite-busy.ts';

/** How long a statement blocks while another process has a transaction open; an acknowledgement has 3 s in all. */
const BUSY_TIMEOUT_MS = 400;
const OPEN_ATTEMPTS = 50;
const OPEN_AGAIN_MS = 100;

const SETUP = `
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = NORMAL;
  -- Deleted data is overwritten rather than left in the file.
  PRAGMA secure_delete = ON;
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
`;

/**
 * Opens the database file at `path`, and creates its folder and tables if they are missing.
 * @throws StorageOpenError when it cannot be read or written
 */
export async function openDatabase(path: string): Promise<DatabaseSync> {
  try {
    return await retry(() => openOnce(path), {
      clock: awakeClock,
      attempts: OPEN_ATTEMPTS,
      // The switch to WAL does not wait for a process that is opening the file at the same time.
      delayMs: (error) => (isBusy(error) ? OPEN_AGAIN_MS : undefined),
    });
  } catch (error) {
    throw explainPath(path, dirname(path), error);
  }
}

function openOnce(path: string): DatabaseSync {
  // It contains ids of people, which no other user of the machine needs to read.
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const db = new DatabaseSync(path, { timeout: BUSY_TIMEOUT_MS });
  try {
    db.exec(SETUP);
    // A read-only file can be opened; only a write fails.
    db.exec('BEGIN IMMEDIATE; PRAGMA user_version = 1; COMMIT');
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}
