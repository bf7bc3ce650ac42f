import { setTimeout as sleep } from 'node:timers/promises';
import { endOfDay } from '../../../src/limits/day.ts';

/** Longer than a test takes, even on a busy machine, in ms. */
const LONGEST_TEST_MS = 120_000;

/** When a test that would begin at `now` begins, so that it ends on the same UTC day; both in ms since the epoch. */
export function beginOfTest(now: number): number {
  const midnight = endOfDay(now);
  return midnight - now > LONGEST_TEST_MS ? now : midnight;
}

/**
 * Waits until the next UTC day if this one is about to end: counts of a day would begin again in the middle of a test.
 * Bots that are processes of their own, and Redis, have no other clock than the machine's.
 */
export async function untilSafelyInOneDay(): Promise<void> {
  let now = Date.now();
  while (beginOfTest(now) > now) {
    await sleep(beginOfTest(now) - now);
    now = Date.now();
  }
}
