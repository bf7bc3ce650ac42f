const PURGE_INTERVAL_MS = 60_000;

/** Purges once a minute until disposed, without keeping the process alive. */
export function startPurging(purge: () => void, onError: (error: unknown) => void = () => {}): Disposable {
  const timer = setInterval(() => {
    try {
      purge();
    } catch (error) {
      onError(error);
    }
  }, PURGE_INTERVAL_MS).unref();
  return { [Symbol.dispose]: () => clearInterval(timer) };
}
