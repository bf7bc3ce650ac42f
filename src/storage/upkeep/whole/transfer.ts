import type { Clock } from '../../../clock.ts';
import { cellKey } from '../../claims.ts';
import { StorageOpenError } from '../../storage-open-error.ts';
import { HOLD, inBatches, isCarried, isTimeCell, type StoredRecord, type WholeStore } from './whole-store.ts';

const BATCH = 200;
/** By how much an expiry may change on the way, in ms: clocks of two stores are read a moment apart. */
const SAME_END_MS = 5_000;
/** Consent outlives the store that it was given in. */
const OPT_OUTS = 'opt-outs';

/** How many records of each table, and how many cells. */
export type Counts = ReadonlyMap<string, number>;

export interface TransferOptions {
  readonly from: { records(): AsyncIterable<StoredRecord> };
  readonly to: WholeStore;
  readonly clock: Clock;
  /** What of `from` is copied, besides what never is. */
  readonly wanted?: (record: StoredRecord) => boolean;
}

/**
 * Makes `to` what `from` is, except leases and indexes, and then compares both. Opt-outs in `to` are kept.
 * @throws {StorageOpenError} when a record isn't there afterwards
 */
export async function transfer({ from, to, clock, wanted = () => true }: TransferOptions): Promise<Counts> {
  const carried = async function* () {
    for await (const record of from.records()) if (isCarried(record) && wanted(record)) yield record;
  };
  await clear(to);
  const counts = new Map<string, number>();
  for await (const batch of inBatches(carried(), BATCH)) {
    await to.write(batch);
    for (const record of batch) counts.set(groupOf(record), (counts.get(groupOf(record)) ?? 0) + 1);
  }
  for await (const batch of inBatches(carried(), BATCH)) {
    const found = await to.read(batch);
    const lost = batch.filter((record, index) => !isSame(record, found[index], clock.now()));
    if (lost[0] !== undefined) {
      throw new StorageOpenError(
        `${to.place} does not contain what was written to it (${lost.length} of ${groupOf(lost[0])}): try again`,
      );
    }
  }
  return counts;
}

/** Deletes all but opt-outs. */
async function clear(store: WholeStore): Promise<void> {
  const gone = async function* () {
    for await (const record of store.records()) {
      const isHold = record.kind === 'cell' && record.key === cellKey.lease(HOLD);
      const isOptOut = record.kind === 'row' && record.namespace === OPT_OUTS;
      if (!isHold && !isOptOut) yield record;
    }
  };
  for await (const batch of inBatches(gone(), BATCH)) await store.delete(batch);
}

function groupOf(record: StoredRecord): string {
  return record.kind === 'row' ? record.namespace : 'limits and counters';
}

function isSame(record: StoredRecord, found: StoredRecord | undefined, now: number): boolean {
  // It may have expired meanwhile.
  if (found === undefined) return record.endsAt - SAME_END_MS < now;
  if (Math.abs(record.endsAt - found.endsAt) > SAME_END_MS) return false;
  if (record.kind === 'row') return found.kind === 'row' && found.text === record.text;
  if (found.kind !== 'cell') return false;
  if (isTimeCell(record.key)) return Math.abs(Number(found.value) - Number(record.value)) <= SAME_END_MS;
  return found.value === record.value;
}

/** One line for the operator: "3 opt-outs, 12 usage". */
export function describeCounts(counts: Counts): string {
  const parts = [...counts].toSorted(([one], [other]) => one.localeCompare(other));
  return parts.length === 0 ? 'nothing' : parts.map(([group, count]) => `${count} ${group}`).join(', ');
}
