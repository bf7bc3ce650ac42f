/**
 * How fast calls may start, learned from refused calls. There is no limit until the first refusal; then the rate grows
 * with each accepted call and shrinks with each refusal (additive increase, multiplicative decrease). It has no clock:
 * every time is passed in, in milliseconds since the epoch.
 */
export interface Rate {
  /** Calls a second; Infinity while no call has been refused. */
  readonly perSecond: number;
  /** When the next call may start. */
  readonly nextAt: number;
  /** A call starts. */
  start(now: number): void;
  /**
   * The endpoint accepted a call.
   * @param wasHeld whether the call had to wait for the rate: only then does its success show that a higher one may work
   */
  accepted(now: number, startedAt: number, wasHeld: boolean): void;
  /**
   * The endpoint refused a call because of too many calls.
   * @returns false when the call ran at the same time as one that was refused before: they count as one refusal
   */
  refused(now: number, startedAt: number): boolean;
}

/** After a refusal: the share that is used of the measured rate, or of the rate before the last increase. */
const OF_MEASURED = 0.95;
const OF_PREVIOUS = 0.96;
/** The share of the refused rate that is used when nothing better is known, and the largest share. */
const OF_REFUSED = 0.85;
const OF_OVERSHOT = 0.8;
const MAX_OF_REFUSED = 0.97;
/** More refusals without an accepted call between them don't lower the rate: the growing pause handles those. */
const MAX_CUTS_IN_A_ROW = 3;
const MIN_RATE = 0.1;
const MAX_RATE = 200;

/** Fewer accepted calls than this are no measurement. */
const MIN_MEASURED = 6;
const FIRST_RATE = 2;
const FIRST_MEASURE_MS = 1_000;
/** An endpoint that accepts this many calls within the measured second keeps unused calls for later: a token bucket. */
const BURST = 3;

/** After a refusal the rate stays the same for this time and this many calls: each increase risks another refusal. */
const HOLD_MS = 5_000;
const HOLD_CALLS = 8;
/** Then it climbs. At this many times the held rate the endpoint's limit must have changed, and the rate grows fast. */
const FAR = 1.6;
const CLIMB = { add: 0.15, times: 0.03 };
const FAST_CLIMB = { add: 1, times: 0.25 };

/** How early a call may start, so that late timers don't add up. */
const EARLY_MS = 2;

/** Without calls the rate slowly recovers: it doubles in this time, up to a rate that doesn't start a crowd at once. */
const DOUBLES_IN_MS = 10 * 60_000;
const MAX_RECOVERED = 50;

/**
 * The constants were found by simulating a bucket of 5 calls a second: `test/unit/endpoint/pacing/adaptive.test.ts`.
 * @param given calls a second that the operator has set: the rate never exceeds it
 */
export function createRate(given?: number): Rate {
  const maxRate = given ?? MAX_RATE;
  let perSecond = given ?? Number.POSITIVE_INFINITY;
  /** When the last call was due by the rate: later than its start if it started early. */
  let slot = 0;

  /** When the rate was last lowered, and when the call started whose refusal lowered it. */
  let cutAt = 0;
  let refusedAt = 0;
  let cutsInARow = 0;
  let acceptedSinceCut = 0;
  /** The rate that was held after the last cut; undefined while nothing is known about the limit. */
  let held = given;
  /** The rate before it last grew; undefined while it is held. */
  let previous: number | undefined;
  let hasClimbedFast = false;

  let firstCutAt = given === undefined ? undefined : 0;
  /** Start times of the calls that were accepted in the second before the first cut. */
  let firstAccepted: readonly number[] = [];
  let isBucket = false;

  const intervalMs = (): number => 1_000 / perSecond;

  function hold(newRate: number): void {
    perSecond = Math.min(Math.max(newRate, MIN_RATE), maxRate);
    held = perSecond;
    previous = undefined;
    hasClimbedFast = false;
  }

  /** Some of the calls accepted just before the first refusal may still be running when it arrives. */
  function measureFirst(until: number): void {
    const count = firstAccepted.filter((at) => at > until - FIRST_MEASURE_MS && at <= until).length;
    const measured = (OF_MEASURED * count * 1_000) / FIRST_MEASURE_MS;
    if (count < BURST || measured <= perSecond) return;
    isBucket = true;
    hold(measured);
  }

  function firstCut(now: number): void {
    firstCutAt = now;
    perSecond = FIRST_RATE;
    slot = now - intervalMs();
    measureFirst(now);
  }

  function rateAfterCut(startedAt: number): number {
    const measured = acceptedSinceCut < MIN_MEASURED ? 0 : (acceptedSinceCut * 1_000) / (startedAt - refusedAt);
    if (previous === undefined) return measured > 0 ? measured * OF_MEASURED : perSecond * OF_REFUSED;
    // Without a bucket, fewer calls were accepted than the limit allows.
    const other = isBucket ? Number(hasClimbedFast) * perSecond * OF_OVERSHOT : previous * OF_PREVIOUS;
    return Math.max(measured * OF_MEASURED, other);
  }

  function grow(now: number): void {
    if (held !== undefined && (now - cutAt < HOLD_MS || acceptedSinceCut <= HOLD_CALLS)) return;
    const isFar = perSecond > (held ?? 0) * FAR;
    const { add, times } = isFar ? FAST_CLIMB : CLIMB;
    hasClimbedFast ||= isFar;
    previous = perSecond;
    perSecond = Math.min(perSecond + Math.min(add, times * perSecond), maxRate);
  }

  function recover(now: number): void {
    const idleMs = now - slot;
    const most = Math.min(MAX_RECOVERED, maxRate);
    if (firstCutAt === undefined || perSecond >= most || idleMs < intervalMs()) return;
    perSecond = Math.min(perSecond * 2 ** (idleMs / DOUBLES_IN_MS), most);
  }

  return {
    get perSecond() {
      return perSecond;
    },
    get nextAt() {
      return slot + intervalMs() - EARLY_MS;
    },
    start: (now) => {
      recover(now);
      slot = Math.max(now, slot + intervalMs());
    },
    accepted: (now, startedAt, wasHeld) => {
      if (firstCutAt === undefined || startedAt <= firstCutAt) {
        firstAccepted = [...firstAccepted.filter((at) => at > startedAt - FIRST_MEASURE_MS), startedAt];
        if (firstCutAt !== undefined && cutAt === firstCutAt) measureFirst(firstCutAt);
      } else if (startedAt > cutAt) {
        acceptedSinceCut += 1;
        cutsInARow = 0;
        if (wasHeld) grow(now);
      }
    },
    refused: (now, startedAt) => {
      if (firstCutAt !== undefined && startedAt <= cutAt) return false;
      if (firstCutAt === undefined) firstCut(now);
      else if (cutsInARow < MAX_CUTS_IN_A_ROW) {
        hold(Math.min(rateAfterCut(startedAt), perSecond * MAX_OF_REFUSED));
        cutsInARow += 1;
      }
      cutAt = now;
      refusedAt = startedAt;
      acceptedSinceCut = 0;
      return true;
    },
  };
}
