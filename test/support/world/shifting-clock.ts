import { setMaxListeners } from 'node:events';
import { systemClock, type Clock } from '../../../src/clock.ts';

/** The machine's time plus an offset that a test can increase. Sleepers whose time has come wake up. */
export interface ShiftingClock extends Clock {
  shift(ms: number): void;
}

export function createShiftingClock(): ShiftingClock {
  let offset = 0;
  const shifted = new EventTarget();
  setMaxListeners(0, shifted);
  const now = () => Date.now() + offset;
  return {
    now,
    async sleep(ms, signal) {
      const until = now() + ms;
      while (now() < until) {
        const jump = new AbortController();
        const wake = () => jump.abort();
        shifted.addEventListener('shift', wake, { once: true });
        try {
          await systemClock.sleep(until - now(), signal ? AbortSignal.any([signal, jump.signal]) : jump.signal);
        } catch {
          signal?.throwIfAborted();
        } finally {
          shifted.removeEventListener('shift', wake);
        }
      }
    },
    shift(ms) {
      offset += ms;
      shifted.dispatchEvent(new Event('shift'));
    },
  };
}
