/** How long one job may take, in milliseconds. */
export interface TimeLimits {
  /** Processor time. Other load on the machine doesn't count. */
  readonly processorMs: number;
  /** Wall time since the start. This is the only limit if processor time is unknown. */
  readonly wallMs: number;
}

/** How often the processor time is read, which takes about 50 µs. */
const INTERVAL_MS = 100;

/**
 * Watches the time of one job.
 * @param used the processor time of the job's process so far, in milliseconds; undefined if unknown
 * @param onOverrun called once
 * @returns a function that stops watching
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
