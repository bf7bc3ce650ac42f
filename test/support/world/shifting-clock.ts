import { setMaxListeners } from 'node:events';
import { systemClock, type Clock } from '../../../src/clock.ts';

/** The machine's time plus an offset that a test can change. */
export interface ShiftingClock extends Clock {
  /** Sleepers whose time has come wake up. If the clock is set back, they sleep no longer for it, as with timers. */
  shift(ms: number): void;
}

export function createShiftingClock(): ShiftingClock {
  let offset = 0;
  /** Without what was set back. */
  let slept = 0;
  const shifted = new EventTarget();
  setMaxListeners(0, shifted);
  const now = () => Date.now() + offset;
  const timer = () => Date.now() + slept;
  return {
    now,
    async sleep(ms, signal) {
      const until = timer() + ms;
      while (timer() < until) {
        const jump = new AbortController();
        const wake = () => jump.abort();
        shifted.addEventListener('shift', wake, { once: true });
        try {
          await systemClock.sleep(until - timer(), signal ? AbortSignal.any([signal, jump.signal]) : jump.signal);
        } catch {
          signal?.throwIfAborted();
        } finally {
          shifted.removeEventListener('shift', wake);
        }
      }
    },
    shift(ms) {
      offset += ms;
      slept += Math.max(ms, 0);
      shifted.dispatchEvent(new Event('shift'));
    },
  };
}
