import type { Clock } from '../clock.ts';
import { StorageError } from './storage.ts';

/** For how long a failing store is tried again, in ms: as long as a Redis takes to fail over, or to reconnect. */
const PATIENCE_MS = 5_000;
const PAUSE_MS = 250;

/**
 * Uses the store, and again while it fails: for what somebody waits for anyway, after the acknowledgement.
 *
 * @throws {StorageError} the last one, after about 5 seconds; the signal's reason; whatever else `use` throws, at once.
 */
export async function patiently<T>(use: () => Promise<T>, clock: Clock, signal?: AbortSignal): Promise<T> {
  const until = clock.now() + PATIENCE_MS;
  for (;;) {
    try {
      return await use();
    } catch (error) {
      if (!(error instanceof StorageError) || clock.now() + PAUSE_MS > until) throw error;
      await clock.sleep(PAUSE_MS, signal);
    }
  }
}
