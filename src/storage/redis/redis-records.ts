import type { ChainableCommander } from 'ioredis';
import { z } from 'zod';
import { isNumberCell, isTimeCell, type StoredRecord } from '../upkeep/whole/whole-store.ts';

// How records are kept: rows and shared texts as strings that expire, other cells as hashes.

const TABLE = 'table:';
const ATOMIC = 'atomic:';
const SEPARATOR = '::';
/** How much later than its cell a hash expires, as in redis-scripts.ts. */
const TIDIED_AFTER_MS = 60_000;

/** This process's time, and by how much that of Redis is ahead, in ms. */
interface Times {
  readonly now: number;
  readonly offset: number;
}

const textReply = z.string().nullable();
const cellReply = z.tuple([z.string(), z.coerce.number()]);

/** The place that a key is, without a value; undefined when the key belongs to no record. */
export function recordAt(key: string): StoredRecord | undefined {
  if (key.startsWith(TABLE)) {
    const at = key.indexOf(SEPARATOR);
    if (at === -1) return undefined;
    const namespace = key.slice(TABLE.length, at);
    return { kind: 'row', namespace, key: key.slice(at + SEPARATOR.length), text: '', endsAt: 0 };
  }
  if (!key.startsWith(ATOMIC) || key === `${ATOMIC}check`) return undefined;
  return { kind: 'cell', key: key.slice(ATOMIC.length), value: '', endsAt: 0 };
}

/** The full key of a record. */
export function keyOf(prefix: string, record: StoredRecord): string {
  if (record.kind === 'row') return `${prefix}${TABLE}${record.namespace}${SEPARATOR}${record.key}`;
  return `${prefix}${ATOMIC}${record.key}`;
}

const isString = (record: StoredRecord) => record.kind === 'row' || record.key.startsWith('text:');

/** Adds two commands, whose replies {@link readFound} reads. */
export function addRead(pipeline: ChainableCommander, prefix: string, record: StoredRecord): void {
  const key = keyOf(prefix, record);
  if (isString(record)) pipeline.get(key);
  else pipeline.hmget(key, 'value', 'endsAt');
  pipeline.pttl(key);
}

export function readFound(
  record: StoredRecord,
  [found, ttlMs]: readonly [found: unknown, ttlMs: unknown],
  { now, offset }: Times,
): StoredRecord | undefined {
  if (isString(record)) {
    const text = textReply.parse(found);
    if (text === null || Number(ttlMs) <= 0) return undefined;
    const endsAt = now + Number(ttlMs);
    return record.kind === 'row' ? { ...record, text, endsAt } : { ...record, value: text, endsAt };
  }
  const cell = cellReply.safeParse(found);
  if (!cell.success || record.kind === 'row') return undefined;
  const [value, endsAtThere] = cell.data;
  const endsAt = endsAtThere - offset;
  if (endsAt <= now) return undefined;
  if (!isNumberCell(record.key)) return { ...record, value, endsAt };
  return { ...record, value: Number(value) - (isTimeCell(record.key) ? offset : 0), endsAt };
}

/** Adds what writes a record; nothing when it has expired. */
export function addWrite(
  pipeline: ChainableCommander,
  prefix: string,
  record: StoredRecord,
  { now, offset }: Times,
): void {
  const key = keyOf(prefix, record);
  const ttlMs = Math.ceil(record.endsAt - now);
  if (ttlMs <= 0) return;
  if (record.kind === 'row') pipeline.set(key, record.text, 'PX', ttlMs);
  else if (isString(record)) pipeline.set(key, record.value, 'PX', ttlMs);
  else {
    const value = isTimeCell(record.key) ? Number(record.value) + offset : record.value;
    pipeline.hset(key, 'value', value, 'endsAt', record.endsAt + offset);
    pipeline.pexpire(key, ttlMs + TIDIED_AFTER_MS);
  }
}

export function addDelete(pipeline: ChainableCommander, prefix: string, record: StoredRecord): void {
  pipeline.unlink(keyOf(prefix, record));
}
