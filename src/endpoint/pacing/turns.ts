import type { Clock } from '../../clock.ts';
import { createPace, newPaceState, type PaceRate, type Turn } from './pace.ts';
import { createRate, type Rate } from './rate.ts';
import { createTimer } from './timer.ts';

/** The turn ended before it began. The call must wait for another one. */
export class TurnLost extends Error {
  override readonly name = 'TurnLost';
}

/** Says when the next call may start. Times are in milliseconds since the epoch. */
export interface Turns {
  /** A turn that begins soon. Without one, `onReady` is called when it is time to ask again. */
  next(): Turn | undefined;
  /**
   * Waits until the turn begins.
   * @returns the turn as it has begun
   * @throws {TurnLost} if a pause or a lower rate has ended it
   */
  begin(turn: Turn): Promise<Turn>;
  /** @returns the turn, with how late its call was sent */
  sent(turn: Turn): Turn;
  refused(turn: Turn, retryAfterMs: number | undefined): void;
  ended(turn: Turn, wasAccepted: boolean): void;
  pause(ms: number): void;
  /** In how many milliseconds the rate would let a call start that has `ahead` calls before it; without pauses. */
  waitMs(ahead: number): number;
  readonly pausedUntil: number;
  readonly perSecond: number;
}

export interface TurnsOptions {
  readonly clock: Clock;
  readonly random: () => number;
  readonly given?: number | undefined;
  readonly onReady: () => void;
  readonly onPause: (untilMs: number) => void;
}

/** The turns of a process that has the key to itself. */
export function createOwnTurns({ clock, random, given, onReady, onPause }: TurnsOptions): Turns {
  const state = newPaceState();
  const rate = createRate(given);
  const pace = createPace(state, paceRate(rate), { random, probeMs: Number.POSITIVE_INFINITY });
  const timer = createTimer(clock, onReady);
  let isHeld = false;

  function reportingPause(act: () => void): void {
    const before = state.pausedUntil;
    act();
    if (state.pausedUntil > before) onPause(state.pausedUntil);
  }

  return {
    next: () => {
      const turn = pace.take(clock.now(), 0);
      if ('retryAt' in turn) {
        isHeld ||= turn.isHeld;
        if (Number.isFinite(turn.retryAt)) timer.set(turn.retryAt);
        return undefined;
      }
      const wasHeld = isHeld;
      isHeld = false;
      return { ...turn, wasHeld };
    },
    begin: async (turn) => turn,
    sent: (turn) => turn,
    refused: (turn, retryAfterMs) => reportingPause(() => pace.refused(turn, clock.now(), retryAfterMs)),
    ended: (turn, wasAccepted) => pace.ended(turn, clock.now(), wasAccepted),
    pause: (ms) => reportingPause(() => pace.pause(clock.now(), clock.now() + ms)),
    waitMs: (ahead) => waitForRateMs(rate, clock.now(), ahead),
    get pausedUntil() {
      return state.pausedUntil;
    },
    get perSecond() {
      return rate.perSecond;
    },
  };
}

/** This rate learns from all calls, and none of its turns begins later. */
function paceRate(rate: Rate): PaceRate {
  return {
    get isKnown() {
      return Number.isFinite(rate.perSecond);
    },
    get nextAt() {
      return rate.nextAt;
    },
    take: (startAt) => {
      rate.start(startAt);
      return { number: 0, busyMs: 0, delayedMs: 0 };
    },
    late: () => undefined,
    giveBack: () => undefined,
    rewind: () => undefined,
    accepted: ({ startAt, wasHeld }, now) => rate.accepted(now, startAt, wasHeld),
    refused: ({ startAt }, now) => rate.refused(now, startAt),
  };
}

/** @param processes how many take turns */
export function waitForRateMs(
  { nextAt, perSecond }: { readonly nextAt: number; readonly perSecond: number },
  now: number,
  ahead: number,
  processes = 1,
): number {
  return Math.max(nextAt - now, 0) + (ahead * processes * 1_000) / perSecond;
}
