import { randomUUID } from 'node:crypto';
import { WaitingError, type Job } from 'bullmq';
import type { Clock } from '../../../clock.ts';
import { ExplainedError } from '../../../i18n/explained-error.ts';
import { attempt } from '../../../storage/attempt.ts';
import { fit, parseJson } from '../../../storage/fit.ts';
import { patiently } from '../../../storage/patiently.ts';
import type { Vault } from '../../../storage/sealing/vault.ts';
import { StorageError } from '../../../storage/storage.ts';
import type { ShowPlace } from '../../line/waiting-line.ts';
import { laneOf, type AgeRequest } from '../../request/age-request.ts';
import { entrySchema, type Entry } from '../../request/entry.ts';
import { KEPT_AFTER_DEADLINE_MS, type EntryWorker, type WorkQueue } from '../work-queue.ts';
import { createHeldJobs, LOCK_MS, type Held, type HeldJobs } from './held-jobs.ts';
import { createPlaceNotices } from './place-notices.ts';
import { openQueueEngine, type QueueEngine } from './queue-engine.ts';
import type { JobPlace } from './queue-scripts.ts';
import { createRecentChanges } from './recent-changes.ts';
import { watchRedis, type RedisHealth } from './redis-health.ts';

export interface RedisQueueOptions {
  readonly url: string;
  readonly vault: Vault;
  /** Requests that this process runs at once; 0 = it only receives. */
  readonly width: number;
  readonly estimateMs: (ahead: number) => number;
  readonly showPlace: ShowPlace;
  readonly clock: Clock;
  readonly onError: (error: unknown) => void;
}

/**
 * How long an added entry waits to be released, in ms. A receiver acknowledges within 3 s or has ended; the rest is for
 * machines whose clocks differ.
 */
const HOLD_MS = 15_000;
/** How long a release is tried while Redis is away, in ms. */
const RELEASE_PATIENCE_MS = 30_000;
/** When an entry that can't be read here is offered to others again, in ms. */
const UNREADABLE_AGAIN_MS = 30_000;

interface Opened {
  readonly engine: QueueEngine;
  readonly health: RedisHealth;
  readonly held: HeldJobs;
}

/** What is known of a request between its place and its release. */
interface Entered {
  readonly round: number;
  /** Whether it will wait for others. */
  readonly waits: boolean;
}

/**
 * The queue of processes that share a Redis, on BullMQ: whoever receives a request adds it, and any worker runs it. A
 * worker that ends loses its lock, and BullMQ gives the job to another.
 */
export function createRedisQueue(options: RedisQueueOptions): WorkQueue {
  const { url, vault, width, estimateMs, showPlace, clock, onError } = options;
  const stopping = new AbortController();
  const running = new Set<Promise<unknown>>();
  const entered = new Map<string, Entered>();
  const recent = createRecentChanges();
  let worker: EntryWorker | undefined;
  let opened: Opened | undefined;
  let isDraining = false;

  const open = (): Opened => {
    if (!opened) throw new StorageError('The queue is not open yet');
    return opened;
  };
  const placeOf = (request: AgeRequest): JobPlace => ({
    // BullMQ takes no id that is a number.
    id: `r-${request.id}`,
    lane: vault.alias(laneOf(request)),
  });
  const seal = (entry: Entry) => vault.seal(JSON.stringify(entry));
  const sealed = (entry: Entry) => JSON.stringify(seal(entry));
  const unseal = (data: unknown): Entry | undefined => {
    const text = typeof data === 'string' ? vault.open(data) : undefined;
    return text === undefined ? undefined : fit(entrySchema, parseJson(text));
  };

  const notices = createPlaceNotices({
    clock,
    look: async (request) => await open().engine.scripts.place(placeOf(request)),
    estimateMs,
    showPlace,
  });

  const track = async <T>(work: Promise<T>): Promise<T> => {
    running.add(work);
    return await work.finally(() => running.delete(work));
  };
  const takeNoMore = async () => {
    isDraining = true;
    await opened?.engine.worker?.pause(true);
  };
  const settled = async () => {
    while (running.size > 0) await Promise.allSettled(running);
  };

  const hold = (entry: Entry, more: Pick<Held, 'token' | 'run' | 'round'>, heldSince: number): Held => {
    const held = {
      ...more,
      place: placeOf(entry.request),
      entry,
      heldUntil: heldSince + LOCK_MS,
      isLost: false,
      isEnded: false,
    };
    open().held.add(held);
    notices.stop(entry.request.id);
    return held;
  };

  /** Runs one job. What isn't ended by then goes back, unless another process has it. */
  const run = async (job: Job<string>, token = ''): Promise<void> => {
    const { engine, held: jobs } = open();
    const entry = unseal(job.data);
    if (!entry) return await pass(job, token);
    const { attemptsStarted, processedOn = Date.now(), timestamp, opts, name } = job;
    const heldSince = performance.now() - (Date.now() - processedOn);
    const held = hold(entry, { token, run: attemptsStarted, round: opts.priority ?? 1 }, heldSince);
    try {
      const resumed = attemptsStarted > 1 || name === AGAIN || entry.stage.name !== 'acknowledged';
      const waitedMs = Math.max(0, processedOn - timestamp);
      await worker?.run(entry, { resumed, waitedMs, signal: stopping.signal });
    } finally {
      jobs.delete(entry.request.id);
    }
    if (held.isEnded) recent.note({ kind: 'ended', place: held.place });
    if (held.isLost) throw new WaitingError();
    if (held.isEnded || !stopping.signal.aborted) return;
    await job.moveToWait(token).catch(() => undefined);
    await engine.scripts.wake(held.place).catch(() => undefined);
    throw new WaitingError();
  };

  /** Leaves a job to a process that has its key, until nobody can use it any more. */
  const pass = async (job: Job<string>, token: string) => {
    onError(new StorageError('A request cannot be read: STORAGE_KEY differs from that of the process that stored it'));
    if (Date.now() - job.timestamp > KEPT_AFTER_DEADLINE_MS) return;
    await job.moveToDelayed(Date.now() + UNREADABLE_AGAIN_MS, token).catch(() => undefined);
    throw new WaitingError();
  };

  const add = async (name: string, entry: Entry, round: number) => {
    const { engine } = open();
    const place = placeOf(entry.request);
    const put = () => engine.queue.add(name, seal(entry), { jobId: place.id, delay: HOLD_MS, priority: round });
    await attempt('add', () => engine.connection.timed(put, () => engine.scripts.remove(place)));
    recent.note({ kind: 'open', place, entry, round });
  };

  const release = async (entry: Entry) => {
    const { engine, health } = open();
    const inMs = Math.max(0, entry.startAt - clock.now());
    await health.mustBeSteady();
    await engine.scripts.release(placeOf(entry.request), sealed(entry), inMs);
  };

  /** Makes up for what Redis missed while it was away, or lost when it crashed. */
  const restore = async (hasLostWrites: boolean) => {
    const { engine, held } = open();
    for (const each of held.values()) await held.reclaim(each, hasLostWrites);
    for (const { place } of recent.ended()) await engine.scripts.remove(place);
    for (const { entry, round, place } of hasLostWrites ? recent.open() : []) {
      if (held.get(entry.request.id)) continue;
      await add(AGAIN, entry, round);
      const inMs = Math.max(0, entry.startAt - clock.now());
      if (entry.stage.name === 'acknowledged') await engine.scripts.release(place, sealed(entry), inMs);
    }
    recent.found();
  };

  /** Takes a waiting job out of the line, and ends it. @returns whether it waited. */
  const turnAway = async (entry: Entry, round: number, error: ExplainedError): Promise<boolean> => {
    const { engine, held: jobs } = open();
    const token = randomUUID();
    const place = placeOf(entry.request);
    const since = performance.now();
    const number = await engine.scripts.take(place, token, LOCK_MS);
    if (number === 0) return false;
    const held = hold(entry, { token, run: number, round }, since);
    const end = async () => {
      await worker?.turnAway(entry, error, stopping.signal);
      jobs.delete(entry.request.id);
      // What a stop has interrupted is said by another process.
      if (!held.isEnded && stopping.signal.aborted) return;
      recent.note({ kind: 'ended', place });
      await engine.scripts.remove(place, token).catch(() => undefined);
    };
    void track(end());
    return true;
  };

  /** @throws {StorageError} */
  const find = async (jobId: string) => {
    const { queue, connection } = open().engine;
    const job = await attempt('get', () => connection.timed(async () => (await queue.getJob(jobId)) ?? undefined));
    const entry = unseal(job?.data);
    return job && entry ? { entry, round: job.priority } : undefined;
  };

  const turnAllAway = async (reason: () => ExplainedError) => {
    const { queue, connection } = open().engine;
    const jobs = await connection.timed(() => queue.getJobs(['prioritized', 'delayed']));
    for (const job of jobs) {
      const entry = unseal(job.data);
      if (entry?.stage.name === 'acknowledged') await turnAway(entry, job.priority, reason());
    }
  };

  return {
    attach: (who) => void (worker = who),

    async open() {
      const engine = await openQueueEngine({ url, width, process: (job, token) => track(run(job, token)), onError });
      const health = await watchRedis({
        connection: engine.connection,
        clock,
        onLost() {
          recent.lost();
          void engine.worker?.pause(true);
        },
        onBack: restore,
        onSteady: () => void (isDraining || engine.worker?.resume()),
      });
      const backend = engine.queue.getBackend();
      const extendLocks = (ids: string[], tokens: string[], lockMs: number) =>
        engine.connection.timed(() => backend.extendLocks(ids, tokens, lockMs));
      const held = createHeldJobs({ scripts: engine.scripts, health, extendLocks, seal: sealed, clock });
      opened = { engine, health, held };
    },

    async recover() {
      const { engine, health } = open();
      if (!engine.worker || isDraining) return;
      // Others may still be saying what they run.
      if ((await health.hasJustStarted()) && (await engine.queue.getActiveCount()) > 0) {
        await clock.sleep(health.graceMs, stopping.signal);
      }
      void engine.worker.run().catch(onError);
    },

    async enter(request) {
      const { waiting, ahead, round, active } = await open().engine.scripts.enter(placeOf(request));
      entered.set(request.id, { round, waits: ahead > 0 || active >= width });
      return { waiting, startsAt: clock.now() + estimateMs(ahead) };
    },
    expect: () => undefined,
    leave(request) {
      entered.delete(request.id);
      void opened?.engine.scripts.leave(placeOf(request)).catch(() => undefined);
    },

    async add({ request, receipts, startAt }) {
      const entry: Entry = { request, receipts, startAt, stage: { name: 'admitted' }, calls: 0 };
      await add('request', entry, entered.get(request.id)?.round ?? 1);
      return entry;
    },
    async release(entry) {
      const { request, startAt } = entry;
      const { round = 1, waits = true } = entered.get(request.id) ?? {};
      entered.delete(request.id);
      recent.note({ kind: 'open', place: placeOf(request), entry, round });
      if (waits || startAt > clock.now()) notices.watch(request, startAt);
      await patiently(() => release(entry), clock, undefined, RELEASE_PATIENCE_MS);
    },

    async write(entry) {
      const held = open().held.get(entry.request.id);
      if (!held) throw new StorageError('This request is not run here');
      await open().held.write(held, entry);
    },
    async mustOwn({ request }, signal) {
      const held = open().held.get(request.id);
      if (held) await open().held.mustOwn(held, signal);
    },
    async end({ request }) {
      const held = open().held.get(request.id);
      if (held) return void (held.isEnded = true);
      const place = placeOf(request);
      notices.stop(request.id);
      entered.delete(request.id);
      recent.note({ kind: 'ended', place });
      await open().engine.scripts.remove(place);
    },

    async cancel(id, userId) {
      const found = await find(`r-${id}`);
      if (!found || found.entry.stage.name !== 'acknowledged') return 'started';
      if (found.entry.request.userId !== userId) return 'not_yours';
      const wasWaiting = await turnAway(found.entry, found.round, new ExplainedError('cancelled'));
      return wasWaiting ? 'cancelled' : 'started';
    },
    turnAway: (reason) => void turnAllAway(reason).catch(onError),

    async drain() {
      await takeNoMore();
      await settled();
    },
    async stop() {
      await takeNoMore();
      const left = running.size;
      stopping.abort(new ExplainedError('restarting'));
      notices.stopAll();
      await settled();
      return left;
    },
    get waiting() {
      return notices.size;
    },
    get active() {
      return running.size;
    },
    async [Symbol.asyncDispose]() {
      notices.stopAll();
      opened?.health[Symbol.dispose]();
      opened?.held[Symbol.dispose]();
      await opened?.engine[Symbol.asyncDispose]();
    },
  };
}

/** The name of a job that is added a second time, since Redis seems to have lost it. */
const AGAIN = 'again';
