import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { retry } from '../../async/retry.ts';
import { createPrivateFile } from '../private-files.ts';
import { explainPath, StorageOpenError } from '../storage-open-error.ts';
import { awakeClock, isBusy } from './sqlite-busy.ts';

/** How long a start waits for a process that is about to end, in ms. */
const PATIENCE_MS = 8_000;
const PAUSE_MS = 100;

/**
 * Makes sure that this is the only process that works on the database at `path`, until disposed of or the process has
 * ended in any way. Scripts may use the database meanwhile: the lock is that of a second file, `<path>-lock`, which SQLite
 * takes in the way that each operating system has.
 *
 * @throws StorageOpenError when another process has the lock for longer than `patienceMs`, or the file can't be written
 */
export async function lockDatabase(path: string, patienceMs = PATIENCE_MS): Promise<Disposable> {
  const until = awakeClock.now() + patienceMs;
  const file = `${path}-lock`;
  try {
    const db = await retry(() => lockOnce(file), { clock: awakeClock, delayMs: whileBusy, until });
    return { [Symbol.dispose]: () => db.isOpen && db.close() };
  } catch (error) {
    if (!isBusy(error)) throw explainPath(file, dirname(file), error);
    throw new StorageOpenError(
      `The database ${path} is in use by another process of this bot: stop that one first, or share Redis between several ` +
        'processes (STORAGE_URL=redis://HOST:PORT)',
    );
  }
}

function lockOnce(file: string): DatabaseSync {
  createPrivateFile(file);
  const db = new DatabaseSync(file, { timeout: 0 });
  try {
    db.exec('BEGIN EXCLUSIVE');
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

function whileBusy(error: unknown): number | undefined {
  return isBusy(error) ? PAUSE_MS : undefined;
}
