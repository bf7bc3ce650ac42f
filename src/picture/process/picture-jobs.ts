import { ExplainedError } from '../../i18n/explained-error.ts';
import { startPictureChild } from './picture-child.ts';
import type { PictureChild } from './picture-child.ts';
import { PictureJobError } from './picture-job-error.ts';
import type { Sandbox } from './sandbox/sandboxes.ts';
import { createStartTrouble } from './start-trouble.ts';
import { watchUse } from './watch-use.ts';
import type { UseLimits } from './watch-use.ts';
import type { AnswerMessage, JobMessage } from './picture-messages.ts';
import { operations } from './operations.ts';
import type { InputOf } from './handlers.ts';
import type { OperationName, ResultOf } from './operations.ts';

export interface PictureJobsOptions extends UseLimits {
  /** Main module of the picture processes. */
  readonly module: URL;
  /** How long a process may take to start, in milliseconds. */
  readonly startTimeoutMs: number;
  /** How long jobs wait where processes no longer start, in milliseconds. */
  readonly patienceMs: number;
  /** How long the last process waits for another job before it ends, in milliseconds. */
  readonly idleMs: number;
  /** The same for the other processes, which are rarely needed but use memory. */
  readonly spareIdleMs: number;
  /** Most simultaneous jobs. Each has its own process. */
  readonly slots: number;
  /** Most memory that simultaneous jobs need together, in bytes. One that needs more runs alone. */
  readonly mostMemoryBytes: number;
  /** Where the processes run. Rejects if they must not run at all. */
  readonly sandbox: () => Promise<Sandbox>;
}

interface RunOptions {
  readonly signal?: AbortSignal | undefined;
  /** Processor time that this job may use, in milliseconds, if it differs from the default. */
  readonly processorMs?: number | undefined;
  /** Memory that it will probably need, in bytes. Default: none. */
  readonly needsBytes?: number | undefined;
}

export interface PictureJobs extends AsyncDisposable {
  /**
   * Runs a job in a picture process.
   * @throws ExplainedError for problems that the job found, or `restarting` if it is closed meanwhile; PictureJobError;
   *   the signal's reason
   */
  run<Name extends OperationName>(kind: Name, input: InputOf<Name>, options?: RunOptions): Promise<ResultOf<Name>>;
  /** How many processes are running or starting. */
  readonly processes: number;
}

interface Job {
  readonly message: JobMessage;
  readonly limits: UseLimits;
  readonly needsBytes: number;
  settled: boolean;
  /** How often its process has crashed. */
  crashes: number;
  /** How often its process was killed from outside. */
  kills: number;
  /** Whether no other job may run beside it. */
  alone: boolean;
  readonly resolve: (output: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/** A process with at most one job. */
interface Worker {
  readonly child: PictureChild;
  ready: boolean;
  job?: Job | undefined;
  /** Runs until the process is ready, or until it is ended for being idle. */
  timer?: NodeJS.Timeout;
  /** Stops watching the job's time. */
  unwatch?: () => void;
}

/** Crashes of its process after which a job is given up. */
const MOST_CRASHES = 2;
/** The same for kills from outside, which often have nothing to do with the job. */
const MOST_KILLS = 3;

/**
 * Runs jobs in child processes, which are started when there is work. Each process runs one job at a time, so it is
 * clear which job used its processor time, and which job made it crash. A job that overruns is ended by killing its
 * process. If a process ends by itself, its job runs again: alone if the process was killed from outside, because the
 * machine may have run out of memory, and beside others if it crashed, because then it was its own job. A
 * job that uses too much memory doesn't, because it would again.
 */
export function createPictureJobs(options: PictureJobsOptions): PictureJobs {
  const { module, startTimeoutMs, patienceMs, idleMs, spareIdleMs, slots, mostMemoryBytes, ...limits } = options;
  const waiting: Job[] = [];
  const workers = new Set<Worker>();
  const ending = new Set<PictureChild>();
  const trouble = createStartTrouble({ patienceMs, onPauseEnd: pump, isAwaited: () => waiting.length > 0 });
  let nextId = 1;
  let closed = false;
  let sandbox: Promise<Sandbox> | undefined;
  /** The sandbox, once it is known. */
  let chosen: Sandbox | undefined;

  function choose(): void {
    sandbox ??= options.sandbox();
    sandbox.then((found) => {
      chosen = found;
      pump();
    }, giveUp);
  }

  function pump(): void {
    if (closed) return;
    if (!chosen) return waiting.length > 0 ? choose() : undefined;
    for (const worker of workers) {
      if (!worker.ready || worker.job) continue;
      const job = next();
      if (job) launch(worker, job);
    }
    if (!trouble.pausedFor() && (!waiting[0] || fits(waiting[0]))) startMissing(chosen);
    const cause = trouble.pausedFor();
    if (cause && trouble.isHopeless() && workers.size === 0) giveUp(cause);
  }

  function startMissing(where: Sandbox): void {
    // One that warms up is as good as ready.
    const idle = [...workers].filter(({ job }) => !job || job.message.kind === 'warm').length;
    const missing = Math.min(wanted() - idle, slots - workers.size, trouble.isOn() ? 1 - idle : slots);
    try {
      for (let count = 0; count < missing; count++) start(where);
    } catch (error) {
      // There may be no descriptors left, or no memory.
      trouble.failed(error instanceof Error ? error : new Error(String(error)));
    }
  }

  /** Processes for the jobs that wait. One that only warms up needs none beside another. */
  function wanted(): number {
    const real = waiting.filter(({ message }) => message.kind !== 'warm').length;
    return Math.max(real, Math.min(waiting.length, 1));
  }

  function next(): Job | undefined {
    const [job] = waiting;
    return job && fits(job) ? waiting.shift() : undefined;
  }

  /** Whether a job can run beside those that run now. */
  function fits(job: Job): boolean {
    const others = [...workers].flatMap((worker) => worker.job ?? []);
    if (others.length === 0) return true;
    const needed = others.reduce((sum, { needsBytes }) => sum + needsBytes, job.needsBytes);
    return !job.alone && !others.some((other) => other.alone) && needed <= mostMemoryBytes;
  }

  function start(where: Sandbox): void {
    const child: PictureChild = startPictureChild(module, where, {
      onAnswer: (answer) => workers.has(worker) && take(worker, answer),
      onEnd: (cause, wasKilled) => {
        ending.delete(child);
        lose(worker, cause, wasKilled);
      },
    });
    const worker: Worker = { child, ready: false };
    workers.add(worker);
    worker.timer = setTimeout(() => remove(worker, new Error('picture process: no sign of life')), startTimeoutMs);
  }

  function launch(worker: Worker, job: Job): void {
    clearTimeout(worker.timer);
    worker.child.keepAlive(true);
    worker.job = job;
    worker.child.send(job.message);
    worker.unwatch = watchUse(job.limits, worker.child.use, (what) => {
      settle(job, () => job.reject(new PictureJobError(what === 'memory' ? 'outgrew' : 'overran')));
      remove(worker, new Error(`picture process: killed for a job that used too much ${what}`));
    });
  }

  function rest(worker: Worker): void {
    worker.child.keepAlive(false);
    clearTimeout(worker.timer);
    worker.timer = setTimeout(() => retire(worker), isLast() ? idleMs : spareIdleMs).unref();
  }

  /** Ends an idle process. The last one stays longer, because the next request needs it. */
  function retire(worker: Worker): void {
    const wasSpare = workers.size > 1;
    workers.delete(worker);
    end(worker.child);
    const [last] = workers;
    if (wasSpare && last && isLast() && last.ready && !last.job) rest(last);
  }

  function isLast(): boolean {
    return workers.size === 1;
  }

  function take(worker: Worker, answer: AnswerMessage): void {
    if ('ready' in answer) {
      if (worker.ready) throw new Error('ready again');
      worker.ready = true;
      trouble.ended();
    } else {
      const { job } = worker;
      if (job?.message.id !== answer.id) throw new Error('an answer to nothing');
      worker.unwatch?.();
      worker.job = undefined;
      settle(job, () => {
        if ('fault' in answer) return job.reject(new ExplainedError(answer.fault.reason, answer.fault.params));
        const output = operations[job.message.kind].result.safeParse(answer.output);
        if (output.success) job.resolve(output.data);
        else job.reject(new PictureJobError('crashed', { cause: output.error }));
      });
    }
    rest(worker);
    pump();
  }

  /** A process has ended or will soon: its job runs again, or fails. */
  function lose(worker: Worker, cause: Error, wasKilled = false): void {
    if (!workers.delete(worker)) return;
    clearTimeout(worker.timer);
    worker.unwatch?.();
    if (!worker.ready) trouble.failed(cause);
    const { job } = worker;
    if (job && !job.settled) again(job, cause, wasKilled);
    pump();
  }

  function again(job: Job, cause: Error, wasKilled: boolean): void {
    if (wasKilled) job.kills += 1;
    else job.crashes += 1;
    job.alone = wasKilled;
    if (job.crashes === MOST_CRASHES) settle(job, () => job.reject(new PictureJobError('crashed', { cause })));
    else if (job.kills === MOST_KILLS) settle(job, () => job.reject(new PictureJobError('outgrew', { cause })));
    else waiting.unshift(job);
  }

  function remove(worker: Worker, cause: Error): void {
    end(worker.child);
    lose(worker, cause);
  }

  function end(child: PictureChild): void {
    ending.add(child);
    child.kill();
  }

  function giveUp(cause: unknown): void {
    for (const job of waiting.splice(0)) settle(job, () => job.reject(new PictureJobError('unavailable', { cause })));
  }

  function settle(job: Job, how: () => void): void {
    if (job.settled) return;
    job.settled = true;
    how();
  }

  return {
    async run(kind, input, { signal, processorMs = limits.processorMs, needsBytes = 0 } = {}) {
      signal?.throwIfAborted();
      if (closed) throw new ExplainedError('restarting');
      const { promise, resolve, reject } = Promise.withResolvers<unknown>();
      const message = { id: nextId++, kind, input } as JobMessage;
      const job: Job = {
        message,
        limits: { ...limits, processorMs },
        needsBytes,
        settled: false,
        crashes: 0,
        kills: 0,
        alone: false,
        resolve,
        reject,
      };
      const abort = () => {
        const place = waiting.indexOf(job);
        if (place >= 0) waiting.splice(place, 1);
        // A running job keeps its process and its limits, because the process can't drop it.
        settle(job, () => reject(signal?.reason));
        // What waited behind it may run now.
        pump();
      };
      signal?.addEventListener('abort', abort, { once: true });
      waiting.push(job);
      pump();
      try {
        return (await promise) as ResultOf<typeof kind>;
      } finally {
        signal?.removeEventListener('abort', abort);
      }
    },
    get processes() {
      return workers.size;
    },
    async [Symbol.asyncDispose]() {
      closed = true;
      trouble[Symbol.dispose]();
      const under = [...workers].flatMap(({ job }) => job ?? []);
      for (const worker of workers) {
        clearTimeout(worker.timer);
        worker.unwatch?.();
        end(worker.child);
      }
      workers.clear();
      for (const job of [...waiting.splice(0), ...under]) {
        settle(job, () => job.reject(new ExplainedError('restarting')));
      }
      // They end in a moment. Without this, the caller's process might exit before it is told.
      for (const old of ending) old.keepAlive(true);
      await Promise.all([...ending].map((old) => old.ended));
    },
  };
}
