import type { Clock } from '../clock.ts';

export interface StorageDependencies {
  readonly clock: Clock;
  /** Called with errors in the background, which nobody awaits: a failed purge, a lost connection. */
  readonly onError?: (error: unknown) => void;
}
