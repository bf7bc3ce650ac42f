const FIRST_MS = 1000;
/** Half as much again is added at random, which makes 60 s at the most. */
const LONGEST_STEP_MS = 40_000;

/**
 * Milliseconds to wait before the next try: 1 s after the first failure, twice as long after each further one, and up
 * to half as much again at random, so that those who failed together do not come again together. 60 s at the most.
 *
 * @param failures how many tries have failed in a row, from 1.
 */
export function backoffMs(failures: number, random: () => number = Math.random): number {
  const step = Math.min(FIRST_MS * 2 ** Math.max(0, failures - 1), LONGEST_STEP_MS);
  return Math.round(step * (1 + random() / 2));
}
