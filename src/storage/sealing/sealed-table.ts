import { z } from 'zod';
import { fit, parseJson } from '../fit.ts';
import type { IndexedTable, IndexOf, Storage, Table } from '../storage.ts';
import type { Vault } from './vault.ts';

/**
 * A table whose values are encrypted, each for its key. A value that cannot be decrypted, or was put under another key or
 * into another table, reads as absent, like one of another schema.
 */
export function sealTable<T>(storage: Storage, namespace: string, schema: z.ZodType<T>, vault: Vault): Table<T> {
  return sealed(storage.table(namespace, z.string()), sealOf(namespace, schema, vault));
}

/**
 * An encrypted table with an index. The store sees a pseudonym of each word only, a different one in each table. While
 * keys are rotated, a value has those of every key, and is found by any of them.
 */
export function sealIndexedTable<T>(
  storage: Storage,
  namespace: string,
  schema: z.ZodType<T>,
  vault: Vault,
  indexOf: IndexOf<T>,
): IndexedTable<T> {
  const seal = sealOf(namespace, schema, vault);
  const aliasesOf = (word: string) => vault.aliases(`${namespace}:${word}`);
  /** What is being written, whose index is made right after that: it needs not be opened again. */
  let written: { readonly text: string; readonly key: string; readonly value: T } | undefined;
  const close = (value: T, key: string) => {
    const text = seal.close(value, key);
    written = { text, key, value };
    return text;
  };
  const indexOfSealed = (text: string, key: string) => {
    const isWritten = written?.text === text && written.key === key;
    const value = isWritten ? written?.value : seal.open(text, key);
    written = undefined;
    return value === undefined ? [] : indexOf(value, key).flatMap(aliasesOf);
  };
  const inner = storage.indexedTable(namespace, z.string(), indexOfSealed);

  return {
    ...sealed(inner, { ...seal, close }),
    async *find(word) {
      const seen = new Set<string>();
      for (const alias of aliasesOf(word)) {
        for await (const [key, text] of inner.find(alias)) {
          const value = seal.open(text, key);
          if (value === undefined || seen.has(key)) continue;
          seen.add(key);
          yield [key, value] as const;
        }
      }
    },
  };
}

interface Seal<T> {
  close(value: T, key: string): string;
  open(text: string, key: string): T | undefined;
}

function sealOf<T>(namespace: string, schema: z.ZodType<T>, vault: Vault): Seal<T> {
  return {
    close: (value, key) => vault.seal(JSON.stringify(value), { namespace, key }),
    open: (text, key) => {
      const opened = vault.open(text, { namespace, key });
      return opened === undefined ? undefined : fit(schema, parseJson(opened));
    },
  };
}

function sealed<T>(inner: Table<string>, seal: Seal<T>): Table<T> {
  return {
    get: async (key) => {
      const text = await inner.get(key);
      return text === undefined ? undefined : seal.open(text, key);
    },
    set: (key, value, ttlMs) => inner.set(key, seal.close(value, key), ttlMs),
    delete: (key) => inner.delete(key),
    entries: async function* () {
      for await (const [key, text] of inner.entries()) {
        const value = seal.open(text, key);
        if (value !== undefined) yield [key, value] as const;
      }
    },
    clear: () => inner.clear(),
  };
}
