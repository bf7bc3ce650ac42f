import type { DatabaseSync } from 'node:sqlite';
import type { KeyvStoreAdapter } from 'keyv';
import type { Clock } from '../../clock.ts';

const PAGE_SIZE = 100;

/** A keyv store of one namespace in the `entries` table. Values expire by the clock. */
export function sqliteStore(db: DatabaseSync, namespace: string, clock: Clock): KeyvStoreAdapter {
  // keyv's iterator throws on a value that is not text, and one such row would hide all others.
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

  const get = async <V>(key: string): Promise<V | undefined> =>
    select.get(namespace, key, clock.now())?.['value'] as V | undefined;

  const store: KeyvStoreAdapter = {
    // keyv iterates only over dialects that it knows.
    opts: { dialect: 'sqlite' },
    get,
    getMany: <V>(keys: string[]) => Promise.all(keys.map((key) => get<V>(key))),
    has: async (key) => (await get(key)) !== undefined,
    // Without a ttl the value expires at once: nothing is kept for ever.
    set: async (key, value: string, ttlMs = 0) => {
      upsert.run(namespace, key, value, clock.now() + ttlMs);
      return true;
    },
    delete: async (key) => {
      const row = remove.get(namespace, key);
      return row !== undefined && Number(row['ends_at']) > clock.now();
    },
    clear: async () => void removeAll.run(namespace),
    // Page by page: an open cursor would block checkpoints for as long as its reader takes.
    iterator: async function* <V>() {
      let rows: { key: string; value: V }[];
      let last = '';
      do {
        rows = page.all(namespace, last, clock.now()) as typeof rows;
        for (const row of rows) {
          yield [row.key, row.value] as [string, Awaited<V>];
          last = row.key;
        }
      } while (rows.length === PAGE_SIZE);
    },
    // It has no events: every failure is thrown to a caller.
    on: () => store,
  };
  return store;
}
