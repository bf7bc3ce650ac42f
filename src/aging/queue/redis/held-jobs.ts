import type { Clock } from '../../../clock.ts';
import { patiently } from '../../../storage/patiently.ts';
import type { Entry } from '../../request/entry.ts';
import { OwnedElsewhere } from '../work-queue.ts';
import type { JobPlace, QueueScripts } from './engine/queue-scripts.ts';
import type { RedisHealth } from './redis-health.ts';

/** A job that this process runs. */
export interface Held {
  readonly place: JobPlace;
  readonly token: string;
  /** The number of the run: another one has a higher number. */
  readonly run: number;
  readonly round: number;
  /** As it was last written, or should have been. */
  entry: Entry;
  /** Until when no other process can have it, in ms of `performance.now()`. */
  heldUntil: number;
  isLost: boolean;
  /** Nothing was paid or shown, and another process is to begin with it. */
  isHandedOver: boolean;
  isEnded: boolean;
}

export interface HeldJobsOptions {
  readonly scripts: QueueScripts;
  readonly health: RedisHealth;
  /** @returns the ids whose locks could not be extended. */
  readonly extendLocks: (ids: string[], tokens: string[], lockMs: number) => Promise<readonly string[]>;
  readonly seal: (entry: Entry) => string;
  readonly clock: Clock;
  /** The name of this process' connection. */
  readonly connectionName: string;
}

/**
 * How long a job is its worker's without a sign of life, in ms. Its worker renews it three times as often, so that it
 * outlasts a Redis that is away for 8 s.
 */
export const LOCK_MS = 15_000;
const RENEW_MS = LOCK_MS / 3;
/** How long a request that isn't made yet waits for a store that fails, in ms. */
const PATIENCE_MS = 30_000;
const AGAIN_MS = 250;
/** How long a notice can take to arrive, in ms: it must not replace the answer. */
const NOTICE_FLIGHT_MS = 3000;

/** The jobs that this process runs: their locks, and their stages. */
export function createHeldJobs({ scripts, health, extendLocks, seal, clock, connectionName }: HeldJobsOptions) {
  const jobs = new Map<string, Held>();

  const reclaim = async (held: Held, isLost: boolean) => {
    const at = performance.now();
    const { place, token, run, round } = held;
    const lost = isLost ? { data: seal(held.entry), round } : undefined;
    const isOurs = await scripts.reclaim(place, { token, run, lockMs: LOCK_MS }, lost);
    if (isOurs) held.heldUntil = at + LOCK_MS;
    else held.isLost = true;
    return isOurs;
  };

  const renew = async () => {
    const all = [...jobs.values()].filter(({ isLost }) => !isLost);
    if (all.length === 0 || health.isDown) return;
    const at = performance.now();
    const ids = all.map(({ place }) => place.id);
    const failed = await extendLocks(
      ids,
      Array.from(all, ({ token }) => token),
      LOCK_MS,
    );
    for (const held of all) {
      if (!failed.includes(held.place.id)) held.heldUntil = at + LOCK_MS;
      else if (jobs.has(held.entry.request.id)) await reclaim(held, false);
    }
  };
  // A renewal that fails is made up for by the next, or by `mustOwn`.
  const timer = setInterval(() => void renew().catch(() => undefined), RENEW_MS).unref();

  const store = async (held: Held) => {
    await health.mustBeSteady();
    const { place, token, entry } = held;
    const at = performance.now();
    const isStarted = entry.stage.name !== 'acknowledged';
    const { stage } = entry;
    const caller = stage.name === 'calling' && stage.inCall !== false ? connectionName : '';
    const { written, noticedMs } = await scripts.write(
      place,
      { token, lockMs: LOCK_MS, caller },
      seal(entry),
      isStarted,
    );
    if (written) held.heldUntil = at + LOCK_MS;
    return { written, noticedMs };
  };

  return {
    add: (held: Held) => void jobs.set(held.entry.request.id, held),
    get: (id: string) => jobs.get(id),
    delete: (id: string) => void jobs.delete(id),
    values: () => [...jobs.values()],
    get size() {
      return jobs.size;
    },
    reclaim,

    /** Stores the entry, if it is still this process's. @throws {OwnedElsewhere} {StorageError} */
    async write(held: Held, entry: Entry): Promise<void> {
      held.entry = entry;
      const { name } = entry.stage;
      const put = async () => {
        if (held.isLost) throw new OwnedElsewhere();
        const first = await store(held);
        if (first.written) return first.noticedMs;
        if (!(await reclaim(held, false))) throw new OwnedElsewhere();
        return (await store(held)).noticedMs;
      };
      // A result that exists, or a sentence, doesn't wait for the store.
      const patienceMs = name === 'acknowledged' || name === 'calling' ? PATIENCE_MS : 0;
      const noticedMs = await patiently(put, clock, undefined, patienceMs);
      const isNext = name === 'called' || name === 'failed';
      if (isNext && noticedMs !== undefined) await clock.sleep(NOTICE_FLIGHT_MS - noticedMs);
    },

    /** Stores the entry if that is possible now. @throws {StorageError} */
    async writeOnce(held: Held, entry: Entry): Promise<void> {
      if (held.isLost || held.isEnded) return;
      held.entry = entry;
      await store(held);
    },

    /** @throws {OwnedElsewhere} the signal's reason. */
    async mustOwn(held: Held, signal: AbortSignal): Promise<void> {
      while (!held.isLost && held.heldUntil <= performance.now()) {
        const isKnown =
          !health.isDown &&
          (await reclaim(held, false).then(
            () => true,
            () => false,
          ));
        if (!isKnown) await clock.sleep(AGAIN_MS, signal);
      }
      if (held.isLost) throw new OwnedElsewhere();
    },

    /** @throws {OwnedElsewhere} */
    mustStillOwn(held: Held): void {
      held.isLost ||= held.heldUntil <= performance.now();
      if (held.isLost) throw new OwnedElsewhere();
    },

    [Symbol.dispose]: () => clearInterval(timer),
  };
}

export type HeldJobs = ReturnType<typeof createHeldJobs>;
