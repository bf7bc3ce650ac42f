import { EventEmitter } from 'node:events';

/**
 * Milliseconds of real time that tests wait for anything. It is the only limit, and long enough that even on a busy
 * machine only something that never happens reaches it.
 */
export const PATIENCE_MS = 60_000;

/** Lets waiting tests check again whenever something happened. */
export interface Waiting {
  /** Milliseconds of real time after which a wait fails. Default: `PATIENCE_MS`. */
  patienceMs: number;
  /** Something happened. */
  notify(): void;
  /** Calls `listener` whenever something may have happened, until it is disposed. */
  onChange(listener: () => void): Disposable;
  /**
   * Resolves with the first value of `look` that isn't undefined. Rejects with what `look` throws, or with `describe()`
   * after `patienceMs`.
   */
  until<T>(look: () => T | undefined, options: { describe: () => string }): Promise<T>;
}

export function makeWaiting(): Waiting {
  const emitter = new EventEmitter();
  emitter.setMaxListeners(0);

  // The clock may be the test's own, and doesn't report when it moves. So check regularly too.
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

  const waiting: Waiting = {
    patienceMs: PATIENCE_MS,
    notify: () => void emitter.emit('change'),
    onChange: (listener) => {
      emitter.on('change', listener);
      return { [Symbol.dispose]: () => void emitter.off('change', listener) };
    },
    until: async (look, { describe }) => {
      const { patienceMs } = waiting;
      const deadline = performance.now() + patienceMs;
      while (true) {
        const found = look();
        if (found !== undefined) return found;
        if (performance.now() > deadline) throw new Error(`${describe()} (waited ${patienceMs} ms)`);
        await change();
      }
    },
  };
  return waiting;
}
