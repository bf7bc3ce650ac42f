import { Queue, Worker, type Processor } from 'bullmq';
import { attempt } from '../../../../storage/attempt.ts';
import type { RedisAccess } from '../../../../storage/storage.ts';
import { LOCK_MS } from '../held-jobs.ts';
import { createFrugalBackend } from './frugal-backend.ts';
import { createQueueScripts } from './queue-scripts.ts';

export interface QueueEngineOptions {
  /** Of an open store. */
  readonly redis: RedisAccess;
  /** Jobs that this process runs at once; 0 = none. */
  readonly width: number;
  /** Most jobs that may go on without a place, while others run in theirs. */
  readonly mostWithoutPlace: number;
  /** Runs one job; it never rejects but for jobs that it has moved back. */
  readonly process: Processor<string>;
  /** What the operator should know; a lost connection is reported by the store. */
  readonly onError: (error: unknown) => void;
  /**
   * The worker could not look for jobs, and should rest for a while. It would look again at once, without end, and when
   * the connection refuses commands, without ever letting the event loop go on.
   */
  readonly onTrouble: () => void;
  /** Ends the attempt to connect. */
  readonly signal?: AbortSignal | undefined;
}

const NAME = 'requests';
/** How often one of all workers looks for jobs whose workers have ended, in ms. */
const STALLED_EVERY_MS = 5000;
/** How long an idle worker waits for a job before it polls, in s. */
const ASK_EVERY_S = 5;
/** Crashes that a job survives: its request's deadline ends it. */
const CRASHES = 1_000_000;
/** What is said of each job in a stream that nobody reads. */
const MAX_EVENTS = 100;
/** How long the connection on which a worker waits may take, in ms. */
const CONNECTING_MS = 5000;
/** How long a worker may take to let go of its connection, in ms. */
const CLOSING_MS = 1000;

export type QueueEngine = Awaited<ReturnType<typeof openQueueEngine>>;

/**
 * BullMQ on the connection of the store, and one more on which an idle worker waits.
 *
 * @throws {StorageError} when there is no connection within 5 s, or the signal is aborted.
 */
export async function openQueueEngine(options: QueueEngineOptions) {
  const { redis, width, mostWithoutPlace, process, onError, onTrouble, signal } = options;
  const { connection } = redis;
  const shared = {
    connection: connection.client,
    // BullMQ puts a colon after it.
    prefix: redis.prefix.replace(/:$/, ''),
    // The store has looked at the server.
    skipVersionCheck: true,
  };
  const queue = new Queue<string>(NAME, { ...shared, streams: { events: { maxLen: MAX_EVENTS } } });
  const scripts = createQueueScripts(connection, (name) => queue.toKey(name));
  const mayTake = () => worker !== undefined && !worker.isPaused();
  const backend = createFrugalBackend({ scripts, lockMs: LOCK_MS, mayTake });
  const workerOptions = {
    ...shared,
    autorun: false,
    concurrency: width,
    lockDuration: LOCK_MS,
    // Locks are renewed with the knowledge of what is run here.
    skipLockRenewal: true,
    stalledInterval: STALLED_EVERY_MS,
    maxStalledCount: CRASHES,
    drainDelay: ASK_EVERY_S,
    removeOnComplete: { count: 0 },
    removeOnFail: { count: 0 },
  };
  const worker: Worker<string> | undefined =
    width > 0 ? new Worker<string>(NAME, process, workerOptions, backend.factory) : undefined;
  const report = (error: unknown) => {
    // While Redis is away, and of jobs that it has lost or given to another worker, the queue knows by itself.
    if (connection.client.status === 'ready' && !isAboutOneJob(error) && !isAboutConnection(error)) onError(error);
  };
  queue.on('error', report);
  worker?.on('error', (error) => {
    if (!isAboutOneJob(error)) onTrouble();
    report(error);
  });

  let withoutPlace = 0;
  const changePlaces = (change: 1 | -1) => {
    withoutPlace += change;
    if (worker) worker.concurrency = width + withoutPlace;
  };

  const engine = {
    connection,
    queue,
    worker,
    scripts,
    /** A job waits that this process takes: nobody else is woken for it. */
    wake: backend.wake,
    /** How many jobs the worker runs at most. */
    get most() {
      return width + withoutPlace;
    },
    /**
     * Lets the worker run one more job while one goes on, unless too many do so already.
     *
     * @returns a function for when that one has ended.
     */
    leavePlace(): () => void {
      if (!worker || withoutPlace >= mostWithoutPlace) return nothing;
      changePlaces(1);
      // A worker whose places were all taken looks for jobs again when one ends, or when it is resumed.
      if (!worker.isPaused()) void Promise.allSettled([worker.pause(true), worker.resume()]);
      return () => changePlaces(-1);
    },
    async [Symbol.asyncDispose]() {
      const closed = Promise.allSettled([worker?.close(true), queue.close()]);
      const late = Promise.withResolvers<void>();
      const timer = setTimeout(late.resolve, CLOSING_MS);
      await Promise.race([closed, late.promise]);
      clearTimeout(timer);
    },
  };
  try {
    // A worker whose own connection fails at first would never try again, nor say so.
    if (worker) await attempt('queue', () => inTime(worker.waitUntilReady(), signal));
  } catch (error) {
    await engine[Symbol.asyncDispose]();
    throw error;
  }
  return engine;
}

async function inTime(connected: Promise<void>, signal: AbortSignal | undefined): Promise<void> {
  const limit = AbortSignal.timeout(CONNECTING_MS);
  const ended = signal ? AbortSignal.any([signal, limit]) : limit;
  const { promise: late, reject } = Promise.withResolvers<never>();
  const giveUp = () => reject(ended.reason as Error);
  ended.addEventListener('abort', giveUp, { once: true });
  if (ended.aborted) giveUp();
  try {
    await Promise.race([connected, late]);
  } finally {
    ended.removeEventListener('abort', giveUp);
  }
}

function nothing(): void {}

/** BullMQ's negative codes: the job is missing, its lock is, or another has it. */
function isAboutOneJob(error: unknown): boolean {
  return error instanceof Error && 'code' in error && typeof error.code === 'number' && error.code < 0;
}

function isAboutConnection(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  // Such as ECONNREFUSED of the second connection, on which workers wait.
  if ('syscall' in error) return true;
  return /socket|connection|stream isn't writeable|disconnects client/i.test(error.message);
}
