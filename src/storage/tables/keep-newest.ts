import type { IndexedTable } from '../storage.ts';

export interface KeepNewestOptions<T> {
  /** How many rows of one owner are kept. */
  readonly most: number;
  /** Who has caused a row. The table's index must contain it. */
  readonly ownerOf: (value: T) => string;
  /** A larger number is newer. */
  readonly ageOf: (key: string, value: T) => number | bigint;
  /** Which rows count. Default: all. */
  readonly counts?: (value: T) => boolean;
}

/** Looking at all rows of an owner costs as much as writing some, so it is done only now and then. */
const LOOK_EVERY = 25;
const MOST_OWNERS = 10_000;

/**
 * Bounds what one person can put into a table: call what this returns after each write. Each process may let an owner
 * have {@link LOOK_EVERY} rows more. Never rejects: a row too many harms nobody.
 */
export function keepNewest<T>(
  table: IndexedTable<T>,
  { most, ownerOf, ageOf, counts = () => true }: KeepNewestOptions<T>,
): (written: T) => Promise<void> {
  const writes = new Map<string, number>();

  const deleteOldest = async (owner: string) => {
    const rows: { key: string; age: number | bigint }[] = [];
    for await (const [key, value] of table.find(owner)) {
      // Rows about the owner that others have caused are theirs.
      if (ownerOf(value) === owner && counts(value)) rows.push({ key, age: ageOf(key, value) });
    }
    const oldest = rows.toSorted((one, other) => (one.age < other.age ? 1 : -1)).slice(most);
    for (const { key } of oldest) await table.delete(key);
  };

  return async (written) => {
    if (!counts(written)) return;
    const owner = ownerOf(written);
    const count = (writes.get(owner) ?? 0) + 1;
    if (writes.size >= MOST_OWNERS) writes.clear();
    if (count < LOOK_EVERY) return void writes.set(owner, count);
    writes.delete(owner);
    await deleteOldest(owner).catch(() => undefined);
  };
}

/** The age of a row whose key is an id of Discord's: such ids grow with time. */
export function byId(key: string): bigint {
  return /^\d+$/.test(key) ? BigInt(key) : 0n;
}
