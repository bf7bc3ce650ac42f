import type { DatabaseSync } from 'node:sqlite';
import { attempt } from '../attempt.ts';
import { cellsAtomic } from '../memory/cells-atomic.ts';
import { cellKey } from '../claims.ts';
import { startPurging } from '../purging.ts';
import type { StorageDependencies } from '../storage-dependencies.ts';
import type { Storage } from '../storage.ts';
import { tablesOf } from '../tables/tables.ts';
import { pruneCopies } from '../upkeep/copies.ts';
import { keepFilesPrivate } from '../private-files.ts';
import { refuseAbandoned } from '../upkeep/facts.ts';
import type { OpenWholeStore } from '../upkeep/whole/whole-store.ts';
import { sqliteTransact } from './sqlite-cells.ts';
import { openDatabase } from './sqlite-database.ts';
import { lockDatabase } from './sqlite-lock.ts';
import { sqlitePurge } from './sqlite-purge.ts';
import { sqliteStore } from './sqlite-store.ts';
import { sqliteWhole } from './sqlite-whole.ts';

const CHECK_TTL_MS = 60_000;
const CHECK_BYTES = 16_384;

/**
 * A database in the SQLite file at `path`. With `exclusive`, it is refused while another process has it so; scripts
 * share it with the bot.
 * @throws StorageOpenError when it cannot be opened for writing
 */
export async function openSqliteStorage(path: string, dependencies: StorageDependencies): Promise<Storage> {
  using held = new DisposableStack();
  for (const file of await keepFilesPrivate(path))
    dependencies.onNote?.(`Other users could read ${file}; its permissions are now fixed`);
  if (dependencies.exclusive) held.use(await lockDatabase(path));
  const db = held.adopt(await openDatabase(path, dependencies.exclusive), (opened) => opened.isOpen && opened.close());
  const whole = sqliteWhole(db, path, dependencies.clock);
  refuseAbandoned(whole.place, await whole.facts());
  if (dependencies.exclusive) await pruneCopies(path);
  await dependencies.admit?.(whole);
  return sqliteStorage(db, dependencies, held.move());
}

/** Storage on an open database, which is closed with it, as is `held`. */
export function sqliteStorage(
  db: DatabaseSync,
  { clock, onError }: StorageDependencies,
  held: Disposable = new DisposableStack(),
): Storage {
  const transact = sqliteTransact(db);
  const purging = startPurging(sqlitePurge(db, clock), onError);

  return {
    ...tablesOf((namespace) => sqliteStore(db, namespace, clock), clock),
    atomic: cellsAtomic(transact, clock),
    check: () =>
      attempt('check', () =>
        transact((cells) => {
          // As much as a request writes: a row or two still fit into a full database.
          cells.set(cellKey.check(), { value: 'x'.repeat(CHECK_BYTES), endsAt: clock.now() + CHECK_TTL_MS });
          cells.delete(cellKey.check());
        }),
      ),
    warnings: () => [],
    [Symbol.asyncDispose]: async () => {
      purging[Symbol.dispose]();
      if (db.isOpen) db.close();
      held[Symbol.dispose]();
    },
  };
}

/**
 * Opens a database as a whole, for scripts.
 * @throws StorageOpenError when it cannot be opened for writing, or is of a newer version
 */
export async function openSqliteWhole(
  path: string,
  { clock }: Pick<StorageDependencies, 'clock'>,
): Promise<OpenWholeStore> {
  const db = await openDatabase(path);
  return { ...sqliteWhole(db, path, clock), [Symbol.asyncDispose]: async () => db.close() };
}
