/**
 * How fast calls may start, learnt from which were refused: no pace at all until the first refusal, then one that
 * grows with calls served and shrinks with each refusal (AIMD). It has no clock: every time is handed in,
 * in milliseconds since the epoch.
 */
export interface Rate {
  /** Calls a second; Infinity while nothing has been refused. */
  readonly perSecond: number;
  /** When the next call may start. */
  readonly nextAt: number;
  /** A call starts. */
  start(now: number): void;
  /**
   * A call was let through by the endpoint.
   * @param wasHeld whether it had waited for the pace: only then does its success say that a higher one may do
   */
  served(now: number, startedAt: number, wasHeld: boolean): void;
  /**
   * A call was refused for its rate.
   * @returns false when it ran side by side with one that was refused before: those are one refusal
   */
  refused(now: number, startedAt: number): boolean;
}

/** Of what was measured, or went well just before, how much is used after a refusal. */
const OF_MEASURED = 0.95;
const OF_BEFORE = 0.96;
/** Of a pace that was refused, how much is used when nothing better is known, and how much at the most. */
const OF_REFUSED = 0.85;
const OF_OVERRUN = 0.8;
const MOST_OF_REFUSED = 0.97;
/** Further refusals without a call served in between say nothing about the pace: the growing pause is for those. */
const MOST_CUTS_IN_A_ROW = 3;
const SLOWEST = 0.1;
const FASTEST = 200;

/** Fewer calls than this measure nothing. */
const LEAST_MEASURED = 6;
const FIRST_PACE = 2;
const FIRST_MEASURE_MS = 1_000;
/** An endpoint that serves as many in a moment keeps what is not used for later, as a token bucket does. */
const BURST = 3;

/** After a refusal the pace rests for a while, since each climb costs a refusal if the limit is what it was. */
const REST_MS = 5_000;
const REST_CALLS = 8;
/** Then it climbs; when it is this many times beyond where it rested the limit is another one by now, and it runs. */
const FAR = 1.6;
const CLIMB = { add: 0.15, times: 0.03 };
const RUN = { add: 1, times: 0.25 };

/** How early a call may start, so that late timers do not add up. */
const EARLY_MS = 2;

/** A quiet time forgets the pace slowly: it doubles in this time, but never to where a crowd would start at once. */
const DOUBLED_AFTER_MS = 10 * 60_000;
const FORGOTTEN = 50;

/**
 * The constants are what a simulation needs for a bucket of 5 calls a second: see `test/unit/endpoint/adaptive.test.ts`.
 */
export function createRate(): Rate {
  let pace = Number.POSITIVE_INFINITY;
  /** When the last call started by the pace: later than it did if it was early. */
  let slot = 0;

  /** When the pace was last cut, for a call that had started when. */
  let cutAt = 0;
  let refusedAt = 0;
  let cutsInARow = 0;
  let servedSinceCut = 0;
  /** Where the pace rested after that; undefined while nothing is known about the limit. */
  let rest: number | undefined;
  /** The pace before it last grew; undefined while it rests. */
  let before: number | undefined;
  let hasRun = false;

  let firstCutAt: number | undefined;
  /** When calls had started that were served, of the last second before the first cut. */
  let firstServed: readonly number[] = [];
  let keepsUnused = false;

  const intervalMs = (): number => 1_000 / pace;

  function restAt(perSecond: number): void {
    pace = Math.min(Math.max(perSecond, SLOWEST), FASTEST);
    rest = pace;
    before = undefined;
    hasRun = false;
  }

  /** Some of the calls that were served just before the first refusal may still be under way when it comes. */
  function measureFirst(until: number): void {
    const count = firstServed.filter((at) => at > until - FIRST_MEASURE_MS && at <= until).length;
    const measured = (OF_MEASURED * count * 1_000) / FIRST_MEASURE_MS;
    if (count < BURST || measured <= pace) return;
    keepsUnused = true;
    restAt(measured);
  }

  function firstCut(now: number): void {
    firstCutAt = now;
    pace = FIRST_PACE;
    slot = now - intervalMs();
    measureFirst(now);
  }

  function cut(startedAt: number): number {
    const measured = servedSinceCut < LEAST_MEASURED ? 0 : (servedSinceCut * 1_000) / (startedAt - refusedAt);
    if (before === undefined) return measured > 0 ? measured * OF_MEASURED : pace * OF_REFUSED;
    // Where nothing is kept for later, less is served than was allowed.
    const other = keepsUnused ? Number(hasRun) * pace * OF_OVERRUN : before * OF_BEFORE;
    return Math.max(measured * OF_MEASURED, other);
  }

  function grow(now: number): void {
    if (rest !== undefined && (now - cutAt < REST_MS || servedSinceCut <= REST_CALLS)) return;
    const isFar = pace > (rest ?? 0) * FAR;
    const { add, times } = isFar ? RUN : CLIMB;
    hasRun ||= isFar;
    before = pace;
    pace = Math.min(pace + Math.min(add, times * pace), FASTEST);
  }

  function forget(now: number): void {
    const quietMs = now - slot;
    if (firstCutAt === undefined || pace >= FORGOTTEN || quietMs < intervalMs()) return;
    pace = Math.min(pace * 2 ** (quietMs / DOUBLED_AFTER_MS), FORGOTTEN);
  }

  return {
    get perSecond() {
      return pace;
    },
    get nextAt() {
      return slot + intervalMs() - EARLY_MS;
    },
    start: (now) => {
      forget(now);
      slot = Math.max(now, slot + intervalMs());
    },
    served: (now, startedAt, wasHeld) => {
      if (firstCutAt === undefined || startedAt <= firstCutAt) {
        firstServed = [...firstServed.filter((at) => at > startedAt - FIRST_MEASURE_MS), startedAt];
        if (firstCutAt !== undefined && cutAt === firstCutAt) measureFirst(firstCutAt);
      } else if (startedAt > cutAt) {
        servedSinceCut += 1;
        cutsInARow = 0;
        if (wasHeld) grow(now);
      }
    },
    refused: (now, startedAt) => {
      if (firstCutAt !== undefined && startedAt <= cutAt) return false;
      if (firstCutAt === undefined) firstCut(now);
      else if (cutsInARow < MOST_CUTS_IN_A_ROW) {
        restAt(Math.min(cut(startedAt), pace * MOST_OF_REFUSED));
        cutsInARow += 1;
      }
      cutAt = now;
      refusedAt = startedAt;
      servedSinceCut = 0;
      return true;
    },
  };
}
