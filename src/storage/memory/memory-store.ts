import type { Clock } from '../../clock.ts';
import type { Entry, Row, RowStore } from '../tables/row-store.ts';

interface KeptRow extends Row {
  readonly endsAt: number;
}

/** The rows of one namespace in memory. Values expire by the clock. */
export function memoryStore(clock: Clock, ensureOpen: () => void): RowStore & { purge(): void } {
  const rows = new Map<string, KeptRow>();
  const live = (row: KeptRow | undefined) => (row !== undefined && row.endsAt > clock.now() ? row : undefined);
  // A copy, because rows may be set meanwhile.
  const read = async function* (matches: (row: KeptRow) => boolean): AsyncGenerator<Entry, void> {
    ensureOpen();
    const keys = [...rows.keys()];
    for (const key of keys) {
      const row = live(rows.get(key));
      if (row !== undefined && matches(row)) yield [key, row.text];
    }
  };

  return {
    get: async (key) => {
      ensureOpen();
      return live(rows.get(key))?.text;
    },
    set: async (key, row, ttlMs) => {
      ensureOpen();
      rows.set(key, { ...row, endsAt: clock.now() + ttlMs });
    },
    delete: async (key) => {
      ensureOpen();
      const wasLive = live(rows.get(key)) !== undefined;
      rows.delete(key);
      return wasLive;
    },
    clear: async () => {
      ensureOpen();
      rows.clear();
    },
    entries: () => read(() => true),
    find: (word) => read(({ index }) => index.includes(word)),
    addToIndex: async (found) =>
      found.reduce((added, { key, index }) => {
        const row = live(rows.get(key));
        const missing = index.filter((word) => row !== undefined && !row.index.includes(word));
        if (row !== undefined) rows.set(key, { ...row, index: [...row.index, ...missing] });
        return added + missing.length;
      }, 0),
    purge: () => {
      for (const [key, row] of rows) if (live(row) === undefined) rows.delete(key);
    },
  };
}
