const PURGE_INTERVAL_MS = 60_000;

/** What deletes expired values; a purge that takes several steps stops when the signal is aborted. */
export type Purge = (signal: AbortSignal) => Promise<void> | void;

/** Purges once a minute until disposed, one purge at a time, without keeping the process alive. */
export function startPurging(purge: Purge, onError: (error: unknown) => void = () => {}): Disposable {
  const closing = new AbortController();
  let purging = false;
  const run = async () => {
    if (purging) return;
    purging = true;
    try {
      await purge(closing.signal);
    } catch (error) {
      if (!closing.signal.aborted) onError(error);
    } finally {
      purging = false;
    }
  };
  const timer = setInterval(() => void run(), PURGE_INTERVAL_MS).unref();
  return {
    [Symbol.dispose]: () => {
      clearInterval(timer);
      closing.abort();
    },
  };
}
