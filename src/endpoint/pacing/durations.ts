/** How long things take of late, in milliseconds. */
export interface Durations {
  add(ms: number): void;
  readonly averageMs: number;
}

/** The vendor publishes none for this call. */
const UNKNOWN_MS = 5_000;
const WEIGHT_OF_LATEST = 0.2;

/** A moving average, in which what lies ten calls back hardly counts any more. */
export function createDurations(): Durations {
  let averageMs: number | undefined;
  return {
    add: (ms) => {
      averageMs = averageMs === undefined ? ms : averageMs + WEIGHT_OF_LATEST * (ms - averageMs);
    },
    get averageMs() {
      return averageMs ?? UNKNOWN_MS;
    },
  };
}
