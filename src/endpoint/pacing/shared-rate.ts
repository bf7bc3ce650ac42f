import type { PaceRate, RatedTurn } from './pace.ts';
import type { SharedRateState } from './shared-rate-state.ts';

const MIN_RATE = 0.1;
const MAX_RATE = 200;
/** How early a call may start, so that late timers don't add up. */
const EARLY_MS = 2;

/** A call may start so long after the refusal of another without having heard of it. */
const UNSTOPPED_MS = 30;

/** Calls that come faster may be less even: timers are late by a part of their distance. */
const MOST_EVEN = 10;

/** A refusal is excused if less than this share of the interval was between the call and another one. */
const EVEN = 0.9;
/** If more refusals follow at the same rate, the rate is too high. */
const MOST_EXCUSED = 2;

/** By which share the rate grows: after a guess; after one that was far off; ever nearer. */
const STEP = { search: 0.18, deep: 0.3, near: 0.08, fine: 0.02 };
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
 * After the first refusal: the share of the middle between what was accepted and what was refused; or of the rate if it
 * hasn't grown yet. If more calls were made than a limit without bursts lets through until then, it is also no more than
 * this share of the last second's turns.
 */
const OF_SECOND = 0.85;
const IN_BURST = 10;
const OF_MIDDLE = 0.97;
const OF_FIRST = 0.7;
const MIN_OF_REFUSED = 0.3;
const MAX_OF_REFUSED = 0.97;
/** The rate was far off if less than this share of it is left. */
const DEEP = 0.45;
/** Fewer accepted calls between two refusals don't show that the limit is near. */
const FEW = 4;

/**
 * How fast the calls of all processes may start. It begins low, since many processes that start all their calls at once
 * would find the limit by dozens of refusals. It grows in steps, each after calls that were accepted at the rate before.
 * A refusal lowers it to what was accepted since the last one. The constants were found by simulating limits of 0.5 to
 * 20 calls a second: `test/unit/endpoint/pacing/fleet.test.ts`.
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
    state.excused = 0;
  }

  /** Whether a refusal says nothing about the rate, since the call came too close to another one. */
  function isExcused({ startAt, lateMs = 0 }: RatedTurn): boolean {
    const leastMs = (EVEN * 1_000) / state.perSecond;
    const sentAt = startAt + lateMs;
    const wasClose = state.lateAt.some((at) => at !== sentAt && Math.abs(at - sentAt) < leastMs);
    // A first call can take long on its way, after it was sent, and then the second one comes too soon after it.
    const isFirst = given === undefined && !state.refused && !state.previous && state.excused === 0;
    return state.excused < MOST_EXCUSED && (wasClose || lateMs > leastMs || isFirst);
  }

  /** Turns that haven't begun are given anew. */
  function moveBack(slot: number): void {
    if (slot >= state.slot) return;
    state.busyMs -= state.slot - slot;
    state.slot = slot;
  }

  /** Whether a refusal has ended the turn. */
  const isGivenAnew = ({ number }: RatedTurn): boolean => number <= (state.refused?.given ?? 0);

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
    const between = middle(state.previous, state.perSecond) * OF_MIDDLE;
    return state.turns > IN_BURST ? Math.min(state.recent.length * OF_SECOND, between) : between;
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
      const sentAt = turn.startAt + lateMs;
      state.lateAt = [...state.lateAt.filter((at) => at > sentAt - 1_000), sentAt];
      if (isGivenAnew(turn) || state.perSecond > MOST_EVEN) return;
      // Of those after it, some may have begun before it.
      const ms = turn.number === state.turns ? lateMs : lateMs % (1_000 / state.perSecond);
      state.slot += ms;
      state.delayedMs += ms;
    },
    giveBack: (turn) => {
      const { number, startAt } = turn;
      // Unless a later turn was given, or a pause or a refusal has moved the slot already.
      if (state.turns === number && state.slot >= startAt && !isGivenAnew(turn))
        moveBack(state.slot - 1_000 / state.perSecond);
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
      if (state.refused && isGivenAnew(turn)) {
        state.refused.others += 1;
        return false;
      }
      if (isExcused(turn)) {
        state.excused += 1;
        if (state.refused) state.refused.others += 1;
        return false;
      }
      const isFirst = state.refused === undefined;
      // The turn may have been given before the rate grew. Then what it grew to hasn't been tried.
      if (state.previous !== undefined && turn.askedAt < state.changedAt) {
        state.perSecond = state.previous;
        state.previous = state.grown > 1 ? state.perSecond / (1 + state.step) : undefined;
      }
      const next = afterRefusal(turn);
      state.step = stepAfterRefusal(turn, next);
      state.previous = undefined;
      state.grown = 0;
      state.refused = {
        turn: turn.number,
        busyMs: turn.busyMs,
        perSecond: state.perSecond,
        given: state.turns,
        others: 0,
      };
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
