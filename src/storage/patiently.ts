import { retry } from '../async/retry.ts';
import type { Clock } from '../clock.ts';
import { StorageError } from './storage.ts';

/** About what Redis needs to fail over or to reconnect, in ms. */
const PATIENCE_MS = 5_000;
const PAUSE_MS = 250;

/**
 * Uses the store, and tries again while it fails: for requests that are acknowledged, where a person waits anyway.
 *
 * @param patienceMs for how long a failing store is tried again, in ms.
 * @throws {StorageError} the last one after that; the signal's reason; whatever else `use` throws, at once.
 */
export async function patiently<T>(
  use: () => Promise<T>,
  clock: Clock,
  signal?: AbortSignal,
  patienceMs = PATIENCE_MS,
): Promise<T> {
  return await retry(use, { clock, delayMs, until: clock.now() + patienceMs, signal });
}

function delayMs(error: unknown): number | undefined {
  return error instanceof StorageError ? PAUSE_MS : undefined;
}
