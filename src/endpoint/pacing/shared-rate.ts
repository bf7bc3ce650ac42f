import { z } from 'zod';
import type { PaceRate, RatedTurn } from './pace.ts';

/** What is known of the rate of a shared key, as plain JSON. Times are in milliseconds since the epoch. */
export const sharedRateSchema = z.object({
  perSecond: z.number().positive(),
  /** When the last turn begins. */
  slot: z.number(),
  /** How many turns there have been, and the time in which they followed each other. */
  turns: z.number(),
  busyMs: z.number(),
  /** By how much calls that started late have delayed the turns after them. */
  delayedMs: z.number().default(0),
  /** By which share the rate grows next, and how often it has grown since it was lowered. */
  step: z.number(),
  grown: z.number(),
  /** The rate before it last grew; absent if it hasn't since it was lowered. */
  previous: z.number().optional(),
  /** When the rate last changed, and how many calls that were asked for since then were accepted. */
  changedAt: z.number(),
  accepted: z.number(),
  /**
   * The turn whose refusal last lowered the rate, which rate that was, when it was lowered, and how many turns after it
   * were refused or not used; absent while no call has been refused.
   */
  refused: z
    .object({
      turn: z.number(),
      busyMs: z.number(),
      perSecond: z.number().optional(),
      cutAt: z.number(),
      others: z.number(),
    })
    .optional(),
  /** When the turns of the last second began; empty once a call has been refused. */
  recent: z.array(z.number()),
});

export type SharedRateState = z.infer<typeof sharedRateSchema>;

const FIRST_RATE = 4;
const MIN_RATE = 0.1;
const MAX_RATE = 200;
/** How early a call may start, so that late timers don't add up. */
const EARLY_MS = 2;

/** A call may start so long after the refusal of another without having heard of it. */
const UNSTOPPED_MS = 30;

/** Calls that come faster may be less even: timers are late by a part of their distance. */
const MOST_EVEN = 10;

/** By which share the rate grows: while nothing is known; after a guess; after one that was far off; ever nearer. */
const STEP = { first: 0.35, search: 0.18, deep: 0.3, near: 0.08, fine: 0.02 };
/** Steps get longer after three without a refusal: the limit must have changed. */
const LONGER = { after: 3, times: 1.3, most: 0.25 };
/** How many calls must have been accepted at a rate before it grows. */
const EVIDENCE = { first: 2, usual: 8 };
/** The first step after a refusal near the limit comes after this many calls and this time. */
const HOLD = { calls: 16, ms: 2_500 };

/** After a refusal: the share that is used of the rate before the last step, and of what was measured. */
const OF_PREVIOUS = 0.98;
const OF_MEASURED = 0.96;
/** Little is measured between two refusals close to each other, so this share of the refused rate counts as one call. */
const OF_REFUSED = 0.8;
/**
 * After the first refusal: the share of the last second's turns, and of the middle between what was accepted and what
 * was refused; or of the rate if even the second call was refused.
 */
const OF_SECOND = 0.85;
const OF_MIDDLE = 0.97;
const OF_FIRST = 0.7;
const MIN_OF_REFUSED = 0.3;
const MAX_OF_REFUSED = 0.97;
/** The rate was far off if less than this share of it is left. */
const DEEP = 0.45;
/** Fewer accepted calls between two refusals don't show that the limit is near. */
const FEW = 4;

export function newSharedRate(): SharedRateState {
  const counts = { turns: 0, busyMs: 0, delayedMs: 0, grown: 0, accepted: 0 };
  return { ...counts, perSecond: FIRST_RATE, slot: 0, step: STEP.first, changedAt: 0, recent: [] };
}

/**
 * How fast the calls of all processes may start. It begins low, since many processes that start all their calls at once
 * would find the limit by dozens of refusals. It grows in steps, each after calls that were accepted at the rate before.
 * A refusal lowers it to what was accepted since the last one. The constants were found by simulating limits of 0.5 to
 * 20 calls a second: `test/unit/endpoint/fleet.test.ts`.
 * @param state what is known so far; it is changed in place
 * @param given calls a second that the operator has set: it begins there, and never exceeds it
 */
export function createSharedRate(state: SharedRateState, given?: number): PaceRate {
  const maxRate = given ?? MAX_RATE;
  if (given !== undefined && (state.perSecond > given || state.refused === undefined)) {
    state.perSecond = given;
    state.step = STEP.fine;
  }

  function change(perSecond: number, now: number): void {
    state.perSecond = Math.min(Math.max(perSecond, MIN_RATE), maxRate);
    state.changedAt = now;
    state.accepted = 0;
  }

  /** Turns that haven't begun are given anew. */
  function moveBack(slot: number): void {
    if (slot >= state.slot) return;
    state.busyMs -= state.slot - slot;
    state.slot = slot;
  }

  function mayGrow(now: number): boolean {
    if (state.refused === undefined) return state.accepted >= EVIDENCE.first;
    if (state.previous !== undefined || state.step >= STEP.near) return state.accepted >= EVIDENCE.usual;
    return state.accepted >= HOLD.calls && now - state.changedAt >= HOLD.ms;
  }

  /** One step up. The first one after a refusal goes no further than half the way back. */
  function grown(): number {
    const next = state.perSecond * (1 + state.step);
    const above = state.refused?.perSecond ?? 0;
    const isFar = state.previous === undefined && above > state.perSecond * (1 + STEP.near);
    return isFar ? Math.min(next, middle(state.perSecond, above)) : next;
  }

  /** Calls that were accepted between the last refusal and the turn. */
  function acceptedBefore({ number }: RatedTurn): number {
    return state.refused ? Math.max(number - state.refused.turn - 1 - state.refused.others, 0) : 0;
  }

  function afterFirstRefusal(): number {
    if (given !== undefined) return given * OF_REFUSED;
    if (state.previous === undefined) return state.perSecond * OF_FIRST;
    return Math.min(state.recent.length * OF_SECOND, middle(state.previous, state.perSecond) * OF_MIDDLE);
  }

  function afterRefusal(turn: RatedTurn): number {
    const { refused, previous = 0, perSecond } = state;
    if (refused === undefined) return afterFirstRefusal();
    const seconds = Math.max(turn.busyMs - refused.busyMs, 1) / 1_000;
    const measured = (acceptedBefore(turn) + 1) / (seconds + 1 / (perSecond * OF_REFUSED));
    const next = Math.max(previous * OF_PREVIOUS, measured * OF_MEASURED, perSecond * MIN_OF_REFUSED);
    // Just below a rate that was accepted, one late call can cause a refusal; a second one shows that it was too fast.
    const isNear = state.step <= STEP.near && acceptedBefore(turn) < FEW;
    const least = isNear ? perSecond * (1 - STEP.near) : 0;
    return Math.min(Math.max(next, least), perSecond * MAX_OF_REFUSED);
  }

  function stepAfterRefusal(turn: RatedTurn, next: number): number {
    if (state.refused === undefined) return state.previous === undefined ? STEP.deep : STEP.search;
    if (next < state.perSecond * DEEP) return STEP.deep;
    if (state.previous === undefined && acceptedBefore(turn) < FEW) return STEP.search;
    return state.step > STEP.near || acceptedBefore(turn) < EVIDENCE.usual ? STEP.near : STEP.fine;
  }

  return {
    isKnown: true,
    get nextAt() {
      return state.slot + 1_000 / state.perSecond - EARLY_MS;
    },
    take: (startAt) => {
      const intervalMs = 1_000 / state.perSecond;
      // A longer gap means that nobody wanted a turn.
      state.busyMs += Math.min(startAt - state.slot, 2 * intervalMs);
      state.slot = Math.max(startAt, state.slot + intervalMs);
      state.turns += 1;
      if (state.refused === undefined) state.recent = [...state.recent.filter((at) => at > startAt - 1_000), startAt];
      return { number: state.turns, busyMs: state.busyMs, delayedMs: state.delayedMs };
    },
    late: (turn, lateMs) => {
      const isGivenAnew = state.refused !== undefined && turn.askedAt < state.refused.cutAt;
      if (isGivenAnew || state.perSecond > MOST_EVEN) return;
      // Of those after it, some may have begun before it.
      const ms = turn.number === state.turns ? lateMs : lateMs % (1_000 / state.perSecond);
      state.slot += ms;
      state.delayedMs += ms;
    },
    giveBack: ({ number, startAt }) => {
      // Unless a later turn was given, or a pause or a refusal has moved the slot already.
      if (state.turns === number && state.slot >= startAt) moveBack(state.slot - 1_000 / state.perSecond);
      if (state.refused && number > state.refused.turn) state.refused.others += 1;
    },
    rewind: (untilMs) => {
      moveBack(untilMs - 1_000 / state.perSecond);
    },
    accepted: ({ askedAt, wasHeld }, now) => {
      if (askedAt < state.changedAt) return;
      state.accepted += 1;
      if (!wasHeld || !mayGrow(now)) return;
      const next = grown();
      state.previous = state.perSecond;
      change(next, now);
      state.grown += 1;
      if (state.refused && state.grown >= LONGER.after) state.step = Math.min(state.step * LONGER.times, LONGER.most);
    },
    refused: (turn, now) => {
      if (state.refused && (turn.askedAt < state.refused.cutAt || turn.number <= state.refused.turn)) {
        state.refused.others += 1;
        return false;
      }
      const isFirst = state.refused === undefined;
      const next = afterRefusal(turn);
      state.step = stepAfterRefusal(turn, next);
      state.previous = undefined;
      state.grown = 0;
      state.refused = { turn: turn.number, busyMs: turn.busyMs, perSecond: state.perSecond, cutAt: now, others: 0 };
      state.recent = [];
      change(next, now);
      // The first one comes while the rate is sought, and a call that can't be stopped any more may be about to start.
      moveBack(isFirst ? now + UNSTOPPED_MS : now);
      return true;
    },
  };
}

function middle(a: number, b: number): number {
  return Math.sqrt(a * b);
}
