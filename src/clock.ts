/** The bot's source of time. Tests pass their own. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Resolves after `ms` milliseconds; rejects with the signal's reason when it is aborted first. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** The machine's time. A sleep alone doesn't keep the process alive. */
export const systemClock: Clock = {
  now: () => Date.now(),
  // Unlike the one of `node:timers/promises`, it creates no error with a stack each time a sleep is aborted.
  sleep: (ms, signal) =>
    new Promise((resolve, reject) => {
      signal?.throwIfAborted();
      const wake = () => {
        clearTimeout(timer);
        reject(signal?.reason as Error);
      };
      // A longer timer than 2^31-1 ms fires at once.
      const timer = setTimeout(
        () => {
          signal?.removeEventListener('abort', wake);
          resolve();
        },
        Math.min(Math.max(ms, 0), 2 ** 31 - 1),
      ).unref();
      signal?.addEventListener('abort', wake, { once: true });
    }),
};

/** A clock for times that only this process compares. */
export interface SteadyClock extends Clock {
  /** The same moment by the clock that it follows, which may have been set back since. */
  toWall(ms: number): number;
}

/**
 * Follows a clock, and goes on from where it was when that is set back: whoever waits for a time doesn't wait longer by as
 * much.
 */
export function steadyClock(clock: Clock): SteadyClock {
  let latest = -Infinity;
  let aheadMs = 0;
  const now = () => {
    const wall = clock.now();
    aheadMs = Math.max(aheadMs, latest - wall);
    latest = wall + aheadMs;
    return latest;
  };
  return {
    now,
    sleep: (ms, signal) => clock.sleep(ms, signal),
    toWall(ms) {
      now();
      return ms - aheadMs;
    },
  };
}
