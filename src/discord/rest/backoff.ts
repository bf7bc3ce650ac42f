import { backoffMs } from '../../async/retry.ts';

/** Jitter adds up to half, so the maximum is 60 s. */
const STEPS = { firstMs: 1000, longestMs: 40_000 };

/**
 * Milliseconds to wait before Discord is asked again: from 1 s, doubled after each further failure, 60 s at most.
 *
 * @param failures how many attempts have failed in a row, from 1.
 */
export function discordBackoffMs(failures: number, random?: () => number): number {
  return backoffMs(failures, { ...STEPS, ...(random && { random }) });
}
