import type { Clock } from '../../../src/clock.ts';
import { openMemoryStorage } from '../../../src/storage/memory/memory-storage.ts';
import type { Storage } from '../../../src/storage/storage.ts';
import { never } from './script.ts';

/** One process's connection to a store, which can break. */
export interface StorageConnection extends Storage {
  /** From now on, fails calls whose name (such as `journal.set` or `reserve`) matches; `undefined` = none. */
  breakOn(name: RegExp | undefined, error?: Error): void;
  /** From now on, no call ends, as for a process that has died. */
  cut(): void;
}

/** A store in memory that several processes of a test share. */
export function createSharedStorage(clock: Clock) {
  const storage = openMemoryStorage({ clock });
  return Object.assign(storage, { connect: () => connectTo(storage) });
}

function connectTo(storage: Storage): StorageConnection {
  let isCut = false;
  let broken: { readonly name: RegExp; readonly error: Error } | undefined;

  /** Each method call goes through here. It fails or hangs if it was told to. */
  const guarded = <T extends object>(target: T, prefix: string): T =>
    new Proxy(target, {
      get(whole, key, receiver) {
        const member: unknown = Reflect.get(whole, key, receiver);
        if (typeof member !== 'function' || key === 'entries' || key === 'find') return member;
        return (...given: unknown[]) => {
          if (isCut) return never();
          if (broken?.name.test(`${prefix}${String(key)}`)) return Promise.reject(broken.error);
          return Reflect.apply(member, whole, given) as unknown;
        };
      },
    });

  return {
    table: (namespace, schema) => guarded(storage.table(namespace, schema), `${namespace}.`),
    indexedTable: (namespace, schema, indexOf) =>
      guarded(storage.indexedTable(namespace, schema, indexOf), `${namespace}.`),
    atomic: guarded(storage.atomic, ''),
    check: () => storage.check(),
    warnings: () => storage.warnings(),
    breakOn(name, error = new Error('broken')) {
      broken = name && { name, error };
    },
    cut: () => {
      isCut = true;
    },
    [Symbol.asyncDispose]: () => Promise.resolve(),
  };
}
