import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Clock } from '../../src/clock.ts';

export interface FakeClock extends Clock {
  /** Advances the time. Wakes each sleeper at its own time, in order, and lets its reactions run. */
  advance(ms: number): Promise<void>;
  /** As when somebody sets the machine's clock: sleepers sleep no longer. */
  setBack(ms: number): void;
  /** How many sleeps are pending. */
  readonly sleepers: number;
}

interface Sleeper {
  at: number;
  readonly wake: () => void;
}

/** More turns of the event loop than a request waits for, one after another. */
const TURNS = 8;

/** Lets everything run that is ready, without advancing the time. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < TURNS; turn += 1) await nextTurn();
}

/**
 * A clock that only moves when it is advanced.
 * @param start milliseconds since the epoch
 */
export function createFakeClock(start = Date.UTC(2026, 0, 1)): FakeClock {
  let now = start;
  const sleepers = new Set<Sleeper>();

  const nextBy = (until: number): Sleeper | undefined => {
    let next: Sleeper | undefined;
    for (const sleeper of sleepers) if (sleeper.at <= until && (!next || sleeper.at < next.at)) next = sleeper;
    return next;
  };

  return {
    now: () => now,
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted) {
          reject(signal.reason);
          return;
        }
        if (ms <= 0) {
          resolve();
          return;
        }
        const giveUp = (): void => {
          sleepers.delete(sleeper);
          reject(signal?.reason);
        };
        const sleeper: Sleeper = {
          at: now + ms,
          wake: () => {
            sleepers.delete(sleeper);
            signal?.removeEventListener('abort', giveUp);
            resolve();
          },
        };
        sleepers.add(sleeper);
        signal?.addEventListener('abort', giveUp, { once: true });
      }),
    advance: async (ms) => {
      const until = now + ms;
      await settle();
      for (let sleeper = nextBy(until); sleeper; sleeper = nextBy(until)) {
        now = sleeper.at;
        sleeper.wake();
        await settle();
      }
      now = until;
      await settle();
    },
    setBack(ms) {
      now -= ms;
      for (const sleeper of sleepers) sleeper.at -= ms;
    },
    get sleepers() {
      return sleepers.size;
    },
  };
}
