import type { Facts } from '../facts.ts';

/** One row of a table, as its database keeps it: sealed values stay sealed. */
export interface StoredRow {
  readonly kind: 'row';
  readonly namespace: string;
  readonly key: string;
  readonly text: string;
  /** When it expires, in ms since the epoch by this process's clock. */
  readonly endsAt: number;
}

/** A row as it was read, and its next text. */
export interface RewrittenRow {
  readonly row: StoredRow;
  readonly next: string;
}

/** One cell of the atomic operations: a pace, a quota, a shared number or text, a lease. */
export interface StoredCell {
  readonly kind: 'cell';
  readonly key: string;
  /** Those of paces and holds are times, by this process's clock. */
  readonly value: number | string;
  readonly endsAt: number;
}

export type StoredRecord = StoredRow | StoredCell;

/** A store as a whole: everything in it, in one form for every kind of store, and what it says of itself. */
export interface WholeStore {
  /** Where it is, for the operator: without user and password. */
  readonly place: string;
  /** Whether it is a file, rather than a Redis, which others can empty. */
  readonly isFile: boolean;
  facts(): Promise<Facts>;
  /** Changes some facts, in one step; `undefined` removes one. */
  setFacts(changes: { readonly [Name in keyof Facts]?: Facts[Name] | undefined }): Promise<void>;
  /** Sets a fact unless there is one. @returns the one that there is then. */
  claim(name: 'id' | 'bindAt', value: string): Promise<string>;
  /** Everything that has not expired. With SQLite it is the state of one instant; with Redis each record is current. */
  records(options?: RecordsOptions): AsyncIterable<StoredRecord>;
  /** What is stored now in the places of these records, in the same order. */
  read(records: readonly StoredRecord[]): Promise<(StoredRecord | undefined)[]>;
  write(records: readonly StoredRecord[]): Promise<void>;
  /** Replaces the texts of rows that still have the one that was read. Their expiry and their words stay. */
  rewrite(rows: readonly RewrittenRow[]): Promise<void>;
  delete(records: readonly StoredRecord[]): Promise<void>;
  /** How many lists of a work queue, which is none of the records, have jobs that are not finished. */
  unfinishedJobs(): Promise<number>;
  /**
   * Keeps bots from using the store until disposed of.
   * @throws {StorageOpenError} while a bot uses it
   */
  hold(): Promise<Hold>;
}

export interface RecordsOptions {
  /** Some may come twice, for whoever can do with that: with Redis, the memory that is needed then doesn't grow with it. */
  readonly mayRepeat?: boolean;
}

export interface Hold extends AsyncDisposable {
  /** @throws {StorageOpenError} when a bot has begun to use the store all the same. */
  ensure(): Promise<void>;
}

export interface OpenWholeStore extends WholeStore, AsyncDisposable {}

/** The lease by which an operator's command has a Redis for itself. */
export const HOLD = 'upkeep';

const TIMES = new Set(['pace', 'hold']);
const NUMBERS = new Set([...TIMES, 'quota', 'number']);
/** Says which tables have a complete index, and indexes are not carried. */
const INDEXES = 'complete-indexes';

/** The kind of a cell, as `cellKey` writes it. */
function cellKindOf(key: string): string {
  const end = key.indexOf(':');
  return end === -1 ? key : key.slice(0, end);
}

export const isTimeCell = (key: string): boolean => TIMES.has(cellKindOf(key));
export const isNumberCell = (key: string): boolean => NUMBERS.has(cellKindOf(key));

/** Whether a record belongs into another store: leases are of processes, and tables rebuild their indexes. */
export function isCarried(record: StoredRecord): boolean {
  if (record.kind === 'row') return record.namespace !== INDEXES;
  return record.key.startsWith('text:') || isNumberCell(record.key);
}

/** Whether people or the operator would miss a record. */
function isOfValue(record: StoredRecord): boolean {
  return record.kind === 'row' && record.namespace !== INDEXES && record.namespace !== 'deployments';
}

/** Whether there is anything in a store that somebody would miss. */
export async function holdsData(store: Pick<WholeStore, 'records'>): Promise<boolean> {
  for await (const record of store.records()) if (isOfValue(record)) return true;
  return false;
}

export async function* inBatches<T>(items: AsyncIterable<T>, size: number): AsyncGenerator<T[], void> {
  let batch: T[] = [];
  for await (const item of items) {
    batch.push(item);
    if (batch.length < size) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
