import { Keyv, type KeyvStoreAdapter } from 'keyv';
import type { z } from 'zod';
import { attempt } from './attempt.ts';
import { fit, parseJson } from './fit.ts';
import type { Table } from './storage.ts';

/** A keyv store for a single namespace: `clear()` of a shared one would delete the others too. */
export type NamespaceStore = KeyvStoreAdapter | Map<string, string>;

/** A table on keyv. The store expires values itself, so keyv's own expiry, by the machine's time, is not used. */
export function keyvTable<T>(store: NamespaceStore, namespace: string, schema: z.ZodType<T>): Table<T> {
  const keyv = new Keyv<unknown>({
    store,
    namespace,
    useKeyPrefix: false,
    throwOnErrors: true,
    emitErrors: false,
    serialize: ({ value }) => JSON.stringify(value ?? null),
    // Always an object: keyv's iterator reads a property of it without a check.
    deserialize: <V>(text: string) => ({ value: parseJson(text) as V }),
  });

  return {
    get: async (key) => fit(schema, await attempt('get', () => keyv.get(key))),
    set: (key, value, ttlMs) =>
      attempt('set', async () => {
        if (!Number.isFinite(ttlMs)) throw new RangeError('A value needs a finite time to live');
        // keyv treats a ttl of 0 as "no expiry".
        if (ttlMs <= 0) await keyv.delete(key);
        else await keyv.set(key, value, Math.ceil(ttlMs));
      }),
    delete: (key) => attempt('delete', () => keyv.delete(key)),
    entries: async function* () {
      const iterator = keyv.iterator?.(namespace);
      for (;;) {
        const step = await attempt('entries', () => iterator?.next());
        if (step === undefined || step.done) return;
        const [key, raw]: [string, unknown] = step.value;
        const value = fit(schema, raw);
        if (value !== undefined) yield [key, value] as const;
      }
    },
    clear: () => attempt('clear', () => keyv.clear()),
  };
}
