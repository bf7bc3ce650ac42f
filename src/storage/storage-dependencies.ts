import type { Clock } from '../clock.ts';
import type { StorageOpenError } from './storage-open-error.ts';
import type { WholeStore } from './upkeep/whole/whole-store.ts';

export interface StorageDependencies {
  readonly clock: Clock;
  /** Called with errors in the background, which nobody awaits: a failed purge, a lost connection. */
  readonly onError?: (error: unknown) => void;
  /** Called with what the operator may ignore. */
  readonly onNote?: (note: string) => void;
  /** Called with each new warning, see `Storage.warnings`. */
  readonly onWarning?: (warning: string) => void;
  /** Whether no other process may open the database in this way, for what only one process can share. */
  readonly exclusive?: boolean;
  /** Called before the database is used, to refuse it by throwing; what it is given works until the database is closed. */
  readonly admit?: (store: WholeStore) => Promise<void>;
  /** Called when the store must not be used any more, because an operator's command took it while this process was disconnected. */
  readonly onEnded?: (error: StorageOpenError) => void;
  /** Ends the attempts to reach a server. */
  readonly signal?: AbortSignal | undefined;
  /** The path of a PEM file with the authority that has signed the certificate of Redis. */
  readonly ca?: string | undefined;
  /** For tests with a clock of their own: the time for Redis, instead of its own. */
  readonly redisTime?: () => number;
}
