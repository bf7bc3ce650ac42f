import type { Clock } from '../../clock.ts';
import { createTimer } from './timer.ts';
import { backoffMs } from './backoff.ts';
import { createDurations } from './durations.ts';
import { createCallQueue, type QueuePosition } from './call-queue.ts';
import { createRate } from './rate.ts';
import { createPauseExchange, type SharedPause } from './shared-pause.ts';

export interface GateOptions {
  /** Most calls at once. */
  readonly concurrency: number;
  readonly clock: Clock;
  readonly random?: () => number;
  /** Told of each pause that was begun or made longer; milliseconds since the epoch. */
  readonly onPause?: (untilMs: number) => void;
  /** The pause of all processes that share the endpoint's key. */
  readonly shared?: SharedPause;
}

/** What a call can tell the gate about how the endpoint took it, if returning or throwing does not say it. */
export interface Turn {
  /**
   * The endpoint refused the call for its rate: the pace goes down, and all calls pause for `retryAfterMs`. Without it
   * they pause for a time that doubles with each refusal from 0.2 to 30 s until a call is served, and not at all for a
   * single refusal at a known pace.
   */
  refused(retryAfterMs?: number): void;
  /** The endpoint took the call, though it will end by throwing. */
  served(): void;
}

/** The one door to the endpoint: bounds how many calls run at once and how fast they start, and pauses them together. */
export interface Gate {
  /**
   * Runs `call` when its turn comes, in the order of asking.
   * @param signal takes the call out of the line; a call that has started is not touched
   * @throws what the call throws; the signal's reason when that was aborted in line
   */
  run<T>(call: (turn: Turn) => Promise<T>, signal?: AbortSignal, place?: QueuePosition): Promise<T>;
  /**
   * Starts nothing for `ms` milliseconds; makes a pause longer, never shorter. After a long one, one call goes ahead
   * alone, and the rest follow once it has ended without causing another pause.
   */
  pause(ms: number): void;
  /** In how many milliseconds a call would start, by what is known now, that has `ahead` others before it. */
  estimateMs(ahead: number): number;
  /** When the pause is over, in ms since the epoch; 0 when there has been none. */
  readonly pausedUntil: number;
  /** Calls started a second at the most; Infinity until the endpoint has refused one. */
  readonly perSecond: number;
  readonly active: number;
  readonly waiting: number;
}

interface Ticket {
  readonly startedAt: number;
  readonly isProbe: boolean;
  readonly pausesBefore: number;
  readonly wasHeld: boolean;
}

const FIRST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 30_000;
/** After less than this the pace alone is careful enough; a probe would hold up everybody for as long as a call takes. */
const PROBE_AFTER_MS = 5_000;

export function createGate({ concurrency, clock, random = Math.random, onPause, shared }: GateOptions): Gate {
  const line = createCallQueue<Ticket>();
  const rate = createRate();
  const durations = createDurations();
  const alarm = createTimer(clock, letIn);
  const others = createPauseExchange(shared, clock, pauseUntil);
  let active = 0;
  let pausedUntil = 0;
  let pauses = 0;
  let refusals = 0;
  let mustProbe = false;
  let probing = false;
  let isHeld = false;

  function letIn(): void {
    while (line.length > 0 && active < concurrency && !probing) {
      const now = clock.now();
      if (now < pausedUntil) return alarm.set(pausedUntil);
      if (now < rate.nextAt) {
        isHeld = true;
        return alarm.set(rate.nextAt);
      }
      probing = mustProbe;
      active += 1;
      rate.start(now);
      line.next({ startedAt: now, isProbe: probing, pausesBefore: pauses, wasHeld: isHeld });
      isHeld = false;
      others.ask();
    }
  }

  function pauseUntil(untilMs: number): boolean {
    const now = clock.now();
    if (untilMs <= Math.max(now, pausedUntil)) return false;
    pauses += 1;
    mustProbe ||= untilMs - now >= PROBE_AFTER_MS;
    pausedUntil = untilMs;
    onPause?.(untilMs);
    return true;
  }

  function pause(ms: number): void {
    if (pauseUntil(clock.now() + ms)) others.tell(pausedUntil);
  }

  function refused({ startedAt }: Ticket, retryAfterMs: number | undefined): void {
    const hadPace = Number.isFinite(rate.perSecond);
    const isNew = rate.refused(clock.now(), startedAt);
    // A server that says `Retry-After: 0` for ever has not said when.
    if (retryAfterMs) pause(retryAfterMs);
    // One refusal is how the pace finds its limit: to lower it is enough.
    else if (isNew && (refusals > 0 || !hadPace)) {
      pause(backoffMs(refusals, FIRST_PAUSE_MS, LONGEST_PAUSE_MS, random));
    }
    if (isNew) refusals += 1;
  }

  function leave({ startedAt, isProbe, pausesBefore, wasHeld }: Ticket, wasServed: boolean): void {
    active -= 1;
    if (isProbe) probing = false;
    // What started before the last pause says nothing about what has been the case since.
    if (pausesBefore === pauses) {
      if (isProbe) mustProbe = false;
      if (wasServed) refusals = 0;
    }
    if (wasServed) {
      const now = clock.now();
      durations.add(now - startedAt);
      rate.served(now, startedAt, wasHeld);
    }
    letIn();
  }

  return {
    run: async (call, signal, place = 'back') => {
      signal?.throwIfAborted();
      const turn = line.join(place, signal);
      letIn();
      const ticket = await turn;
      let wasServed = false;
      try {
        const result = await call({
          refused: (retryAfterMs) => refused(ticket, retryAfterMs),
          served: () => {
            wasServed = true;
          },
        });
        wasServed = true;
        return result;
      } finally {
        leave(ticket, wasServed);
      }
    },
    pause,
    estimateMs: (ahead) => {
      const now = clock.now();
      const free = concurrency - active;
      const byPlaces = ahead < free ? 0 : ((ahead - free + 1) * durations.averageMs) / concurrency;
      const byPace = Math.max(rate.nextAt - now, 0) + (ahead * 1_000) / rate.perSecond;
      return Math.round(Math.max(pausedUntil - now, 0) + Math.max(byPlaces, byPace));
    },
    get pausedUntil() {
      return pausedUntil;
    },
    get perSecond() {
      return rate.perSecond;
    },
    get active() {
      return active;
    },
    get waiting() {
      return line.length;
    },
  };
}
