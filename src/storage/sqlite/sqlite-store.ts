import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Clock } from '../../clock.ts';
import type { Entry, RowStore } from '../tables/row-store.ts';
import { transaction } from './transaction.ts';

const PAGE_SIZE = 100;

/** The rows of one namespace in the `entries` table, and their words in `entry_index`. Values expire by the clock. */
export function sqliteStore(db: DatabaseSync, namespace: string, clock: Clock): RowStore {
  // A value that is not text was not written by this program.
  const select = db.prepare(
    "SELECT value FROM entries WHERE namespace = ? AND key = ? AND ends_at > ? AND typeof(value) = 'text'",
  );
  const upsert = db.prepare(
    'INSERT INTO entries (namespace, key, value, ends_at) VALUES (?, ?, ?, ?) ' +
      'ON CONFLICT (namespace, key) DO UPDATE SET value = excluded.value, ends_at = excluded.ends_at',
  );
  const remove = db.prepare('DELETE FROM entries WHERE namespace = ? AND key = ? RETURNING ends_at');
  const removeAll = db.prepare('DELETE FROM entries WHERE namespace = ?');
  const page = db.prepare(
    "SELECT key, value FROM entries WHERE namespace = ? AND key > ? AND ends_at > ? AND typeof(value) = 'text' " +
      `ORDER BY key LIMIT ${PAGE_SIZE}`,
  );
  const addWord = db.prepare(
    'INSERT OR IGNORE INTO entry_index (namespace, word, key) ' +
      'SELECT namespace, ?, key FROM entries WHERE namespace = ? AND key = ?',
  );
  const removeOtherWords = db.prepare(
    'DELETE FROM entry_index WHERE namespace = ? AND key = ? AND word NOT IN (SELECT value FROM json_each(?))',
  );
  const pageOfWord = db.prepare(
    'SELECT key, value FROM entry_index JOIN entries USING (namespace, key) ' +
      "WHERE namespace = ? AND word = ? AND key > ? AND ends_at > ? AND typeof(value) = 'text' " +
      `ORDER BY key LIMIT ${PAGE_SIZE}`,
  );

  const addWords = (key: string, index: readonly string[]): number =>
    index.reduce((added, word) => added + Number(addWord.run(word, namespace, key).changes), 0);

  /** Page by page: an open cursor would block checkpoints for as long as its reader takes. */
  const read = async function* (statement: typeof page, ...where: SQLInputValue[]): AsyncGenerator<Entry, void> {
    let last = '';
    for (;;) {
      const rows = statement.all(...where, last, clock.now()) as { key: string; value: string }[];
      for (const row of rows) {
        yield [row.key, row.value];
        last = row.key;
      }
      if (rows.length < PAGE_SIZE) return;
      // Everything else waits while SQLite reads.
      await nextTurn();
    }
  };

  return {
    get: async (key) => select.get(namespace, key, clock.now())?.['value'] as string | undefined,
    set: async (key, { text, index }, ttlMs) => {
      const endsAt = clock.now() + ttlMs;
      if (index.length === 0) return void upsert.run(namespace, key, text, endsAt);
      transaction(db, () => {
        upsert.run(namespace, key, text, endsAt);
        removeOtherWords.run(namespace, key, JSON.stringify(index));
        addWords(key, index);
      });
    },
    delete: async (key) => {
      const row = remove.get(namespace, key);
      return row !== undefined && Number(row['ends_at']) > clock.now();
    },
    clear: async () => void removeAll.run(namespace),
    entries: () => read(page, namespace),
    find: (word) => read(pageOfWord, namespace, word),
    addToIndex: async (rows) =>
      transaction(db, () => rows.reduce((added, { key, index }) => added + addWords(key, index), 0)),
  };
}
