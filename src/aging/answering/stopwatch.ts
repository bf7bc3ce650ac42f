import type { Clock } from '../../clock.ts';
import type { Timings } from '../request/ports.ts';

type Part = Exclude<keyof Timings, 'totalMs'>;

/** Measures how long a request takes, in all and in each part. */
export interface Stopwatch {
  /** Runs `work`, and counts its time for `part`, whether it succeeds or fails. */
  time<T>(part: Part, work: () => Promise<T>): Promise<T>;
  timings(): Timings;
}

/** Starts at once. */
export function createStopwatch(clock: Clock): Stopwatch {
  const startedAt = clock.now();
  const spent: Partial<Record<Part, number>> = {};
  return {
    async time(part, work) {
      const from = clock.now();
      try {
        return await work();
      } finally {
        spent[part] = (spent[part] ?? 0) + clock.now() - from;
      }
    },
    timings: () => ({ totalMs: clock.now() - startedAt, ...spent }),
  };
}
