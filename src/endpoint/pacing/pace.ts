import { z } from 'zod';
import { backoffMs } from '../../async/retry.ts';

/** What is known of pauses, as plain JSON. Times are in milliseconds since the epoch. */
export const paceStateSchema = z.object({
  pausedUntil: z.number(),
  /** How many pauses there have been. */
  pauses: z.number(),
  /** Refusals since a call was last accepted. */
  refusals: z.number(),
  /** After a long pause one call goes first, alone. */
  mustProbe: z.boolean(),
  /** Until when others wait for that call. */
  probeUntil: z.number(),
});

export type PaceState = z.infer<typeof paceStateSchema>;

export function newPaceState(): PaceState {
  return { pausedUntil: 0, pauses: 0, refusals: 0, mustProbe: false, probeUntil: 0 };
}

/** Permission for one call to start. */
export interface Turn extends RatedTurn {
  /** The call starts alone after a long pause. */
  readonly isProbe: boolean;
  /** How many pauses there had been when the turn was given. */
  readonly pausesBefore: number;
  /** The outage of the store in which its process gave it to itself. */
  readonly outage?: symbol | undefined;
}

/** A turn as the rate sees it. */
export interface RatedTurn {
  readonly startAt: number;
  /** When the turn was given: changes of the rate after that don't concern it. */
  readonly askedAt: number;
  /** The call had to wait for the rate. */
  readonly wasHeld: boolean;
  /** Turns are counted, and so is the time in which they followed each other. */
  readonly number: number;
  readonly busyMs: number;
  /** By how much late calls had delayed the turns after them when it was given. */
  readonly delayedMs: number;
  /** How long after the beginning of its turn the call was sent; absent if that isn't known. */
  readonly lateMs?: number | undefined;
}

/** How fast calls may start. */
export interface PaceRate {
  /** Whether anything limits it. */
  readonly isKnown: boolean;
  /** When the next call may start. */
  readonly nextAt: number;
  /** A call starts, now or when its turn comes. */
  take(startAt: number): Pick<RatedTurn, 'number' | 'busyMs' | 'delayedMs'>;
  /** The call of a turn was sent late. */
  late(turn: RatedTurn, lateMs: number): void;
  /** A turn isn't used. */
  giveBack(turn: RatedTurn): void;
  /** No turn that was given begins before this time; those that should have are given anew. */
  rewind(untilMs: number): void;
  accepted(turn: RatedTurn, now: number): void;
  /** @returns false when the refusal counts as one with an earlier one */
  refused(turn: RatedTurn, now: number): boolean;
}

export interface NoTurn {
  /** When to ask again; Infinity when only the end of the probe can change anything. */
  readonly retryAt: number;
  /** Whether it is the rate that makes the call wait. */
  readonly isHeld: boolean;
}

export interface PaceOptions {
  readonly random: () => number;
  /** For how long others wait for a call that goes first alone. */
  readonly probeMs: number;
}

/** Gives turns to calls, and learns from what becomes of them. Every time is passed in. */
export interface Pace {
  /** @param aheadMs how far in the future the turn may be */
  take(now: number, aheadMs: number): Turn | NoTurn;
  /** The turn isn't used; it is given to another call if no later one has been given. */
  giveBack(turn: Turn): void;
  /** The call was sent so long after its turn had begun. */
  late(turn: Turn, lateMs: number): void;
  /** See `CallFeedback.refused`. */
  refused(turn: Turn, now: number, retryAfterMs?: number): void;
  /** The call has ended, however it ended. */
  ended(turn: Turn, now: number, wasAccepted: boolean): void;
  /** Makes a pause longer, never shorter. @returns whether it did */
  pause(now: number, untilMs: number): boolean;
}

const FIRST_PAUSE_MS = 200;
const MAX_PAUSE_MS = 30_000;
/** After a shorter pause the rate is enough: a probe makes all others wait for a whole call. */
const PROBE_AFTER_MS = 5_000;

/** @param state what is known so far; it is changed in place */
export function createPace(state: PaceState, rate: PaceRate, { random, probeMs }: PaceOptions): Pace {
  function pause(now: number, untilMs: number): boolean {
    if (untilMs <= Math.max(now, state.pausedUntil)) return false;
    state.pauses += 1;
    state.mustProbe ||= untilMs - now >= PROBE_AFTER_MS;
    state.pausedUntil = untilMs;
    rate.rewind(untilMs);
    return true;
  }

  return {
    take: (now, aheadMs) => {
      if (now < state.pausedUntil) return { retryAt: state.pausedUntil, isHeld: false };
      if (now < state.probeUntil) return { retryAt: state.probeUntil, isHeld: false };
      const startAt = Math.max(now, rate.nextAt);
      if (startAt - now > aheadMs) return { retryAt: startAt - aheadMs, isHeld: true };
      const count = rate.take(startAt);
      const isProbe = state.mustProbe;
      if (isProbe) state.probeUntil = startAt + probeMs;
      return { ...count, startAt, askedAt: now, isProbe, pausesBefore: state.pauses, wasHeld: startAt > now };
    },
    giveBack: (turn) => {
      rate.giveBack(turn);
      if (turn.isProbe) state.probeUntil = 0;
    },
    late: (turn, lateMs) => {
      if (turn.pausesBefore === state.pauses) rate.late(turn, lateMs);
    },
    refused: (turn, now, retryAfterMs) => {
      const rateWasKnown = rate.isKnown;
      const isNew = rate.refused(turn, now);
      // `Retry-After: 0` counts as none: some servers send it with every refusal.
      if (retryAfterMs) pause(now, now + retryAfterMs);
      // A single refusal is how the rate finds its limit: a lower rate is enough.
      else if (isNew && (state.refusals > 0 || !rateWasKnown)) {
        const ms = backoffMs(state.refusals + 1, { firstMs: FIRST_PAUSE_MS, longestMs: MAX_PAUSE_MS, random });
        pause(now, now + ms);
      }
      if (isNew) state.refusals += 1;
    },
    ended: (turn, now, wasAccepted) => {
      const { isProbe, pausesBefore } = turn;
      if (isProbe) state.probeUntil = 0;
      // A call that started before the last pause says nothing about the time after it.
      if (pausesBefore === state.pauses) {
        if (isProbe) state.mustProbe = false;
        if (wasAccepted) state.refusals = 0;
      }
      if (wasAccepted) rate.accepted(turn, now);
    },
    pause,
  };
}
