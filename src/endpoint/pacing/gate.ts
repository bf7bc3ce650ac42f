import type { Clock } from '../../clock.ts';
import { backoffMs } from '../../async/retry.ts';
import { createCallQueue, type QueuePosition } from './call-queue.ts';
import { createDurations } from './durations.ts';
import { createRate } from './rate.ts';
import { createPauseExchange, type SharedPause } from './shared-pause.ts';
import { createTimer } from './timer.ts';

export interface GateOptions {
  /** Most calls at once. */
  readonly concurrency: number;
  readonly clock: Clock;
  readonly random?: () => number;
  /** Called when a pause begins or gets longer; milliseconds since the epoch. */
  readonly onPause?: (untilMs: number) => void;
  /** The pause of all processes that share the endpoint's key. */
  readonly shared?: SharedPause;
}

/** How a call tells the gate what the endpoint did with it, where returning or throwing doesn't say it. */
export interface CallFeedback {
  /**
   * The endpoint refused the call because of too many calls. The rate goes down, and all calls pause for
   * `retryAfterMs`. Without it they pause for a time that doubles with each refusal, from 0.2 to 30 s, until a call
   * succeeds; a single refusal at a known rate causes no pause.
   */
  refused(retryAfterMs?: number): void;
  /** The endpoint accepted the call, although it will end with an error. */
  accepted(): void;
}

/**
 * Limits the calls of the endpoint: how many run at once and how fast they start. When the endpoint refuses calls, all
 * of them pause.
 */
export interface Gate {
  /**
   * Runs `call` when its turn comes: first in, first out.
   * @param signal removes the call from the queue; a call that has started runs on
   * @throws what the call throws; the signal's reason when it is aborted in the queue
   */
  run<T>(call: (feedback: CallFeedback) => Promise<T>, signal?: AbortSignal, position?: QueuePosition): Promise<T>;
  /**
   * Starts no call for `ms` milliseconds; makes a pause longer, never shorter. After a long pause one call starts alone,
   * and the others follow when it has ended without causing another pause.
   */
  pause(ms: number): void;
  /** In how many milliseconds a call would start that has `ahead` calls before it, as far as is known now. */
  estimateMs(ahead: number): number;
  /** When the pause ends, in milliseconds since the epoch; 0 when there has been none. */
  readonly pausedUntil: number;
  /** Most calls that start in a second; Infinity until the endpoint has refused one. */
  readonly perSecond: number;
  readonly active: number;
  readonly waiting: number;
}

interface StartedCall {
  readonly startedAt: number;
  /** It started alone after a long pause. */
  readonly isProbe: boolean;
  /** How many pauses there had been when it started. */
  readonly pausesBefore: number;
  /** It had to wait for the rate. */
  readonly wasHeld: boolean;
}

const FIRST_PAUSE_MS = 200;
const MAX_PAUSE_MS = 30_000;
/** After a shorter pause the rate is enough: a probe makes all others wait for a whole call. */
const PROBE_AFTER_MS = 5_000;

export function createGate({ concurrency, clock, random = Math.random, onPause, shared }: GateOptions): Gate {
  const queue = createCallQueue<StartedCall>();
  const rate = createRate();
  const durations = createDurations();
  const timer = createTimer(clock, startCalls);
  const otherProcesses = createPauseExchange(shared, clock, pauseUntil);
  let active = 0;
  let pausedUntil = 0;
  let pauses = 0;
  let refusals = 0;
  let mustProbe = false;
  let probing = false;
  let isHeld = false;

  function startCalls(): void {
    while (queue.length > 0 && active < concurrency && !probing) {
      const now = clock.now();
      if (now < pausedUntil) return timer.set(pausedUntil);
      if (now < rate.nextAt) {
        isHeld = true;
        return timer.set(rate.nextAt);
      }
      probing = mustProbe;
      active += 1;
      rate.start(now);
      queue.startNext({ startedAt: now, isProbe: probing, pausesBefore: pauses, wasHeld: isHeld });
      isHeld = false;
      otherProcesses.refresh();
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
    if (pauseUntil(clock.now() + ms)) otherProcesses.publish(pausedUntil);
  }

  function refused({ startedAt }: StartedCall, retryAfterMs: number | undefined): void {
    const rateWasKnown = Number.isFinite(rate.perSecond);
    const isNew = rate.refused(clock.now(), startedAt);
    // `Retry-After: 0` counts as none: some servers send it with every refusal.
    if (retryAfterMs) pause(retryAfterMs);
    // A single refusal is how the rate finds its limit: a lower rate is enough.
    else if (isNew && (refusals > 0 || !rateWasKnown)) {
      pause(backoffMs(refusals + 1, { firstMs: FIRST_PAUSE_MS, longestMs: MAX_PAUSE_MS, random }));
    }
    if (isNew) refusals += 1;
  }

  function finish({ startedAt, isProbe, pausesBefore, wasHeld }: StartedCall, wasAccepted: boolean): void {
    active -= 1;
    if (isProbe) probing = false;
    // A call that started before the last pause says nothing about the time after it.
    if (pausesBefore === pauses) {
      if (isProbe) mustProbe = false;
      if (wasAccepted) refusals = 0;
    }
    if (wasAccepted) {
      const now = clock.now();
      durations.add(now - startedAt);
      rate.accepted(now, startedAt, wasHeld);
    }
    startCalls();
  }

  return {
    run: async (call, signal, position = 'back') => {
      signal?.throwIfAborted();
      const turn = queue.join(position, signal);
      startCalls();
      const started = await turn;
      let wasAccepted = false;
      try {
        const result = await call({
          refused: (retryAfterMs) => refused(started, retryAfterMs),
          accepted: () => {
            wasAccepted = true;
          },
        });
        wasAccepted = true;
        return result;
      } finally {
        finish(started, wasAccepted);
      }
    },
    pause,
    estimateMs: (ahead) => {
      const now = clock.now();
      const free = concurrency - active;
      const forSlot = ahead < free ? 0 : ((ahead - free + 1) * durations.averageMs) / concurrency;
      const forRate = Math.max(rate.nextAt - now, 0) + (ahead * 1_000) / rate.perSecond;
      return Math.round(Math.max(pausedUntil - now, 0) + Math.max(forSlot, forRate));
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
      return queue.length;
    },
  };
}
