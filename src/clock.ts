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
  // Not that of `node:timers/promises`, which makes an error with a stack each time that a sleep is ended.
  sleep: (ms, signal) =>
    new Promise((resolve, reject) => {
      signal?.throwIfAborted();
      const wake = () => {
        clearTimeout(timer);
        reject(signal?.reason as Error);
      };
      // A timer of more than 2^31-1 ms fires at once.
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
