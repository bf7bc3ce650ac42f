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
  /** The same at the n-th call from now on, before or after its effect. */
  cutAt(n: number, when: 'before' | 'after'): void;
  /** At the n-th call, for as long as its locks last and until it is thawed, no call begins or ends. */
  freezeAt(n: number, when: 'before' | 'after'): void;
  thaw(): void;
}

/** A store in memory that several processes of a test share. */
export function createSharedStorage(clock: Clock, storage: Storage = openMemoryStorage({ clock })) {
  return Object.assign(storage, { connect: () => connectTo(storage) });
}

function connectTo(storage: Storage): StorageConnection {
  let isCut = false;
  let cutting: { left: number; readonly when: 'before' | 'after' } | undefined;
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
          if (cutting && (cutting.left -= 1) === 0) {
            isCut = true;
            if (cutting.when === 'after') Reflect.apply(member, whole, given);
            return never();
          }
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
    cutAt: (left, when) => {
      cutting = { left, when };
    },
    // One process alone has no locks that can end meanwhile.
    freezeAt: () => undefined,
    thaw: () => undefined,
    [Symbol.asyncDispose]: () => Promise.resolve(),
  };
}
