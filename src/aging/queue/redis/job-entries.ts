import type { Clock } from '../../../clock.ts';
import { attempt } from '../../../storage/attempt.ts';
import { patiently } from '../../../storage/patiently.ts';
import type { Entry } from '../../request/entry.ts';
import type { HeldJobs } from './held-jobs.ts';
import type { JobCodec } from './job-codec.ts';
import type { QueueEngine } from './engine/queue-engine.ts';
import type { RecentChanges } from './recent-changes.ts';
import type { RedisHealth } from './redis-health.ts';

export interface JobEntriesOptions {
  readonly engine: QueueEngine;
  readonly health: RedisHealth;
  readonly held: HeldJobs;
  readonly recent: RecentChanges;
  readonly codec: JobCodec;
  readonly clock: Clock;
  /** How many more jobs this process can run now. */
  readonly free: () => number;
}

/**
 * How long an added entry waits to be released, in ms. A receiver acknowledges within 3 s or has ended; the rest is for
 * machines whose clocks differ.
 */
const HOLD_MS = 18_000;
/**
 * BullMQ ends a delay by the clock of the worker that looks, in ms by which that may be off. So it is told a later time,
 * and whoever has released an entry lets it go when its turn comes; if that process has ended, it starts this much later.
 */
const CLOCKS_DIFFER_MS = 10_000;
/** How long a release is retried while Redis is down, in ms. */
const RELEASE_PATIENCE_MS = 30_000;
/** The name of a job that is added a second time, since Redis seems to have lost it. */
export const ADDED_AGAIN = 'again';

/** What this process adds to the queue. */
export function createJobEntries({ engine, health, held, recent, codec, clock, free }: JobEntriesOptions) {
  const { queue, scripts, connection } = engine;

  const put = async (name: string, entry: Entry, round: number) => {
    const place = codec.placeOf(entry.request);
    const add = () => queue.add(name, codec.seal(entry), { jobId: place.id, delay: HOLD_MS, priority: round });
    await attempt('add', () => connection.timed(add, () => scripts.remove(place)));
  };

  const closing = new AbortController();

  const letGo = async (entry: Entry) => {
    const inMs = Math.max(0, entry.startAt - clock.now());
    const delayMs = inMs > 0 ? inMs + CLOCKS_DIFFER_MS : 0;
    const place = codec.placeOf(entry.request);
    const { isReleased, isOurs } = await scripts.release(place, codec.sealJson(entry), delayMs, free());
    // It stopped meanwhile.
    if (isOurs && free() === 0) await scripts.wake();
    else if (isOurs) engine.wake();
    if (isReleased && inMs > 0) void letGoInTurn(entry, inMs);
  };

  const letGoInTurn = async (entry: Entry, inMs: number) => {
    try {
      await clock.sleep(inMs, closing.signal);
      await release(entry);
    } catch {
      // BullMQ lets it go later.
    }
  };

  const release = async (entry: Entry) => {
    const attemptIt = async () => {
      await health.mustBeSteady();
      await letGo(entry);
    };
    await patiently(attemptIt, clock, closing.signal, RELEASE_PATIENCE_MS);
  };

  /** What could not be removed when it ended must not be run again. */
  const removeEnded = async () => {
    for (const { place, token } of recent.ended()) await scripts.remove(place, token);
  };

  return {
    /** Stores an entry, which isn't run before it is released or its receiver has ended. */
    async add(entry: Entry, round: number): Promise<void> {
      await put('request', entry, round);
      recent.note({ kind: 'open', place: codec.placeOf(entry.request), entry, round });
    },

    /** Lets an entry run when its turn comes. Waits while Redis is away: by then the person waits anyway. */
    async release(entry: Entry, round: number): Promise<void> {
      recent.note({ kind: 'open', place: codec.placeOf(entry.request), entry, round });
      await release(entry);
    },

    /** Makes up for what Redis missed while it was away, or lost when it crashed. */
    async restore(hasLostWrites: boolean): Promise<void> {
      for (const each of held.values()) await held.reclaim(each, hasLostWrites);
      await removeEnded();
      for (const { entry, round } of hasLostWrites ? recent.open() : []) {
        if (held.get(entry.request.id)) continue;
        await put(ADDED_AGAIN, entry, round);
        if (entry.stage.name === 'acknowledged') await letGo(entry);
      }
      recent.found();
    },

    /** Makes up for what a Redis refused that was there all the time. Rejects with a {@link StorageError} while it does. */
    async catchUp(): Promise<void> {
      await scripts.wake();
      await removeEnded();
    },

    [Symbol.dispose]: () => closing.abort(),
  };
}

export type JobEntries = ReturnType<typeof createJobEntries>;
