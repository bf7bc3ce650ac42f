import type { z } from 'zod';
import type { Clock } from '../../clock.ts';
import { type IndexedKey, type RowStore, rowTable } from './row-store.ts';
import type { IndexedTable, IndexOf, Table } from '../storage.ts';

const HOUR_MS = 3_600_000;
/** How long an index in which nothing was missing counts as complete. */
const TRUSTED_MS = 30 * 24 * HOUR_MS;
const BATCH = 100;

export interface IndexedTableOptions<T> {
  readonly store: RowStore;
  readonly namespace: string;
  readonly schema: z.ZodType<T>;
  readonly indexOf: IndexOf<T>;
  /** Which namespaces have a complete index. */
  readonly complete: Table<true>;
  readonly clock: Clock;
}

/**
 * A table with an index. Rows of a version that wrote none are indexed before anything is looked up; while such rows
 * turn up, because processes of that version may still run, all rows are looked at again after an hour.
 */
export function indexedTable<T>(options: IndexedTableOptions<T>): IndexedTable<T> {
  const { store, namespace, schema, indexOf, complete, clock } = options;
  const table = rowTable(store, schema, indexOf);
  let completeUntil = -Infinity;

  const indexAll = async (): Promise<number> => {
    let missing = 0;
    let batch: IndexedKey[] = [];
    const flush = async () => {
      if (batch.length > 0) missing += await store.addToIndex(batch);
      batch = [];
    };
    for await (const [key, value] of table.entries()) {
      batch.push({ key, index: indexOf(value, key) });
      if (batch.length === BATCH) await flush();
    }
    await flush();
    return missing;
  };

  const ensureComplete = async () => {
    if (clock.now() < completeUntil) return;
    if (!(await complete.get(namespace))) {
      const missing = await indexAll();
      await complete.set(namespace, true, missing > 0 ? HOUR_MS : TRUSTED_MS);
    }
    completeUntil = clock.now() + HOUR_MS;
  };

  // Before anybody waits for it; a search tries again what fails here.
  let completing = ensureComplete();
  completing.catch(() => undefined);

  return {
    ...table,
    async *find(word) {
      completing = completing.then(ensureComplete, ensureComplete);
      await completing;
      yield* table.find(word);
    },
  };
}
