import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as delay } from 'node:timers/promises';
import { retry } from '../../async/retry.ts';
import { explainPath } from '../storage-open-error.ts';

/** How long a statement waits, blocking, for another process's transaction; acknowledgement has 3 s in all. */
const BUSY_TIMEOUT_MS = 400;
const OPEN_ATTEMPTS = 50;
const OPEN_AGAIN_MS = 100;
const SQLITE_BUSY = 5;

const SETUP = `
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = NORMAL;
  -- What is deleted is overwritten, rather than left lying in the file.
  PRAGMA secure_delete = ON;
  CREATE TABLE IF NOT EXISTS entries (
    namespace TEXT NOT NULL,
    key TEXT NOT NULL,
    value TEXT NOT NULL,
    ends_at REAL NOT NULL,
    PRIMARY KEY (namespace, key)
  );
  CREATE INDEX IF NOT EXISTS entries_by_end ON entries (ends_at);
  CREATE TABLE IF NOT EXISTS cells (key TEXT PRIMARY KEY, value NOT NULL, ends_at REAL NOT NULL);
  CREATE INDEX IF NOT EXISTS cells_by_end ON cells (ends_at);
`;

/**
 * Opens the database file at `path`, made with its folder and tables where they are missing.
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

/** Its sleeps keep the process alive: a script that only opens a store must not end meanwhile. */
const awakeClock = {
  now: () => Date.now(),
  sleep: (ms: number, signal?: AbortSignal) => delay(ms, undefined, { signal }),
};

function openOnce(path: string): DatabaseSync {
  // Ids of people are inside; nobody else on the machine needs to read them.
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const db = new DatabaseSync(path, { timeout: BUSY_TIMEOUT_MS });
  try {
    db.exec(SETUP);
    // A file that may only be read opens well; only writing tells.
    db.exec('BEGIN IMMEDIATE; PRAGMA user_version = 1; COMMIT');
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

function isBusy(error: unknown): boolean {
  return (
    error instanceof Error &&
    'errcode' in error &&
    typeof error.errcode === 'number' &&
    (error.errcode & 0xff) === SQLITE_BUSY
  );
}
