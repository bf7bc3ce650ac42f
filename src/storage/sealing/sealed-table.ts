import { z } from 'zod';
import { fit, parseJson } from '../fit.ts';
import type { Storage, Table } from '../storage.ts';
import type { Vault } from './vault.ts';

/** A table whose values are encrypted. A value that cannot be decrypted reads as absent, like one of another schema. */
export function sealTable<T>(storage: Storage, namespace: string, schema: z.ZodType<T>, vault: Vault): Table<T> {
  const sealedTable = storage.table(namespace, z.string());
  const open = (sealed: string | undefined): T | undefined => {
    const text = sealed === undefined ? undefined : vault.open(sealed);
    return text === undefined ? undefined : fit(schema, parseJson(text));
  };

  return {
    get: async (key) => open(await sealedTable.get(key)),
    set: (key, value, ttlMs) => sealedTable.set(key, vault.seal(JSON.stringify(value)), ttlMs),
    delete: (key) => sealedTable.delete(key),
    entries: async function* () {
      for await (const [key, sealed] of sealedTable.entries()) {
        const value = open(sealed);
        if (value !== undefined) yield [key, value] as const;
      }
    },
    clear: () => sealedTable.clear(),
  };
}
