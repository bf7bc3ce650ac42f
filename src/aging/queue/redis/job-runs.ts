import { randomUUID } from 'node:crypto';
import { WaitingError, type Job } from 'bullmq';
import type { ExplainedError } from '../../../i18n/explained-error.ts';
import { attempt } from '../../../storage/attempt.ts';
import { StorageError } from '../../../storage/storage.ts';
import type { Entry } from '../../request/entry.ts';
import { KEPT_AFTER_DEADLINE_MS, type EntryWorker } from '../work-queue.ts';
import { LOCK_MS, type Held, type HeldJobs } from './held-jobs.ts';
import type { JobCodec } from './job-codec.ts';
import { ADDED_AGAIN } from './job-entries.ts';
import { isConnected } from './life-signs.ts';
import type { QueueEngine } from './engine/queue-engine.ts';
import type { RecentChanges } from './recent-changes.ts';

export interface JobRunsOptions {
  readonly engine: QueueEngine;
  readonly held: HeldJobs;
  readonly recent: RecentChanges;
  readonly codec: JobCodec;
  readonly worker: EntryWorker;
  /** How long a call can take, in ms. */
  readonly callMs: number;
  readonly stopping: AbortSignal;
  /** A request doesn't wait any more. */
  readonly onStart: (requestId: string) => void;
  readonly onError: (error: unknown) => void;
}

/** When an entry that can't be read here is offered to others again, in ms. */
const UNREADABLE_AGAIN_MS = 30_000;

/** What this process does with jobs: it runs them, or turns them away. */
export function createJobRuns(options: JobRunsOptions) {
  const { engine, held, recent, codec, worker, callMs, stopping, onStart, onError } = options;
  const { queue, scripts, connection } = engine;
  const running = new Set<Promise<void>>();

  const track = (work: Promise<void>): Promise<void> => {
    const tracked = work.finally(() => running.delete(tracked));
    running.add(tracked);
    return tracked;
  };

  const hold = (entry: Entry, more: Pick<Held, 'token' | 'run' | 'round'>, since: number): Held => {
    const place = codec.placeOf(entry.request);
    const own = {
      ...more,
      place,
      entry,
      heldUntil: since + LOCK_MS,
      isLost: false,
      isHandedOver: false,
      isEnded: false,
    };
    held.add(own);
    onStart(entry.request.id);
    return own;
  };

  /** Runs one job. What isn't ended by then goes back, unless another process has it. */
  const run = async (job: Job<string>, token: string) => {
    const entry = codec.open(job.data, job.id);
    if (!entry) return await pass(job, token);
    const { attemptsStarted, processedOn = Date.now(), timestamp, opts, name } = job;
    // A clock that is set back meanwhile must not make the lock last longer.
    const since = performance.now() - Math.max(0, Date.now() - processedOn);
    if (entry.stage.name === 'calling' && !(await mayAdopt(entry, token))) throw new WaitingError();
    const own = hold(entry, { token, run: attemptsStarted, round: opts.priority ?? 1 }, since);
    let ended: (() => void) | undefined;
    const leavePlace = () => void (ended ??= engine.leavePlace());
    try {
      const resumed = attemptsStarted > 1 || name === ADDED_AGAIN;
      const waitedMs = Math.max(0, processedOn - timestamp);
      const died = attemptsStarted > 1 && entry.run !== 'left';
      await worker.run(entry, { resumed, died, waitedMs, leavePlace, signal: stopping });
    } finally {
      held.delete(entry.request.id);
      ended?.();
    }
    if (own.isEnded) recent.note({ kind: 'ended', place: own.place, token });
    if (own.isHandedOver) {
      await scripts.handOver(own.place, token).catch(() => undefined);
      throw new WaitingError();
    }
    const isLeft = own.isLost || (!own.isEnded && stopping.aborted);
    if (isLeft) await scripts.letGo(own.place, token, own.isLost).catch(() => undefined);
    if (own.isLost) throw new WaitingError();
    if (!isLeft) return;
    await job.moveToWait(token).catch(() => undefined);
    await scripts.wake().catch(() => undefined);
    throw new WaitingError();
  };

  /**
   * Whether a call may be repeated. A process that has lost its lock because it was stopped, or had no processor, may
   * still be in the call, and then pays for it and shows its result. One that has died has no connection to Redis.
   */
  const mayAdopt = async ({ request }: Entry, token: string): Promise<boolean> => {
    const place = codec.placeOf(request);
    const isInCall = async (caller: string) =>
      caller === connection.name ? held.get(request.id) !== undefined : await isConnected(connection, caller);
    try {
      const caller = await scripts.callerOf(place);
      const isAlive = caller !== undefined && (await isInCall(caller));
      return await scripts.adopt(place, token, isAlive ? callMs : 0);
    } catch {
      // It is offered again when its lock ends.
      return false;
    }
  };

  /** Leaves a job to a process that has its key, until nobody can use it any more. */
  const pass = async (job: Job<string>, token: string) => {
    onError(new StorageError('A request cannot be read: it was stored with another STORAGE_KEY, or changed since'));
    if (Date.now() - job.timestamp > KEPT_AFTER_DEADLINE_MS) return;
    await job.moveToDelayed(Date.now() + UNREADABLE_AGAIN_MS, token).catch(() => undefined);
    throw new WaitingError();
  };

  /** Takes a waiting job out of the line, and ends it. @returns whether it waited. */
  const turnAway = async (entry: Entry, round: number, error: ExplainedError): Promise<boolean> => {
    const token = randomUUID();
    const place = codec.placeOf(entry.request);
    const since = performance.now();
    const number = await scripts.take(place, token, LOCK_MS);
    if (number === 0) return false;
    const own = hold(entry, { token, run: number, round }, since);
    const end = async () => {
      await worker.turnAway(entry, error, stopping);
      held.delete(entry.request.id);
      // What a stop has interrupted is said by another process.
      if (!own.isEnded && stopping.aborted) return;
      recent.note({ kind: 'ended', place, token });
      await scripts.remove(place, token).catch(() => undefined);
    };
    void track(end());
    return true;
  };

  return {
    /** @throws {WaitingError} for a job that was moved back. */
    run: (job: Job<string>, token = '') => track(run(job, token)),
    turnAway,

    /** Turns away all that wait. @throws {StorageError} */
    async turnAllAway(reason: () => ExplainedError): Promise<void> {
      const jobs = await attempt('get', () => connection.timed(() => queue.getJobs(['prioritized', 'delayed'])));
      for (const job of jobs) {
        const entry = codec.open(job.data, job.id);
        if (entry?.stage.name === 'acknowledged') await turnAway(entry, job.priority, reason());
      }
    },

    /** The entry of a job that may wait. @throws {StorageError} */
    async find(jobId: string): Promise<{ entry: Entry; round: number } | undefined> {
      const get = async () => (await queue.getJob(jobId)) ?? undefined;
      const job = await attempt('get', () => connection.timed(get));
      const entry = codec.open(job?.data, jobId);
      return job && entry ? { entry, round: job.priority } : undefined;
    },

    /** The entries of a person that wait or are run, in any process. @throws {StorageError} */
    async of(userId: string): Promise<Entry[]> {
      const jobs = await attempt('get', () =>
        connection.timed(() => queue.getJobs(['active', 'waiting', 'prioritized', 'delayed'])),
      );
      return jobs.flatMap(({ data, id }) => {
        const entry = codec.open(data, id);
        return entry?.request.userId === userId ? [entry] : [];
      });
    },

    async settled(): Promise<void> {
      while (running.size > 0) await Promise.allSettled(running);
    },
    get active() {
      return running.size;
    },
  };
}

export type JobRuns = ReturnType<typeof createJobRuns>;
