import type { Clock } from '../clock.ts';

export interface StorageDependencies {
  readonly clock: Clock;
  /** Told of what goes wrong in the background, where nobody waits for an answer: a purge, a lost connection. */
  readonly onError?: (error: unknown) => void;
}
