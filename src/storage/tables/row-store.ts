import { Keyv, type KeyvStoreAdapter } from 'keyv';
import type { z } from 'zod';
import { attempt } from '../attempt.ts';
import { fit, parseJson } from '../fit.ts';
import type { IndexedTable, IndexOf } from '../storage.ts';

/** What is stored of one value: its JSON, and the words it can be found by. */
export interface Row {
  readonly text: string;
  readonly index: readonly string[];
}

export interface IndexedKey extends Pick<Row, 'index'> {
  readonly key: string;
}

export type Entry = readonly [key: string, text: string];

/** The rows of one namespace in a database. A row and its index are written in one step. */
export interface RowStore {
  get(key: string): Promise<string | undefined>;
  set(key: string, row: Row, ttlMs: number): Promise<void>;
  delete(key: string): Promise<boolean>;
  entries(): AsyncIterable<Entry>;
  clear(): Promise<void>;
  /** Rows whose index contains `word`; it may yield rows that have lost it since they were written. */
  find(word: string): AsyncIterable<Entry>;
  /** Adds words to the index of rows, of those that still exist. @returns how many words were missing. */
  addToIndex(rows: readonly IndexedKey[]): Promise<number>;
}

/** Lets keyv use a row store of one namespace: `clear()` of a shared store would delete the others too. */
function keyvOn(store: RowStore): Keyv<Row> {
  const adapter: KeyvStoreAdapter = {
    opts: {},
    get: async <V>(key: string) => {
      const text = await store.get(key);
      return (text === undefined ? undefined : { value: { text, index: [] } }) as V | undefined;
    },
    set: async (key: string, { value }: { value: Row }, ttlMs = 0) => await store.set(key, value, ttlMs),
    delete: (key) => store.delete(key),
    clear: () => store.clear(),
    // It has no events: every failure is thrown to a caller.
    on: () => adapter,
  };
  const keyv = new Keyv<Row>({ store: adapter, useKeyPrefix: false, throwOnErrors: true, emitErrors: false });
  // A row carries its index beside its text, so keyv must not make one text of both.
  keyv.serialize = undefined;
  keyv.deserialize = undefined;
  return keyv;
}

/** A table on keyv, whose values expire by the store's own time. Without `indexOf` it has no index. */
export function rowTable<T>(store: RowStore, schema: z.ZodType<T>, indexOf: IndexOf<T> = () => []): IndexedTable<T> {
  const keyv = keyvOn(store);
  const read = (text: string): T | undefined => fit(schema, parseJson(text));
  const valuesOf = async function* (entries: AsyncIterable<Entry>) {
    const iterator = entries[Symbol.asyncIterator]();
    try {
      for (;;) {
        const step = await attempt('entries', () => iterator.next());
        if (step.done) return;
        const [key, text] = step.value;
        const value = read(text);
        if (value !== undefined) yield [key, value] as const;
      }
    } finally {
      await iterator.return?.();
    }
  };

  return {
    get: async (key) => {
      const row = await attempt('get', () => keyv.get(key));
      return row === undefined ? undefined : read(row.text);
    },
    set: (key, value, ttlMs) =>
      attempt('set', async () => {
        if (!Number.isFinite(ttlMs)) throw new RangeError('A value needs a finite time to live');
        // keyv treats a ttl of 0 as "no expiry".
        if (ttlMs <= 0) await keyv.delete(key);
        else await keyv.set(key, { text: JSON.stringify(value ?? null), index: indexOf(value, key) }, Math.ceil(ttlMs));
      }),
    delete: (key) => attempt('delete', () => keyv.delete(key)),
    entries: () => valuesOf(store.entries()),
    clear: () => attempt('clear', () => keyv.clear()),
    async *find(word) {
      for await (const [key, value] of valuesOf(store.find(word))) {
        if (indexOf(value, key).includes(word)) yield [key, value] as const;
      }
    },
  };
}
