import { EventEmitter } from 'node:events';

/**
 * Milliseconds of real time that tests wait for anything. It is the only limit, and long enough that even on a busy
 * machine only something that never happens reaches it.
 */
export const PATIENCE_MS = 60_000;

/** The clock may be the test's own, and doesn't report when it moves. So those who wait look regularly, too. */
const LOOK_EVERY_MS = 20;
/** For each who waits, the time between two looks. Hundreds that look at everything that happens leave no processor. */
const MS_FOR_EACH = 0.1;

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

  let waiters: (() => void)[] = [];
  let lookedAt = 0;
  let next: { readonly at: number; readonly timer: NodeJS.Timeout } | undefined;

  const restMs = (): number => lookedAt + waiters.length * MS_FOR_EACH - performance.now();

  const look = (): void => {
    clearTimeout(next?.timer);
    next = undefined;
    lookedAt = performance.now();
    const all = waiters;
    waiters = [];
    for (const wake of all) wake();
  };

  const lookIn = (ms: number): void => {
    const at = performance.now() + ms;
    if (next && next.at <= at) return;
    clearTimeout(next?.timer);
    next = { at, timer: setTimeout(look, ms) };
  };

  const change = (): Promise<void> =>
    new Promise((resolve) => {
      waiters.push(resolve);
      lookIn(Math.max(LOOK_EVERY_MS, restMs()));
    });

  const waiting: Waiting = {
    patienceMs: PATIENCE_MS,
    notify: () => {
      emitter.emit('change');
      const ms = restMs();
      if (ms > 0) lookIn(ms);
      else look();
    },
    onChange: (listener) => {
      emitter.on('change', listener);
      return { [Symbol.dispose]: () => void emitter.off('change', listener) };
    },
    until: async (find, { describe }) => {
      const { patienceMs } = waiting;
      const deadline = performance.now() + patienceMs;
      while (true) {
        const found = find();
        if (found !== undefined) return found;
        if (performance.now() > deadline) throw new Error(`${describe()} (waited ${patienceMs} ms)`);
        await change();
      }
    },
  };
  return waiting;
}
