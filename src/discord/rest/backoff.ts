const FIRST_MS = 1000;
/** Jitter adds up to half, so the maximum is 60 s. */
const LONGEST_STEP_MS = 40_000;

/**
 * Milliseconds to wait before the next attempt: 1 s after the first failure, doubled after each further one, plus up to
 * half of it as jitter, so that what failed together isn't retried together. 60 s at most.
 *
 * @param failures how many attempts have failed in a row, from 1.
 */
export function backoffMs(failures: number, random: () => number = Math.random): number {
  const step = Math.min(FIRST_MS * 2 ** Math.max(0, failures - 1), LONGEST_STEP_MS);
  return Math.round(step * (1 + random() / 2));
}
