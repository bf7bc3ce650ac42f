/** How long one job may take, in milliseconds. */
export interface TimeLimits {
  /** Its own processor time; what else the machine does doesn't count. */
  readonly processorMs: number;
  /** Time from its start, whatever it does. This is the only limit where processor time isn't known. */
  readonly wallMs: number;
}

/** How often the processor time is read, which takes about 50 µs. */
const INTERVAL_MS = 100;

/**
 * Watches over one job's time.
 * @param used the processor time of the job's process so far, in milliseconds; nothing where that is not known
 * @param onOverrun called once
 * @returns ends the watch
 */
export function watchTime(
  { processorMs, wallMs }: TimeLimits,
  used: () => number | undefined,
  onOverrun: () => void,
): () => void {
  const before = used() ?? 0;
  const unwatch = () => {
    clearInterval(interval);
    clearTimeout(end);
  };
  const overrun = () => {
    unwatch();
    onOverrun();
  };
  const interval = setInterval(() => {
    if ((used() ?? 0) - before >= processorMs) overrun();
  }, INTERVAL_MS);
  const end = setTimeout(overrun, wallMs);
  return unwatch;
}
