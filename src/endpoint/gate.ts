import type { Clock } from '../clock.ts';
import { backoffMs } from './backoff.ts';

export interface GateOptions {
  /** Most calls at once. */
  readonly concurrency: number;
  readonly clock: Clock;
  readonly random?: () => number;
  /** Told of each pause that was begun or made longer; milliseconds since the epoch. */
  readonly onPause?: (untilMs: number) => void;
}

/** The one door to the endpoint: bounds how many calls run at once, and holds all of them back together. */
export interface Gate {
  /**
   * Runs `call` when its turn comes, in the order of asking.
   * @param signal takes the call out of the line; a call that has started is not touched
   * @throws what the call throws; the signal's reason when that was aborted in line
   */
  run<T>(call: () => Promise<T>, signal?: AbortSignal, place?: Place): Promise<T>;
  /**
   * Starts nothing for `ms` milliseconds; makes a pause longer, never shorter. Without `ms`, for a time that doubles
   * with each pause from 1 to 30 s until a call succeeds. Then one call goes ahead alone, and the rest follow once it
   * has ended without causing another pause.
   */
  pause(ms?: number): void;
  /** When the pause is over, in ms since the epoch; 0 when there has been none. */
  readonly pausedUntil: number;
  readonly active: number;
  readonly waiting: number;
}

/** Where a call joins the line; a call that was held up on its way goes back to the front. */
export type Place = 'front' | 'back';

interface Ticket {
  readonly isProbe: boolean;
  readonly pausesBefore: number;
}

const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 30_000;

export function createGate({ concurrency, clock, random = Math.random, onPause }: GateOptions): Gate {
  const line: ((ticket: Ticket) => void)[] = [];
  let active = 0;
  let pausedUntil = 0;
  let pauses = 0;
  let backoffs = 0;
  let mustProbe = false;
  let probing = false;
  let waking = false;

  function letIn(): void {
    while (line.length > 0 && active < concurrency && !probing) {
      if (clock.now() < pausedUntil) {
        void wakeAfterPause();
        return;
      }
      probing = mustProbe;
      active += 1;
      line.shift()?.({ isProbe: probing, pausesBefore: pauses });
    }
  }

  async function wakeAfterPause(): Promise<void> {
    if (waking) return;
    waking = true;
    while (clock.now() < pausedUntil) await clock.sleep(pausedUntil - clock.now());
    waking = false;
    letIn();
  }

  function leave({ isProbe, pausesBefore }: Ticket, succeeded: boolean): void {
    active -= 1;
    if (isProbe) probing = false;
    // What started before the last pause says nothing about what has been the case since.
    if (pausesBefore === pauses) {
      if (isProbe) mustProbe = false;
      if (succeeded) backoffs = 0;
    }
    letIn();
  }

  function enter(signal: AbortSignal | undefined, place: Place): Promise<Ticket> {
    return new Promise((resolve, reject) => {
      const start = (ticket: Ticket): void => {
        signal?.removeEventListener('abort', giveUp);
        resolve(ticket);
      };
      const giveUp = (): void => {
        line.splice(line.indexOf(start), 1);
        reject(signal?.reason);
      };
      signal?.addEventListener('abort', giveUp, { once: true });
      if (place === 'front') line.unshift(start);
      else line.push(start);
      letIn();
    });
  }

  return {
    run: async (call, signal, place = 'back') => {
      signal?.throwIfAborted();
      const ticket = await enter(signal, place);
      let succeeded = false;
      try {
        const result = await call();
        succeeded = true;
        return result;
      } finally {
        leave(ticket, succeeded);
      }
    },
    pause: (ms) => {
      const now = clock.now();
      // Calls that ran side by side are refused side by side: that is one refusal.
      if (ms === undefined && now < pausedUntil) return;
      const until = now + (ms ?? backoffMs(backoffs++, FIRST_PAUSE_MS, LONGEST_PAUSE_MS, random));
      pauses += 1;
      mustProbe = true;
      if (until <= pausedUntil) return;
      pausedUntil = until;
      onPause?.(until);
    },
    get pausedUntil() {
      return pausedUntil;
    },
    get active() {
      return active;
    },
    get waiting() {
      return line.length;
    },
  };
}
