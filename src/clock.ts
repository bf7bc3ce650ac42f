import { setTimeout as delay } from 'node:timers/promises';

/** Time as the bot sees it; tests hand in one of their own. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Resolves after `ms` milliseconds; rejects with the signal's reason when it is aborted first. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** The machine's own time. A waiting sleep does not keep the process alive by itself. */
export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: async (ms, signal) => {
    // A timer of more than 2^31-1 ms fires at once.
    await delay(Math.min(Math.max(ms, 0), 2 ** 31 - 1), undefined, { ref: false, ...(signal && { signal }) }).catch(
      (error: unknown) => {
        throw signal?.aborted ? signal.reason : error;
      },
    );
  },
};
