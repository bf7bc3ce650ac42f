import type { ExplainedError } from '../../i18n/explained-error.ts';
import type { AgeRequest } from '../request/age-request.ts';
import type { Entry } from '../request/entry.ts';

/** What a request that comes now has before it. */
export interface Outlook {
  /** Requests of its lane that wait. */
  readonly waiting: number;
  /** Earliest start, in ms since the epoch. */
  readonly startsAt: number;
  /** Gives the place back, if this request took one and doesn't come. Never rejects. */
  readonly giveBack: () => void;
}

/** How an entry is run. */
export interface Run {
  /** Whether another run, or another process, may have begun with it. */
  readonly resumed: boolean;
  /** Whether a process may have died while it ran it. */
  readonly died: boolean;
  /** How long it has waited, in ms. */
  readonly waitedMs: number;
  /** Lets the next entry begin while this one goes on, unless too many do so already. */
  readonly leavePlace: () => void;
  /** Aborted when the entry has to be left to the next process. */
  readonly signal: AbortSignal;
}

/** Who works on entries. An entry that isn't ended when a method resolves is left to another run. */
export interface EntryWorker {
  /** Brings an entry to its end. Never rejects. */
  run(entry: Entry, how: Run): Promise<void>;
  /** Ends an entry that was waiting with this error. Never rejects. */
  turnAway(entry: Entry, error: unknown, signal: AbortSignal): Promise<void>;
}

/** Another process runs the entry, so this one must not pay or answer. */
export class OwnedElsewhere extends Error {
  override readonly name = 'OwnedElsewhere';
}

/**
 * Every admitted request until it is answered: stored so that no crash loses one, in a line that is fair between guilds,
 * and run by one process at a time.
 */
export interface WorkQueue extends AsyncDisposable {
  /** Who works on entries; set once, before anything is added. */
  attach(worker: EntryWorker): void;
  /**
   * Connects, and takes on entries from now on. Can be called again after a failure. Rejects with a {@link StorageError}
   * while the store is away, and with the signal's reason.
   */
  open(signal?: AbortSignal): Promise<void>;
  /** Runs entries from now on, those that ended processes have left included. Rejects when they can't be read. */
  recover(): Promise<void>;

  /** A place for a request that is being decided on. Rejects with a {@link StorageError}. */
  enter(request: AgeRequest): Promise<Outlook>;
  /** Counts a request as waiting if it has to wait. */
  expect(request: AgeRequest, startAt: number): void;
  /** Whether an admitted request runs in this process as soon as it is released. */
  runsNextHere(request: AgeRequest): boolean;
  /** Forgets a request that was expected, and won't be added. Never rejects. */
  leave(request: AgeRequest): void;

  /** Stores an admitted request. It isn't run before it's released, or its process has ended. */
  add(admitted: Pick<Entry, 'request' | 'receipts' | 'startAt'>): Promise<Entry>;
  /** Stores the stage of an added entry, and lets it run when its turn comes. */
  release(entry: Entry): Promise<void>;
  /**
   * Stores the state of an entry that is being run.
   *
   * @throws {OwnedElsewhere} {StorageError}
   */
  write(entry: Entry): Promise<void>;
  /**
   * Resolves when no other process can run the entry. Waits while the store fails.
   *
   * @throws {OwnedElsewhere} the signal's reason.
   */
  mustOwn(entry: Entry, signal: AbortSignal): Promise<void>;
  /**
   * The same at this very moment, as far as is known here: for what can't be taken back. An entry that can't be vouched
   * for is given up.
   *
   * @throws {OwnedElsewhere}
   */
  mustStillOwn(entry: Entry): void;
  /** Stores an entry whose run is interrupted, and that its process stops in order. Never rejects. */
  setDown(entry: Entry): Promise<void>;
  /** Removes an entry. */
  end(entry: Entry): Promise<void>;
  /**
   * The same at once, for an entry whose uses are refunded after that: no other process may have begun with it.
   *
   * @throws {OwnedElsewhere} {StorageError}
   */
  withdraw(entry: Entry): Promise<void>;

  /**
   * Takes a waiting request out of the line for the person who made it.
   *
   * @returns `started` when it is too late for that, `not_yours` when somebody else made it.
   */
  cancel(id: string, userId: string): Promise<'cancelled' | 'started' | 'not_yours'>;
  /** The open requests of a person, here and in other processes. Rejects with a {@link StorageError}. */
  of(userId: string): Promise<Entry[]>;
  /** Turns away all requests that wait. */
  turnAway(reason: () => ExplainedError): void;

  /** What is added from now on is left to the next process. Resolves when all that was begun here has ended. */
  drain(): Promise<void>;
  /** Interrupts what still runs. @returns how many entries are left to the next process, as far as is known here. */
  stop(): Promise<number>;
  /** Requests that wait here. */
  readonly waiting: number;
  /** Requests that this process runs, or that wait to be run by it. */
  readonly active: number;
}

/** After its deadline an entry is of no use to anybody; this covers a restart that comes late, in ms. */
export const KEPT_AFTER_DEADLINE_MS = 60 * 60_000;
