const DAY_MS = 86_400_000;

/** The UTC day of a point in time, such as `2026-11-22`. */
export function dayOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}

/** The UTC month, such as `2026-11`. */
export function monthOf(ms: number): string {
  return dayOf(ms).slice(0, 7);
}

/** When the UTC day of `ms` ends, in ms since the epoch. */
export function endOfDay(ms: number): number {
  return (Math.floor(ms / DAY_MS) + 1) * DAY_MS;
}
