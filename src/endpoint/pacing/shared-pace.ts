import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { createLocks } from '../../async/locks.ts';
import type { Clock } from '../../clock.ts';
import { createPace, type Pace } from './pace.ts';
import { newDocument, present, readDocument, type SharedDocument } from './shared-document.ts';
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

/** @param now by the store's clock, in ms since the epoch, as are all times of the state */
export type PaceChange<T> = (pace: Pace, now: number) => T;

/**
 * The pace of all processes that use the endpoint's key. It is one text in the store: a change is computed here, and
 * written if nobody else has written meanwhile; otherwise it is computed again from what they wrote (optimistic
 * concurrency). While the store fails, this process goes on alone, with its share of the last known rate.
 */
export interface SharedPace {
  /** @param change may run several times; what the last run returns counts. Never rejects because of the store. */
  update<T>(change: PaceChange<T>): Promise<T>;
  /** Reads what others have written. */
  refresh(): Promise<void>;
  /** Makes a change with the next update, but shows it in `state` now. */
  note(change: PaceChange<unknown>): void;
  /** By the store's clock, in ms since the epoch. */
  now(): number;
  /** The same moment by this machine's clock. */
  toLocal(storeMs: number): number;
  /** As far as this process knows. */
  readonly state: SharedDocument;
  /** How many processes used the key lately; at least 1. */
  readonly processes: number;
}

/** A probe whose process has died holds the others up for this long. */
const PROBE_MS = 15_000;
/** How much of its share of the rate a process uses while it can't ask the store. */
const OF_SHARE = 0.9;
/** How often a failing store is tried. */
const RETRY_MS = 2_000;
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
  let noted: PaceChange<unknown>[] = [];
  /** The pace of this process while the store fails, its limit, and when the store is tried again. */
  let alone: { readonly state: SharedDocument; readonly share: number; retryAt: number } | undefined;

  const run = <T>(state: SharedDocument, most: number | undefined, change: PaceChange<T>): T => {
    const pace = createPace(state.pace, createSharedRate(state.rate, most), { random, probeMs: PROBE_MS });
    for (const each of noted) each(pace, time.now());
    return change(pace, time.now());
  };

  /** @returns whether `next` was written; if not, what others wrote is known now */
  async function swap(next?: string): Promise<boolean> {
    const sentAt = clock.now();
    const { swapped, found, now } = await shared.swap(text, next);
    time.learn(now, sentAt);
    hasAnswered = true;
    if (swapped) return true;
    text = found;
    // A store that was emptied is given what is known here.
    known = readDocument(found) ?? known;
    return false;
  }

  async function updateShared<T>(change: PaceChange<T>): Promise<T> {
    let isFresh = false;
    if (!hasAnswered) isFresh = !(await swap());
    for (let tries = 0; tries < MAX_CONFLICTS; tries += 1) {
      const draft = structuredClone(known);
      const made = noted.length;
      const result = run(draft, given, change);
      const isNews = (known.seen[id] ?? 0) < time.now() - SEEN_EVERY_MS;
      const isChanged = isNews || made > 0 || !isDeepStrictEqual(draft, known);
      if (!isChanged && isFresh) return result;
      draft.seen = { ...present(draft.seen, time.now()), [id]: Math.round(time.now()) };
      const next = isChanged ? JSON.stringify(draft) : undefined;
      isFresh = true;
      if (!(await swap(next))) continue;
      known = draft;
      text = next;
      noted = noted.slice(made);
      return result;
    }
    throw new Error(`The endpoint's pace could not be written in ${MAX_CONFLICTS} tries`);
  }

  function updateAlone<T>(own: NonNullable<typeof alone>, change: PaceChange<T>): T {
    if (clock.now() >= own.retryAt) {
      own.retryAt = clock.now() + RETRY_MS * (1 + random() / 2);
      tryStore(own).catch(() => undefined);
    }
    const result = run(own.state, own.share, change);
    noted = [];
    return result;
  }

  async function tryStore({ state }: NonNullable<typeof alone>): Promise<void> {
    await swap();
    alone = undefined;
    const { pausedUntil } = state.pace;
    if (pausedUntil > time.now()) noted.push((pace, now) => pace.pause(now, pausedUntil));
  }

  function processes(): number {
    return Math.max(Object.keys(present(known.seen, time.now())).length, 1);
  }

  function goAlone(): NonNullable<typeof alone> {
    const state = structuredClone(known);
    const share = (OF_SHARE * state.rate.perSecond) / processes();
    return { state, share, retryAt: clock.now() + RETRY_MS };
  }

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
    refresh: () =>
      orAlone(
        async () => void (await swap()),
        () => undefined,
      ),
    note: (change) => void noted.push(change),
    now: () => time.now(),
    toLocal: (storeMs) => time.toLocal(storeMs),
    get state() {
      const state = alone?.state ?? known;
      if (noted.length === 0) return state;
      const preview = structuredClone(state);
      run(preview, alone?.share ?? given, () => undefined);
      return preview;
    },
    get processes() {
      return processes();
    },
  };
}
