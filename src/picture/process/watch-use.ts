import type { ProcessUse } from './process-use.ts';

/** What one job may use. */
export interface UseLimits {
  /** Processor time, in milliseconds. Other load on the machine doesn't count. */
  readonly processorMs: number;
  /** Wall time since the start, in milliseconds. This is the only limit of time if processor time is unknown. */
  readonly wallMs: number;
  /** Memory of the whole process, in bytes. */
  readonly memoryBytes: number;
}

/** How often the use is read, which takes about 50 µs. */
const INTERVAL_MS = 50;

/**
 * Watches what one job uses, from now on. Most jobs have ended before the first look, so nothing is read at their start:
 * until then, as much counts as used as one processor can do between two looks.
 * @param used what the job's process has used so far; undefined if unknown
 * @param onExceeded called once
 * @returns a function that stops watching
 */
export function watchUse(
  { processorMs, wallMs, memoryBytes }: UseLimits,
  used: () => ProcessUse | undefined,
  onExceeded: (what: 'time' | 'memory') => void,
): () => void {
  let before: number | undefined;
  const unwatch = () => {
    clearInterval(interval);
    clearTimeout(end);
  };
  const exceeded = (what: 'time' | 'memory') => {
    unwatch();
    onExceeded(what);
  };
  const interval = setInterval(() => {
    const now = used();
    if (!now) return;
    before ??= now.processorMs - INTERVAL_MS;
    if (now.memoryBytes > memoryBytes) exceeded('memory');
    else if (now.processorMs - before >= processorMs) exceeded('time');
  }, INTERVAL_MS);
  const end = setTimeout(exceeded, wallMs, 'time');
  return unwatch;
}
