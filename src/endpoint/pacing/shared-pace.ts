import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { createLocks } from '../../async/locks.ts';
import type { Clock } from '../../clock.ts';
import { createPace, type Pace, type Turn } from './pace.ts';
import { afterSetBack, newDocument, present, readDocument, type SharedDocument } from './shared-document.ts';
import { createSharedRate } from './shared-rate.ts';
import { createStoreTime } from './store-time.ts';

/** A text that all processes share. */
export interface SharedText {
  /**
   * Replaces the text if it is still `seen`; undefined stands for none. Without `next` it is only read.
   * @returns whether it was replaced, the text that was found, and the time by the store's clock, in ms since the epoch
   */
  swap(
    seen: string | undefined,
    next?: string,
  ): Promise<{ readonly swapped: boolean; readonly found: string | undefined; readonly now: number }>;
}

export interface SharedPaceOptions {
  readonly shared: SharedText;
  readonly clock: Clock;
  readonly random: () => number;
  /** Calls a second that the operator has set. */
  readonly given?: number | undefined;
}

/**
 * @param now by the store's clock, in ms since the epoch, as are all times of the state
 * @param outage of the store, in which this process has a pace of its own
 */
export type PaceChange<T> = (pace: Pace, now: number, outage: symbol | undefined) => T;

/**
 * The pace of all processes that use the endpoint's key. It is one text in the store: a change is computed here, and
 * written if nobody else has written meanwhile; otherwise it is computed again from what they wrote (optimistic
 * concurrency). While the store fails, this process goes on alone, with its share of the last known rate.
 */
export interface SharedPace {
  /** @param change may run several times; what the last run returns counts. Never rejects because of the store. */
  update<T>(change: PaceChange<T>): Promise<T>;
  /** Reads what others have written, unless it was read within the last `ms` milliseconds. */
  refresh(ms: number): Promise<void>;
  /** Makes what was noted known to others now. */
  flush(): Promise<void>;
  /** Makes a change with the next update, but shows it in `state` now. */
  note(change: PaceChange<unknown>): void;
  /** Notes a pause that others must know of even after an outage, unlike those after refusals without `Retry-After`. */
  pause(ms: number): void;
  /** By the store's clock, in ms since the epoch. */
  now(): number;
  /** The same moment by this machine's clock. */
  toLocal(storeMs: number): number;
  /** As far as this process knows. */
  readonly state: SharedDocument;
  /** How many processes used the key lately; at least 1. */
  readonly processes: number;
  /** Whether a turn belongs to the pace as it is now: one that was given in an outage doesn't after it. */
  hasGiven(turn: Turn): boolean;
  /** Whether other processes may have called at a pace of their own at the time of a turn. */
  isDisturbed(turn: Turn): boolean;
  /** Whether this process goes on alone. */
  readonly isAlone: boolean;
}

/** A probe whose process has died holds the others up for this long. */
const PROBE_MS = 15_000;
/** How much of its share of the rate a process uses while it can't ask the store. */
const OF_SHARE = 0.9;
/** How often a failing store is tried. All processes are back within a short time, so that their paces don't add up. */
const RETRY_MS = 500;
/** How long others can take to notice that the store is back. */
const OTHERS_BACK_MS = 2_000;
/** How often a process that only waits says that it is there. */
const SEEN_EVERY_MS = 10_000;
/** More conflicts in a row than other processes can cause: the store doesn't keep what it is given. */
const MAX_CONFLICTS = 100;

export function createSharedPace({ shared, clock, random, given }: SharedPaceOptions): SharedPace {
  const id = randomUUID().slice(0, 8);
  const locks = createLocks();
  const time = createStoreTime(clock);
  let known = newDocument();
  let text: string | undefined;
  let hasAnswered = false;
  let answeredAt = Number.NEGATIVE_INFINITY;
  let backAt = Number.NEGATIVE_INFINITY;
  /** Until when there is to be a pause for a reason that all processes share, by this machine's clock. */
  let askedUntil = 0;
  let noted: PaceChange<unknown>[] = [];
  /** The pace of this process while the store fails, its limit, and when the store is tried again. */
  let alone:
    | { readonly outage: symbol; readonly state: SharedDocument; readonly share: number; retryAt: number }
    | undefined;

  const run = <T>({ pace: state, rate }: SharedDocument, own: typeof alone, change: PaceChange<T>): T => {
    const pace = createPace(state, createSharedRate(rate, own?.share ?? given), { random, probeMs: PROBE_MS });
    for (const each of noted) each(pace, time.now(), own?.outage);
    return change(pace, time.now(), own?.outage);
  };

  /** @returns whether `next` was written; if not, what others wrote is known now */
  async function swap(next?: string): Promise<boolean> {
    const sentAt = clock.now();
    const { swapped, found, now } = await shared.swap(text, next);
    time.learn(now, sentAt);
    hasAnswered = true;
    answeredAt = sentAt;
    if (swapped) return true;
    text = found;
    // A store that was emptied is given what is known here.
    known = afterSetBack(readDocument(found) ?? known, time.now());
    return false;
  }

  async function updateShared<T>(change: PaceChange<T>): Promise<T> {
    let isFresh = false;
    if (!hasAnswered) isFresh = !(await swap());
    for (let tries = 0; tries < MAX_CONFLICTS; tries += 1) {
      const draft = structuredClone(known);
      const made = noted.length;
      const result = run(draft, undefined, change);
      const isNews = (known.seen[id] ?? 0) < time.now() - SEEN_EVERY_MS;
      const isChanged = isNews || made > 0 || !isDeepStrictEqual(draft, known);
      if (!isChanged && isFresh) return result;
      draft.seen = { ...present(draft.seen, time.now()), [id]: Math.round(time.now()) };
      const next = isChanged ? JSON.stringify(draft) : undefined;
      isFresh = true;
      if (!(await swap(next))) continue;
      text = next;
      noted = noted.slice(made);
      known = afterSetBack(draft, time.now());
      // Otherwise the change was made for a time that lies ahead.
      if (known === draft) return result;
    }
    throw new Error(`The endpoint's pace could not be written in ${MAX_CONFLICTS} tries`);
  }

  function updateAlone<T>(own: NonNullable<typeof alone>, change: PaceChange<T>): T {
    if (clock.now() >= own.retryAt) {
      own.retryAt = clock.now() + RETRY_MS * (1 + random() / 2);
      tryStore().catch(() => undefined);
    }
    const result = run(own.state, own, change);
    noted = [];
    return result;
  }

  async function tryStore(): Promise<void> {
    await swap();
    alone = undefined;
    backAt = time.now();
    noted = askedUntil > clock.now() ? [(pace, now) => pace.pause(now, now + askedUntil - clock.now())] : [];
  }

  function processes(): number {
    return Math.max(Object.keys(present(known.seen, time.now())).length, 1);
  }

  function goAlone(): NonNullable<typeof alone> {
    const state = structuredClone(known);
    const share = (OF_SHARE * state.rate.perSecond) / processes();
    return { outage: Symbol('outage'), state, share, retryAt: clock.now() + RETRY_MS };
  }

  const hasGiven = ({ outage }: Turn): boolean => outage === undefined || outage === alone?.outage;

  /** Changes of one process come one after another. */
  async function orAlone<T>(useStore: () => Promise<T>, instead: (own: NonNullable<typeof alone>) => T): Promise<T> {
    return await locks.run('pace', async () => {
      if (alone) return instead(alone);
      try {
        return await useStore();
      } catch {
        alone = goAlone();
        return instead(alone);
      }
    });
  }

  return {
    update: (change) =>
      orAlone(
        () => updateShared(change),
        (own) => updateAlone(own, change),
      ),
    refresh: async (ms) => {
      if (clock.now() - answeredAt < ms) return;
      await orAlone(
        async () => void (await swap()),
        () => undefined,
      );
    },
    flush: async () => {
      await orAlone(
        async () => (noted.length > 0 ? await updateShared(nothing) : undefined),
        (own) => updateAlone(own, nothing),
      );
    },
    note: (change) => void noted.push(change),
    pause: (ms) => {
      const at = time.now();
      askedUntil = Math.max(askedUntil, clock.now() + ms);
      noted.push((each) => each.pause(at, at + ms));
    },
    now: () => time.now(),
    toLocal: (storeMs) => time.toLocal(storeMs),
    get state() {
      const state = alone?.state ?? known;
      if (noted.length === 0) return state;
      const preview = structuredClone(state);
      run(preview, alone, () => undefined);
      return preview;
    },
    get processes() {
      return processes();
    },
    hasGiven,
    isDisturbed: (turn) => !hasGiven(turn) || (alone === undefined && turn.startAt < backAt + OTHERS_BACK_MS),
    get isAlone() {
      return alone !== undefined;
    },
  };
}

/** What was noted before is all there is to change. */
function nothing(): void {}
