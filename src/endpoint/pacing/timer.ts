import type { Clock } from '../../clock.ts';

/** One thing to do at one time: setting it earlier moves it, setting it later changes nothing. */
export interface Timer {
  /** @param at milliseconds since the epoch */
  set(at: number): void;
}

/** @param ring done at the time that was set, or a little later */
export function createTimer(clock: Clock, ring: () => void): Timer {
  let next: { readonly at: number; readonly stop: AbortController } | undefined;

  async function wait(at: number, stop: AbortController): Promise<void> {
    try {
      await clock.sleep(Math.ceil(at - clock.now()), stop.signal);
    } catch {
      return;
    }
    next = undefined;
    ring();
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
