import { Queue, Worker, type Processor } from 'bullmq';
import { attempt } from '../../../storage/attempt.ts';
import { StorageError, type RedisAccess } from '../../../storage/storage.ts';
import { LOCK_MS } from './held-jobs.ts';
import { createQueueScripts } from './queue-scripts.ts';

export interface QueueEngineOptions {
  /** Of an open store. */
  readonly redis: RedisAccess | undefined;
  /** Jobs that this process runs at once; 0 = none. */
  readonly width: number;
  /** Runs one job; it never rejects but for jobs that it has moved back. */
  readonly process: Processor<string>;
  /** What the operator should know; a lost connection is reported by the store. */
  readonly onError: (error: unknown) => void;
  /**
   * The worker could not look for jobs, and should rest for a while. It would look again at once, without end, and when
   * the connection refuses commands, without ever letting the event loop go on.
   */
  readonly onTrouble: () => void;
}

const NAME = 'requests';
/** How often one of all workers looks for jobs whose workers have ended, in ms. */
const STALLED_EVERY_MS = 5000;
/** How long an idle worker waits for a job before it asks by itself, in s. */
const ASK_EVERY_S = 5;
/** Crashes that a job survives: its request's deadline ends it. */
const CRASHES = 1_000_000;
/** What is said of each job in a stream that nobody reads. */
const MAX_EVENTS = 100;
/** How long a worker may take to let go of its connection, in ms. */
const CLOSING_MS = 1000;

export type QueueEngine = Awaited<ReturnType<typeof openQueueEngine>>;

/**
 * BullMQ on a connection of its own.
 *
 * @throws {StorageOpenError} when there is no connection within about 5 seconds; {StorageError} when it is lost meanwhile.
 */
export async function openQueueEngine({ redis, width, process, onError, onTrouble }: QueueEngineOptions) {
  if (!redis) throw new StorageError('The queue needs a Redis');
  const connection = await redis.connect();
  const options = {
    connection: connection.client,
    // BullMQ puts a colon after it.
    prefix: redis.prefix.replace(/:$/, ''),
    // The store has looked at the server.
    skipVersionCheck: true,
  };
  const queue = new Queue<string>(NAME, { ...options, streams: { events: { maxLen: MAX_EVENTS } } });
  const worker =
    width > 0
      ? new Worker<string>(NAME, process, {
          ...options,
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
        })
      : undefined;
  const report = (error: unknown) => {
    // While Redis is away, and of jobs that it has lost or given to another worker, the queue knows by itself.
    if (connection.client.status === 'ready' && !isAboutOneJob(error) && !isAboutConnection(error)) onError(error);
  };
  queue.on('error', report);
  worker?.on('error', (error) => {
    if (!isAboutOneJob(error)) onTrouble();
    report(error);
  });

  const engine = {
    connection,
    queue,
    worker,
    scripts: createQueueScripts(connection, (name) => queue.toKey(name)),
    async [Symbol.asyncDispose]() {
      const closed = Promise.allSettled([worker?.close(true), queue.close()]);
      const late = Promise.withResolvers<void>();
      const timer = setTimeout(late.resolve, CLOSING_MS);
      await Promise.race([closed, late.promise]);
      clearTimeout(timer);
      await connection[Symbol.asyncDispose]();
    },
  };
  try {
    // A worker whose own connection fails at first would never try again, nor say so.
    await attempt('queue', async () => await worker?.waitUntilReady());
  } catch (error) {
    await engine[Symbol.asyncDispose]();
    throw error;
  }
  return engine;
}

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
