import type { RedisConnection } from './redis/connecting/redis-connection.ts';
import type { z } from 'zod';

/**
 * Where the bot's state is: tables of values that expire, and the few operations that must be atomic.
 * Every method rejects with {@link StorageError} when the database fails; it never resolves with a silent `undefined`.
 */
export interface Storage extends AsyncDisposable {
  /** A table of one namespace. Values are plain JSON; those that no longer match the schema read as absent. */
  table<T>(namespace: string, schema: z.ZodType<T>): Table<T>;
  /** A table whose values can also be found by what `indexOf` derives from them, such as the people they are about. */
  indexedTable<T>(namespace: string, schema: z.ZodType<T>, indexOf: IndexOf<T>): IndexedTable<T>;
  readonly atomic: Atomic;
  /** Resolves when the database can be read and written. */
  check(): Promise<void>;
  /** What the operator should know although the database works: a sentence for each way in which it may lose data. */
  warnings(): readonly string[];
  /** The Redis behind it, for a part that brings commands of its own, such as a work queue. */
  readonly redis?: RedisAccess | undefined;
}

export interface RedisAccess {
  /** Before every key. In a Redis Cluster it contains the hash tag that keeps all keys on one node. */
  readonly prefix: string;
  /** The connection of the store, which closes it. It finds the new primary after a fail-over. */
  readonly connection: RedisConnection;
}

/** What the value of a key can be found by. Write a value again after its index has changed. */
export type IndexOf<T> = (value: T, key: string) => readonly string[];

export interface Table<T> {
  get(key: string): Promise<T | undefined>;
  /**
   * @param ttlMs milliseconds until the value expires; 0 or less deletes it. Nothing is kept for ever: an infinite time
   * is an error.
   */
  set(key: string, value: T, ttlMs: number): Promise<void>;
  /** @returns whether there was something to delete. */
  delete(key: string): Promise<boolean>;
  /** All current entries, each once, in no particular order. Entries may be set and deleted meanwhile. */
  entries(): AsyncIterable<readonly [key: string, value: T]>;
  /** Deletes all of this namespace and nothing else. */
  clear(): Promise<void>;
}

export interface IndexedTable<T> extends Table<T> {
  /**
   * The current entries whose index contains `word`, each once. Reads these entries only. Entries may be set and
   * deleted meanwhile.
   */
  find(word: string): AsyncIterable<readonly [key: string, value: T]>;
}

/** A database operation failed; the cause says why. */
export class StorageError extends Error {
  override readonly name = 'StorageError';
}

/**
 * A pace: uses of `key` at least `intervalMs` apart. A use may be reserved ahead of time, as a turn in the future, if
 * that turn is at most `patienceMs` away.
 */
export interface PaceClaim {
  readonly kind: 'pace';
  readonly key: string;
  readonly intervalMs: number;
  readonly patienceMs: number;
}

/** A quota: at most `limit` uses of `key` until `ttlMs` after the first. */
export interface QuotaClaim {
  readonly kind: 'quota';
  readonly key: string;
  readonly amount: number;
  readonly limit: number;
  readonly ttlMs: number;
}

export type Claim = PaceClaim | QuotaClaim;

/**
 * What was reserved for one claim, as plain JSON, so that it can be refunded later, also by another process. Its times
 * are those of the store, which only the store compares.
 */
export type Receipt =
  | { readonly kind: 'pace'; readonly key: string; readonly startAt: number; readonly nextAt: number }
  | { readonly kind: 'quota'; readonly key: string; readonly amount: number };

export type Reservation =
  | {
      readonly granted: true;
      /** When the turn comes, in ms since the epoch by this process's clock: now, or later for a pace reserved ahead of time. */
      readonly startAt: number;
      readonly receipts: readonly Receipt[];
    }
  | {
      readonly granted: false;
      /** The first claim that could not be granted. */
      readonly claim: Claim;
      /** When it can be granted at the earliest, in ms since the epoch by this process's clock, as far as is known now. */
      readonly retryAt: number;
    };

/** What became of a swap. */
export interface Swap {
  readonly swapped: boolean;
  /** The text that was found. */
  readonly found: string | undefined;
  /** The time by the store's own clock, in ms since the epoch. */
  readonly now: number;
}

/**
 * Operations that are atomic among all processes that share the store. On Redis the time is that of the server, so
 * processes whose clocks differ agree; times that go in and out are by the process's own clock.
 */
export interface Atomic {
  /** Grants all claims or none, at one instant for all processes that share the store. */
  reserve(claims: readonly Claim[]): Promise<Reservation>;
  /**
   * Refunds what was reserved. A pace is refunded only if no later turn of it was reserved since; a quota never falls
   * below zero. Refunding what has expired is no error.
   */
  refund(receipts: readonly Receipt[]): Promise<void>;
  /** Delays a pace until at least `untilMs` (ms since the epoch); no refund undoes that. */
  holdBack(key: string, untilMs: number): Promise<void>;
  /** How much of a quota is used. */
  used(key: string): Promise<number>;
  /**
   * Takes or renews a lease. After the store was away, for `ttlMs` (at most 30 s), a lease is given only to who held it
   * before: whoever could not renew it meanwhile gets it first.
   *
   * @returns whether `owner` holds it now, for `ttlMs` from now.
   */
  lease(key: string, owner: string, ttlMs: number): Promise<boolean>;
  /** Ends a lease if `owner` holds it. */
  release(key: string, owner: string): Promise<void>;
  /**
   * Replaces a shared text if it is still `seen`: optimistic concurrency. No text is `undefined`, and an empty one isn't
   * kept.
   * @param next without it, the text is only read.
   */
  swap(key: string, seen: string | undefined, next: string | undefined, ttlMs: number): Promise<Swap>;
}
