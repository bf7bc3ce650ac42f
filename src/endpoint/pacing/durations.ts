/** How long calls have taken lately, in milliseconds. */
export interface Durations {
  add(ms: number): void;
  readonly averageMs: number;
}

/** A guess until the first call has ended: endpoints don't publish how long calls take. */
const INITIAL_MS = 5_000;
const LATEST_WEIGHT = 0.2;

/** An exponential moving average: a call that was ten calls ago hardly counts. */
export function createDurations(): Durations {
  let averageMs: number | undefined;
  return {
    add: (ms) => {
      averageMs = averageMs === undefined ? ms : averageMs + LATEST_WEIGHT * (ms - averageMs);
    },
    get averageMs() {
      return averageMs ?? INITIAL_MS;
    },
  };
}
