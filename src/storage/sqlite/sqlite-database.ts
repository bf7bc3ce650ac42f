import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { retry } from '../../async/retry.ts';
import { createPrivateFile } from '../private-files.ts';
import { explainPath, StorageOpenError } from '../storage-open-error.ts';
import { createTables, migrate, versionOf } from './migrate.ts';
import { awakeClock, isBusy } from './sqlite-busy.ts';
import { transaction } from './transaction.ts';

/** How long a statement blocks while another process has a transaction open; an acknowledgement has 3 s in all. */
const BUSY_TIMEOUT_MS = 400;
const OPEN_ATTEMPTS = 50;
const OPEN_AGAIN_MS = 100;

const PRAGMAS = `
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = NORMAL;
  -- A checkpoint waits for the disk, 10 ms or more in which nothing is acknowledged: one in 80 requests, not in 20.
  PRAGMA wal_autocheckpoint = 4000;
  -- Deleted data is overwritten rather than left in the file.
  PRAGMA secure_delete = ON;
`;

/**
 * Opens the database file at `path`, and creates its folder and tables if they are missing.
 * One of an older version is migrated.
 * @param isLocked whether this process has the lock of the database
 * @throws StorageOpenError when it cannot be read or written, or is of a newer version, which leaves it untouched
 */
export async function openDatabase(path: string, isLocked = false): Promise<DatabaseSync> {
  try {
    const db = await retry(() => openOnce(path), {
      clock: awakeClock,
      attempts: OPEN_ATTEMPTS,
      // The switch to WAL does not wait for a process that is opening the file at the same time.
      delayMs: (error) => (isBusy(error) ? OPEN_AGAIN_MS : undefined),
    });
    try {
      await migrate(db, path, isLocked);
    } catch (error) {
      db.close();
      throw error;
    }
    return db;
  } catch (error) {
    if (error instanceof StorageOpenError) throw error;
    throw explainPath(path, dirname(path), error);
  }
}

function openOnce(path: string): DatabaseSync {
  // It contains ids of people, which no other user of the machine needs to read.
  createPrivateFile(path);
  const db = new DatabaseSync(path, { timeout: BUSY_TIMEOUT_MS });
  try {
    const isNew = versionOf(db, path) === 0;
    db.exec(PRAGMAS);
    if (isNew) createTables(db);
    // A read-only file can be opened; only a write fails.
    else transaction(db, () => db.exec(`PRAGMA user_version = ${versionOf(db, path)}`));
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}
