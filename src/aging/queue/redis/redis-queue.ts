import { retry } from '../../../async/retry.ts';
import type { Clock } from '../../../clock.ts';
import { ExplainedError } from '../../../i18n/explained-error.ts';
import type { Vault } from '../../../storage/sealing/vault.ts';
import { StorageError, type RedisAccess } from '../../../storage/storage.ts';
import type { ShowPlace } from '../../line/waiting-line.ts';
import type { Entry } from '../../request/entry.ts';
import { OwnedElsewhere, type EntryWorker, type WorkQueue } from '../work-queue.ts';
import { createHeldJobs } from './held-jobs.ts';
import { createJobCodec, jobIdOf } from './job-codec.ts';
import { createJobEntries } from './job-entries.ts';
import { createJobRuns } from './job-runs.ts';
import { createLinePlaces } from './line-places.ts';
import { createPlaceNotices } from './place-notices.ts';
import { openQueueEngine } from './engine/queue-engine.ts';
import { createRecentChanges } from './recent-changes.ts';
import { watchRedis } from './redis-health.ts';

export interface RedisQueueOptions {
  readonly redis: () => RedisAccess | undefined;
  readonly vault: Vault;
  /** Requests that this process runs at once; 0 = it only receives. */
  readonly width: number;
  /** Most requests that may go on without a place. Default: none. */
  readonly mostWithoutPlace?: number;
  /** How long a call can take, in ms. */
  readonly callMs: number;
  readonly estimateMs: (ahead: number) => number;
  readonly showPlace: ShowPlace;
  readonly clock: Clock;
  readonly onError: (error: unknown) => void;
}

/** How long a worker that could not look for jobs rests, in ms. */
const REST_MS = 1000;

/**
 * The queue of processes that share a Redis, on BullMQ: whoever receives a request adds it, and any worker runs it. A
 * worker that ends loses its lock, and BullMQ gives the job to another.
 */
export function createRedisQueue(options: RedisQueueOptions): WorkQueue {
  const { width, estimateMs, showPlace, clock, onError } = options;
  const stopping = new AbortController();
  let worker: EntryWorker | undefined;
  let opened: Awaited<ReturnType<typeof openParts>> | undefined;
  let isDraining = false;
  let isResting = false;

  const codec = createJobCodec(options.vault);
  const open = () => {
    if (!opened) throw new StorageError('The queue is not open yet');
    return opened;
  };
  const scripts = () => open().engine.scripts;
  const places = createLinePlaces({ scripts, codec, width, estimateMs, clock });
  const notices = createPlaceNotices({
    clock,
    look: async (request) => await scripts().place(codec.placeOf(request)),
    estimateMs,
    showPlace,
  });

  const openParts = async (entryWorker: EntryWorker, signal: AbortSignal | undefined) => {
    const redis = options.redis();
    if (!redis) throw new StorageError('The queue needs a Redis');
    const recent = createRecentChanges();
    // First, so that nothing has to be closed while Redis is away.
    const health = await watchRedis({
      connection: redis.connection,
      clock,
      onLost() {
        recent.lost();
        void engine.worker?.pause(true);
      },
      onBack: (hasLostWrites) => entries.restore(hasLostWrites),
      onSteady: () => void (isDraining || engine.worker?.resume()),
    });
    const engine = await openQueueEngine({
      redis,
      width,
      mostWithoutPlace: options.mostWithoutPlace ?? 0,
      process: (job, token) => runs.run(job, token),
      onError,
      onTrouble: () => void rest().catch(() => undefined),
      signal,
    });
    const backend = engine.queue.getBackend();
    const held = createHeldJobs({
      scripts: engine.scripts,
      health,
      extendLocks: (...locks) => engine.connection.timed(() => backend.extendLocks(...locks)),
      seal: codec.sealJson,
      clock,
      connectionName: engine.connection.name,
    });
    const entries = createJobEntries({
      engine,
      health,
      held,
      recent,
      codec,
      clock,
      free: () =>
        engine.worker?.isRunning() && !engine.worker.isPaused() && health.isSteady ? engine.most - held.size : 0,
    });
    const runs = createJobRuns({
      engine,
      held,
      recent,
      codec,
      worker: entryWorker,
      callMs: options.callMs,
      stopping: stopping.signal,
      onStart: notices.stop,
      onError,
    });
    health.start();
    return { engine, health, held, entries, runs, recent };
  };

  /** Takes no jobs until Redis takes commands: it may refuse them for long, as with a full memory or disk. */
  const rest = async () => {
    if (!opened?.engine.worker?.isRunning() || isResting) return;
    const { engine, health, entries, recent } = opened;
    isResting = true;
    recent.lost();
    try {
      await engine.worker?.pause(true);
      await clock.sleep(REST_MS, stopping.signal);
      await retry(entries.catchUp, { clock, signal: stopping.signal, delayMs: () => REST_MS });
    } finally {
      isResting = false;
    }
    // Otherwise the end of the outage does it.
    if (!health.isSteady) return;
    recent.found();
    if (!isDraining) await engine.worker?.resume();
  };

  const takeNoMore = async () => {
    isDraining = true;
    await opened?.engine.worker?.pause(true);
  };

  return {
    attach: (who) => void (worker = who),
    async open(signal) {
      if (!worker) throw new Error('Nobody works on the entries of this queue');
      opened = await openParts(worker, signal);
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

    enter: (request) => places.enter(request),
    // It counts from its place on.
    expect: () => undefined,
    // Any process may run it, and would open the photo a second time.
    runsNextHere: () => false,
    leave: (request) => places.leave(request),

    async add({ request, receipts, startAt }) {
      const entry: Entry = { request, receipts, startAt, stage: { name: 'admitted' }, calls: 0 };
      await open().entries.add(entry, places.find(request)?.round ?? 1);
      return entry;
    },
    async release(entry) {
      const { request, startAt } = entry;
      const { round = 1, waits = true } = places.find(request) ?? {};
      places.forget(request);
      if (waits || startAt > clock.now()) notices.watch(request, startAt);
      await open().entries.release(entry, round);
    },

    async write(entry) {
      const { held } = open();
      const own = held.get(entry.request.id);
      if (!own) throw new StorageError('This request is not run here');
      await held.write(own, entry);
    },
    async mustOwn({ request, stage }, signal) {
      const { held } = open();
      const own = held.get(request.id);
      if (!own) return;
      // A call that began now could be cut off by the end of this process, and paid twice.
      if (isDraining && stage.name === 'acknowledged') {
        own.isHandedOver = true;
        throw new OwnedElsewhere();
      }
      await held.mustOwn(own, signal);
    },
    mustStillOwn({ request }) {
      const { held } = open();
      const own = held.get(request.id);
      if (own) held.mustStillOwn(own);
    },
    async setDown(entry) {
      const { held } = open();
      const own = held.get(entry.request.id);
      if (own) await held.writeOnce(own, { ...entry, run: 'left' }).catch(() => undefined);
    },
    async end({ request }) {
      const { held, recent, engine } = open();
      const own = held.get(request.id);
      // Its run removes it.
      if (own) return void (own.isEnded = true);
      const place = codec.placeOf(request);
      places.forget(request);
      notices.stop(request.id);
      recent.note({ kind: 'ended', place });
      await engine.scripts.remove(place);
    },
    async withdraw({ request }) {
      const { held, recent, engine } = open();
      const own = held.get(request.id);
      const place = codec.placeOf(request);
      if (!(await engine.scripts.withdraw(place, own?.token ?? '', own?.run ?? 0))) throw new OwnedElsewhere();
      if (own) own.isEnded = true;
      places.forget(request);
      notices.stop(request.id);
      recent.note({ kind: 'ended', place });
    },

    async cancel(id, userId) {
      const { runs } = open();
      const found = await runs.find(jobIdOf(id));
      if (found?.entry.stage.name !== 'acknowledged') return 'started';
      if (found.entry.request.userId !== userId) return 'not_yours';
      const hasWaited = await runs.turnAway(found.entry, found.round, new ExplainedError('cancelled'));
      return hasWaited ? 'cancelled' : 'started';
    },
    of: async (userId) => await open().runs.of(userId),
    turnAway: (reason) => void opened?.runs.turnAllAway(reason).catch(onError),

    async drain() {
      await takeNoMore();
      await opened?.runs.settled();
    },
    async stop() {
      await takeNoMore();
      const left = opened?.runs.active ?? 0;
      stopping.abort(new ExplainedError('restarting'));
      notices.stopAll();
      await opened?.runs.settled();
      return left;
    },
    get waiting() {
      return notices.size;
    },
    get active() {
      return opened?.runs.active ?? 0;
    },
    async [Symbol.asyncDispose]() {
      notices.stopAll();
      opened?.health[Symbol.dispose]();
      opened?.held[Symbol.dispose]();
      opened?.entries[Symbol.dispose]();
      await opened?.engine[Symbol.asyncDispose]();
    },
  };
}
