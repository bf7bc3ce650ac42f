import type { Clock } from '../../../src/clock.ts';
import { systemClock } from '../../../src/clock.ts';

export interface ManualClock extends Clock {
  forward(ms: number): void;
}

/** Stands still until it is moved. It starts at the machine's time, by which Redis ends the values of tables. */
export function manualClock(start = Date.now()): ManualClock {
  let now = start;
  return {
    now: () => now,
    sleep: systemClock.sleep,
    forward: (ms) => {
      now += ms;
    },
  };
}
