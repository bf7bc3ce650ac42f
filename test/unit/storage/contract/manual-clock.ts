import type { Clock } from '../../../../src/clock.ts';
import { systemClock } from '../../../../src/clock.ts';

export interface ManualClock extends Clock {
  forward(ms: number): void;
  /** As when somebody sets the machine's clock. */
  setBack(ms: number): void;
}

/** A clock that only moves when it is told to. It starts at the machine's time, by which Redis expires tables. */
export function manualClock(start = Date.now()): ManualClock {
  let now = start;
  return {
    now: () => now,
    sleep: systemClock.sleep,
    forward: (ms) => {
      now += ms;
    },
    setBack: (ms) => {
      now -= ms;
    },
  };
}
