import { ExplainedError } from '../i18n/explained-error.ts';
import { startPictureChild } from './picture-child.ts';
import type { PictureChild } from './picture-child.ts';
import { PictureJobError } from './picture-job-error.ts';
import type { AnswerMessage, JobKind, JobMessage, PictureInputs } from './picture-messages.ts';
import { pictureResults } from './picture-results.ts';
import type { PictureResults } from './picture-results.ts';

export interface PictureJobsOptions {
  /** Main module of the picture process. */
  readonly module: URL;
  /** Most time for one job, in milliseconds from its start. */
  readonly jobTimeoutMs: number;
  /** Most time for the process to start. */
  readonly startTimeoutMs: number;
  /** The process ends after so long without a job. */
  readonly idleMs: number;
  /** Most jobs at once. */
  readonly slots: number;
}

export interface PictureJobs extends AsyncDisposable {
  /**
   * Has a job done in the picture process.
   * @throws ExplainedError for what the job found, or `restarting` when it is closed meanwhile;
   *   PictureJobError; the signal's reason
   */
  run<Kind extends JobKind>(
    kind: Kind,
    input: PictureInputs[Kind],
    signal?: AbortSignal,
  ): Promise<PictureResults[Kind]>;
}

interface Job {
  readonly message: JobMessage;
  settled: boolean;
  /** It was under way when the process ended, and is run once more. */
  repeated: boolean;
  timer?: NodeJS.Timeout;
  readonly resolve: (output: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/** Starts in a row that may fail before jobs are given up. */
const MOST_FAILED_STARTS = 3;
const LONGEST_PAUSE_MS = 10_000;

/**
 * Runs jobs in one child process, made when there is work. A job that overruns is ended by killing the process; so the
 * others under way are run again, each alone: then it is certain whose fault a second end is.
 */
export function createPictureJobs(options: PictureJobsOptions): PictureJobs {
  const { module, jobTimeoutMs, startTimeoutMs, idleMs, slots } = options;
  const waiting: Job[] = [];
  const running = new Map<number, Job>();
  const ending = new Set<PictureChild>();
  let child: PictureChild | undefined;
  let ready = false;
  let failedStarts = 0;
  let nextId = 1;
  let closed = false;
  /** Until the process is ready, or gone for want of work, or may be started again. */
  let timer: NodeJS.Timeout | undefined;
  let pausedFor: Error | undefined;

  function pump(): void {
    if (closed) return;
    if (pausedFor) return giveUpIfHopeless(pausedFor);
    if (!child) {
      if (waiting.length > 0) start();
      return;
    }
    if (!ready) return;
    for (let job = next(); job; job = next()) launch(child, job);
    if (running.size === 0) rest(child);
  }

  function next(): Job | undefined {
    const [job] = waiting;
    const alone = job?.repeated || running.values().some((other) => other.repeated);
    if (!job || running.size >= (alone ? 1 : slots)) return undefined;
    return waiting.shift();
  }

  function start(): void {
    ready = false;
    const started: PictureChild = startPictureChild(module, {
      onAnswer: (answer) => started === child && take(answer),
      onEnd: (cause) => {
        ending.delete(started);
        if (started === child) lose(cause);
      },
    });
    child = started;
    timer = setTimeout(() => replace(new Error('picture process: no sign of life')), startTimeoutMs);
  }

  function launch(to: PictureChild, job: Job): void {
    clearTimeout(timer);
    if (running.size === 0) to.keepAlive(true);
    running.set(job.message.id, job);
    job.timer = setTimeout(() => {
      running.delete(job.message.id);
      settle(job, () => job.reject(new PictureJobError('overran')));
      replace(new Error('picture process: killed for a job that overran'));
    }, jobTimeoutMs);
    to.send(job.message);
  }

  function rest(idle: PictureChild): void {
    idle.keepAlive(false);
    clearTimeout(timer);
    timer = setTimeout(() => {
      child = undefined;
      end(idle);
    }, idleMs).unref();
  }

  function take(answer: AnswerMessage): void {
    if ('ready' in answer) {
      clearTimeout(timer);
      ready = true;
      failedStarts = 0;
      return pump();
    }
    const job = running.get(answer.id);
    if (!job) return;
    running.delete(answer.id);
    settle(job, () => {
      if ('fault' in answer) return job.reject(new ExplainedError(answer.fault.reason, answer.fault.params));
      const output = pictureResults[job.message.kind].safeParse(answer.output);
      if (output.success) job.resolve(output.data);
      else job.reject(new PictureJobError('crashed', { cause: output.error }));
    });
    pump();
  }

  /** The process is gone, or about to be: what it was doing is done again, or given up. */
  function lose(cause: Error): void {
    clearTimeout(timer);
    child = undefined;
    if (!ready) {
      failedStarts += 1;
      pausedFor = cause;
      timer = setTimeout(
        () => {
          pausedFor = undefined;
          pump();
        },
        Math.min(100 * 2 ** failedStarts, LONGEST_PAUSE_MS),
      );
      if (failedStarts >= MOST_FAILED_STARTS) timer.unref();
    }
    for (const job of [...running.values()].reverse()) {
      clearTimeout(job.timer);
      if (job.settled) continue;
      if (job.repeated) settle(job, () => job.reject(new PictureJobError('crashed', { cause })));
      else waiting.unshift(Object.assign(job, { repeated: true }));
    }
    running.clear();
    pump();
  }

  function replace(cause: Error): void {
    if (child) end(child);
    lose(cause);
  }

  function end(old: PictureChild): void {
    ending.add(old);
    old.kill();
  }

  function giveUpIfHopeless(cause: Error): void {
    if (failedStarts < MOST_FAILED_STARTS) return;
    for (const job of waiting.splice(0)) settle(job, () => job.reject(new PictureJobError('unavailable', { cause })));
  }

  function settle(job: Job, how: () => void): void {
    clearTimeout(job.timer);
    if (job.settled) return;
    job.settled = true;
    how();
  }

  return {
    async run(kind, input, signal) {
      signal?.throwIfAborted();
      if (closed) throw new ExplainedError('restarting');
      const { promise, resolve, reject } = Promise.withResolvers<unknown>();
      const message = { id: nextId++, kind, input } as JobMessage;
      const job: Job = { message, settled: false, repeated: false, resolve, reject };
      const abort = () => {
        const place = waiting.indexOf(job);
        if (place >= 0) waiting.splice(place, 1);
        // One that is under way keeps its slot and its time limit: the process cannot drop it.
        if (!job.settled) reject(signal?.reason);
        job.settled = true;
      };
      signal?.addEventListener('abort', abort, { once: true });
      waiting.push(job);
      pump();
      try {
        return (await promise) as PictureResults[typeof kind];
      } finally {
        signal?.removeEventListener('abort', abort);
      }
    },
    async [Symbol.asyncDispose]() {
      closed = true;
      clearTimeout(timer);
      if (child) end(child);
      child = undefined;
      for (const job of [...waiting.splice(0), ...running.values()]) {
        settle(job, () => job.reject(new ExplainedError('restarting')));
      }
      running.clear();
      // Killed, they are gone in a moment; without this the caller's process might end before it hears of it.
      for (const old of ending) old.keepAlive(true);
      await Promise.all([...ending].map((old) => old.ended));
    },
  };
}
