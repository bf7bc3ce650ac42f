import { fit, parseJson } from '../../../storage/fit.ts';
import type { Atomic } from '../../../storage/storage.ts';
import { claimTableSchema, type ClaimTable } from './claim-table.ts';

/** The claim table in the store, as this process knows it. */
export interface SharedTable {
  readonly current: ClaimTable;
  /** When the store last took a change, by `elapsed`; counted from when it was asked to. */
  readonly confirmedAt: number;
  /**
   * Changes the table as `edit` says, whoever else changes it meanwhile; `edit` may be asked several times.
   *
   * @returns the table before the change.
   * @throws {StorageError} if the store fails; what `edit` throws.
   */
  change(edit: (table: ClaimTable) => ClaimTable): Promise<ClaimTable>;
  /** Reads what others have changed. */
  read(): Promise<void>;
}

export interface SharedTableOptions {
  readonly atomic: Pick<Atomic, 'swap'>;
  readonly elapsed: () => number;
  /** Told of each table that the store has. */
  readonly observe: (table: ClaimTable) => void;
}

const KEY = 'shards';
/** It outlives any outage that sessions outlive. */
const KEPT_MS = 60 * 60_000;
const EMPTY: ClaimTable = { total: 0, processes: {} };

export function createSharedTable({ atomic, elapsed, observe }: SharedTableOptions): SharedTable {
  let text: string | undefined;
  let current = EMPTY;
  let confirmedAt = elapsed();

  const note = (stored: string | undefined) => {
    text = stored;
    current = (stored === undefined ? undefined : fit(claimTableSchema, parseJson(stored))) ?? EMPTY;
    observe(current);
  };
  return {
    get current() {
      return current;
    },
    get confirmedAt() {
      return confirmedAt;
    },
    async change(edit) {
      for (;;) {
        const askedAt = elapsed();
        const before = current;
        const next = JSON.stringify(edit(before));
        const { swapped, found } = await atomic.swap(KEY, text, next, KEPT_MS);
        note(swapped ? next : found);
        if (!swapped) continue;
        confirmedAt = askedAt;
        return before;
      }
    },
    read: async () => note((await atomic.swap(KEY, undefined, undefined, KEPT_MS)).found),
  };
}
