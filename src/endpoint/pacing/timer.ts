import type { Clock } from '../../clock.ts';

/** One timer for one action. Setting an earlier time moves it; setting a later time changes nothing. */
export interface Timer {
  /** @param at milliseconds since the epoch */
  set(at: number): void;
}

/** @param action called at the time that was set, or a little later */
export function createTimer(clock: Clock, action: () => void): Timer {
  let next: { readonly at: number; readonly stop: AbortController } | undefined;

  async function wait(at: number, stop: AbortController): Promise<void> {
    try {
      await clock.sleep(Math.ceil(at - clock.now()), stop.signal);
    } catch {
      return;
    }
    next = undefined;
    action();
  }

  return {
    set: (at) => {
      if (next && next.at <= at) return;
      next?.stop.abort();
      const stop = new AbortController();
      next = { at, stop };
      void wait(at, stop);
    },
  };
}
