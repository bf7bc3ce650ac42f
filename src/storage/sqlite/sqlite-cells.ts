import type { DatabaseSync } from 'node:sqlite';
import type { Transact } from '../memory/cells-atomic.ts';
import type { Cell, Cells } from '../claims.ts';
import { transaction } from './transaction.ts';

/** Transactions on the `cells` table, exclusive among all processes that have the file open. */
export function sqliteTransact(db: DatabaseSync): Transact {
  const cells = sqliteCells(db);
  return (work) => transaction(db, () => work(cells));
}

function sqliteCells(db: DatabaseSync): Cells {
  const select = db.prepare('SELECT value, ends_at AS endsAt FROM cells WHERE key = ?');
  const upsert = db.prepare(
    'INSERT INTO cells (key, value, ends_at) VALUES (?, ?, ?) ' +
      'ON CONFLICT (key) DO UPDATE SET value = excluded.value, ends_at = excluded.ends_at',
  );
  const remove = db.prepare('DELETE FROM cells WHERE key = ?');
  return {
    get: (key) => select.get(key) as Cell | undefined,
    set: (key, { value, endsAt }) => void upsert.run(key, value, endsAt),
    delete: (key) => void remove.run(key),
  };
}
