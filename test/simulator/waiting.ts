import { EventEmitter } from 'node:events';

/** Lets those who wait look again whenever something happened. */
export interface Waiting {
  /** Something happened. */
  notify(): void;
  /**
   * Resolves with the first value of `look` that is not undefined.
   * Rejects with what `look` throws, or after `timeoutMs` milliseconds of real time with `describe()`.
   */
  until<T>(look: () => T | undefined, options: { timeoutMs?: number; describe: () => string }): Promise<T>;
}

export function makeWaiting(): Waiting {
  const emitter = new EventEmitter();
  emitter.setMaxListeners(0);

  // The clock may be the test's own and tells nobody when it moves: so look again every so often too.
  const change = (): Promise<void> =>
    new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        emitter.off('change', done);
        resolve();
      };
      const timer = setTimeout(done, 20);
      emitter.on('change', done);
    });

  return {
    notify: () => void emitter.emit('change'),
    until: async (look, { timeoutMs = 10_000, describe }) => {
      const deadline = performance.now() + timeoutMs;
      while (true) {
        const found = look();
        if (found !== undefined) return found;
        if (performance.now() > deadline) throw new Error(`${describe()} (waited ${timeoutMs} ms)`);
        await change();
      }
    },
  };
}
