/** Names shorter than this are words that others use too, such as PORT. */
const SHORTEST = 6;
/** From this length on, two slips count as a typo. */
const LONG = 14;
/** Slips within which a name is taken for a required one that is missing; by then the start fails anyway. */
const FAR_SLIPS = 4;

/**
 * The name of ours that a name in the environment was probably meant to be: a slip or two away, an S too many or too few
 * in its words, its words in another order, or in lower case.
 *
 * @returns undefined for a name of ours, and for one that is not near any
 */
export function meantBy(name: string, ours: readonly string[]): string | undefined {
  if (ours.includes(name)) return undefined;
  const upper = name.toUpperCase();
  return ours.find((own) => {
    if (own.length < SHORTEST) return false;
    return words(upper) === words(own) || slips(upper, own) <= (own.length < LONG ? 1 : 2);
  });
}

/** The name among `set` that was probably meant to be the required `missing`, such as DISCORD_BOT_TOKEN. */
export function meantInsteadOf(missing: string, set: readonly string[]): string | undefined {
  const parts = missing.split('_');
  const isLonger = (name: string) => parts.every((part) => name.split('_').includes(part));
  return set.find((name) => isLonger(name.toUpperCase()) || slips(name.toUpperCase(), missing) <= FAR_SLIPS);
}

/** The words of a name in one order, in the singular. */
function words(name: string): string {
  return name
    .split('_')
    .map((word) => word.replace(/S$/, ''))
    .toSorted()
    .join('_');
}

/** Letters to insert, leave out, replace or swap with their neighbour (Damerau-Levenshtein, optimal string alignment). */
function slips(one: string, other: string): number {
  if (Math.abs(one.length - other.length) > FAR_SLIPS) return Infinity;
  let beforeLast: number[] = [];
  let last = Array.from({ length: other.length + 1 }, (_, column) => column);
  for (let row = 1; row <= one.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= other.length; column += 1) {
      const same = one[row - 1] === other[column - 1];
      const steps = [at(last, column) + 1, at(current, column - 1) + 1, at(last, column - 1) + (same ? 0 : 1)];
      const swapped = one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
      if (swapped) steps.push(at(beforeLast, column - 2) + 1);
      current.push(Math.min(...steps));
    }
    beforeLast = last;
    last = current;
  }
  return at(last, other.length);
}

function at(row: readonly number[], column: number): number {
  return row[column] ?? Infinity;
}
