import { test } from 'vitest';

/** Whether everything is tried, as each night. */
export const isEveryCase = process.env['EVERY_CASE'] === '1';

/**
 * A test that is run each night only, with `EVERY_CASE=1`: one that takes long, of what a test beside it shows on each
 * change in another way.
 */
export const nightly = isEveryCase ? test : test.skip;

/**
 * The rows of a table that are tried on each change: at least one of each kind. All of them are tried each night, with
 * `EVERY_CASE=1`. For tables whose cases unit tests hold one by one, or that differ in little.
 * @param names the first cells of the rows to try
 * @throws if no row has one of the names
 */
export function someOf<T>(rows: readonly T[], names: readonly string[]): readonly T[] {
  const nameOf = (row: T) => String(Array.isArray(row) ? row[0] : row);
  const unknown = names.filter((name) => rows.every((row) => nameOf(row) !== name));
  if (unknown.length > 0) throw new Error(`No case is called ${unknown.join(', ')}`);
  return isEveryCase ? rows : rows.filter((row) => names.includes(nameOf(row)));
}

/** Every fourth row of a long table on each change, and all of them each night, with `EVERY_CASE=1`. */
export function fourthOf<T>(rows: readonly T[]): readonly T[] {
  return isEveryCase ? rows : rows.filter((_row, place) => place % 4 === 0);
}

/**
 * How many random inputs are tried on each change: a fourth of what is tried each night, with `EVERY_CASE=1`.
 * @param count a multiple of four
 */
export function fewerOf(count: number): number {
  return isEveryCase ? count : count / 4;
}
