import { steadyClock, type Clock } from '../../clock.ts';
import type { Events } from '../events.ts';

/** A check writes to the database, and whoever reaches the health page can ask for it. */
const LASTS_MS = 10_000;

export interface StorageProbeOptions {
  readonly clock: Clock;
  readonly events: Pick<Events, 'on'>;
  /** Rejects when the database cannot be used. */
  checkStorage(): Promise<void>;
}

/**
 * Checks the database for the health page: at most once in 10 s while it works, unless a request has found that it doesn't.
 * Checks at the same time are one.
 */
export function createStorageProbe(options: StorageProbeOptions): () => Promise<void> {
  const { events, checkStorage } = options;
  const clock = steadyClock(options.clock);
  let worksUntil = 0;
  let running: Promise<void> | undefined;
  events.on('request', (event) => {
    const failed = event.type === 'refused' || event.type === 'failed';
    if (failed && event.error.reason === 'storage_down') worksUntil = 0;
  });

  const check = async () => {
    const startedAt = clock.now();
    await checkStorage();
    worksUntil = startedAt + LASTS_MS;
  };
  return async () => {
    if (clock.now() < worksUntil) return;
    running ??= check().finally(() => (running = undefined));
    await running;
  };
}
