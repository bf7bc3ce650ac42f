import { parseRedisUrl } from '../../../src/storage/redis/connecting/redis-address.ts';
import { connectRedis, type RedisConnection } from '../../../src/storage/redis/connecting/redis-connection.ts';
import { createFairQueue } from '../../../src/async/fair-queue.ts';
import { createWaitingLine, type Place } from '../../../src/aging/line/waiting-line.ts';
import { createEmbeddedQueue } from '../../../src/aging/queue/embedded-queue.ts';
import { createRedisQueue } from '../../../src/aging/queue/redis/redis-queue.ts';
import type { EntryWorker, Run, WorkQueue } from '../../../src/aging/queue/work-queue.ts';
import type { AgeRequest } from '../../../src/aging/request/age-request.ts';
import { entrySchema, type Entry } from '../../../src/aging/request/entry.ts';
import { explained } from '../../../src/aging/request/failure.ts';
import { systemClock } from '../../../src/clock.ts';
import { openMemoryStorage } from '../../../src/storage/memory/memory-storage.ts';
import { createVault } from '../../../src/storage/sealing/vault.ts';
import { anyRequest } from '../../support/fakes/any-request.ts';
import { eventually } from '../../support/eventually.ts';

/** A process that works on entries: it waits in the middle of each until it is told how to go on. */
export interface Process {
  readonly queue: WorkQueue;
  /** What it has begun to run, in order. */
  readonly runs: readonly (Run & { readonly entry: Entry })[];
  readonly turnedAway: readonly { readonly id: string; readonly reason: string }[];
  readonly places: readonly (Place & { readonly id: string })[];
  readonly errors: readonly unknown[];
  /** Lets a run go on. */
  finish(id: string): void;
  /** Ends a run without an end of its entry. */
  leave(id: string): void;
  /** Runs end by themselves from now on. */
  finishAll(): void;
  /** Enters, adds and releases a request. */
  put(more?: Partial<AgeRequest>, startAt?: number): Promise<Entry>;
  /** Enters and adds a request. */
  add(more?: Partial<AgeRequest>, startAt?: number): Promise<Entry>;
  ran(id: string, times?: number): Promise<void>;
}

export interface QueueWorld extends AsyncDisposable {
  start(options?: { readonly width?: number }): Promise<Process>;
}

type Make = (options: {
  width: number;
  showPlace: (request: AgeRequest, place: Place) => void;
  onError: (error: unknown) => void;
  /** What ends after the queue. */
  parts: AsyncDisposableStack;
}) => Promise<WorkQueue>;

function worldOf(make: Make, dispose: () => Promise<void>): QueueWorld {
  const parts = new AsyncDisposableStack();
  return {
    async start({ width = 1 } = {}) {
      const runs: (Run & { entry: Entry })[] = [];
      const turnedAway: { id: string; reason: string }[] = [];
      const places: (Place & { id: string })[] = [];
      const errors: unknown[] = [];
      const under = new Map<string, () => void>();
      const left = new Set<string>();
      let isFree = false;
      const showPlace = ({ id }: AgeRequest, place: Place) => void places.push({ id, ...place });
      const queue = parts.use(await make({ width, showPlace, onError: (error) => errors.push(error), parts }));
      parts.defer(async () => void (await queue.stop()));
      const worker: EntryWorker = {
        async run(entry, how) {
          runs.push({ ...how, entry });
          const { promise, resolve } = Promise.withResolvers<void>();
          under.set(entry.request.id, resolve);
          how.signal.addEventListener('abort', () => resolve());
          if (!isFree) await promise;
          if (!how.signal.aborted && !left.has(entry.request.id)) await queue.end(entry);
        },
        async turnAway(entry, error) {
          turnedAway.push({ id: entry.request.id, reason: explained(error).reason });
          await queue.end(entry);
        },
      };
      queue.attach(worker);
      await queue.open();
      await queue.recover();
      const process: Process = {
        queue,
        runs,
        turnedAway,
        places,
        errors,
        finish: (id) => under.get(id)?.(),
        leave(id) {
          left.add(id);
          under.get(id)?.();
        },
        finishAll() {
          isFree = true;
          for (const resolve of under.values()) resolve();
        },
        async add(more, startAt = Date.now()) {
          const request = anyRequest({ deadline: Date.now() + 870_000, ...more });
          await queue.enter(request);
          queue.expect(request, startAt);
          return await queue.add({ request, receipts: [], startAt });
        },
        async put(more, startAt) {
          const entry: Entry = { ...(await process.add(more, startAt)), stage: { name: 'acknowledged' } };
          await queue.release(entry);
          return entry;
        },
        async ran(id, times = 1) {
          await eventually(() => {
            const count = runs.filter(({ entry }) => entry.request.id === id).length;
            if (count !== times) throw new Error(`${id} was run ${count} times`);
          });
        },
      };
      return process;
    },
    async [Symbol.asyncDispose]() {
      await parts.disposeAsync();
      await dispose();
    },
  };
}

const estimateMs = (ahead: number) => ahead * 1000;

/** Processes, one after the other, on one table. */
export function embeddedWorld(): QueueWorld {
  const storage = openMemoryStorage({ clock: systemClock });
  return worldOf(
    async ({ width, showPlace }) => {
      const line = createWaitingLine({
        queue: createFairQueue({ width, mostWithoutSlot: 1 }),
        clock: systemClock,
        estimateMs,
        showPlace,
      });
      return createEmbeddedQueue({ table: storage.table('journal', entrySchema), line, clock: systemClock });
    },
    async () => await storage[Symbol.asyncDispose](),
  );
}

/** Processes on one Redis, each with a connection of its own. */
export function redisWorld(url: string, key = 1, connect = () => connectTo(url)): QueueWorld {
  const vault = createVault([Buffer.alloc(32, key)]);
  return worldOf(
    async ({ parts, ...options }) => {
      const redis = { prefix: 'face-age-bot:', connection: parts.use(await connect()) };
      return createRedisQueue({
        ...options,
        mostWithoutPlace: 1,
        redis: () => redis,
        vault,
        callMs: 120_000,
        estimateMs,
        clock: systemClock,
      });
    },
    () => Promise.resolve(),
  );
}

export async function connectTo(url: string): Promise<RedisConnection> {
  const address = parseRedisUrl(url);
  if (!address) throw new Error('This is no address of a Redis');
  return await connectRedis({ address, anyKey: 'any' });
}
