import { fork } from 'node:child_process';
import { getCompileCacheDir } from 'node:module';
import type { Socket } from 'node:net';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { processorTimeMs } from './processor-time.ts';
import { answerSchema } from './picture-messages.ts';
import type { AnswerMessage, JobMessage } from './picture-messages.ts';

/** One picture process, as its parent sees it. */
export interface PictureChild {
  send(job: JobMessage): void;
  /** Whether this process keeps the parent's event loop alive. It does at first. */
  keepAlive(on: boolean): void;
  kill(): void;
  /** Processor time that the process has used, in milliseconds; undefined if unknown. */
  processorMs(): number | undefined;
  /** Resolves when the process has ended. */
  readonly ended: Promise<void>;
}

export interface PictureChildEvents {
  onAnswer(answer: AnswerMessage): void;
  /** The process has ended, or couldn't be started. `cause` holds what is known about the reason. */
  onEnd(cause: Error): void;
}

/** Most characters of stderr to keep. */
const KEPT_OUTPUT = 2000;

/**
 * Settings of glibc's malloc (mallopt(3)); other C libraries ignore them.
 *
 * Allocated memory is zeroed and freed memory is overwritten, so bytes that a decoder fails to fill show nothing of an
 * earlier picture. Two arenas instead of eight per core: pictures are large and short-lived, and peak memory was 286 MB
 * instead of 400 MB.
 */
const mallocSettings = { MALLOC_PERTURB_: '255', MALLOC_ARENA_MAX: '2' };
const flags = [
  // The same for memory that Node allocates itself, with any C library.
  '--zero-fill-buffers',
  // The heap is so small that helper threads for garbage collection cost more than they save: a tenth of all the time.
  '--single-threaded-gc',
  // The heap only has references to pictures; 15 MB less at rest.
  '--max-semi-space-size=2',
];

/**
 * The compile cache of this process, if it has one: a picture process then starts in half the time. Node adds a folder
 * for its version, so the variable names the parent folder.
 */
function compileCache(): NodeJS.ProcessEnv {
  const folder = getCompileCacheDir();
  return folder === undefined ? {} : { NODE_COMPILE_CACHE: dirname(folder) };
}

/** Starts a picture process. It doesn't inherit this process's environment, which contains the secrets. */
export function startPictureChild(module: URL, { onAnswer, onEnd }: PictureChildEvents): PictureChild {
  const child = fork(fileURLToPath(module), {
    execPath: process.execPath,
    execArgv: flags,
    env: { ...mallocSettings, ...compileCache() },
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let output = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    output = (output + text).slice(-KEPT_OUTPUT);
  });
  // The pipe must not keep the parent alive. Only the IPC channel does, while there is work.
  (child.stderr as Socket | null)?.unref();

  const { promise: ended, resolve } = Promise.withResolvers<void>();
  const end = (what: string) => {
    resolve();
    onEnd(new Error(`picture process ${what}${output && `: ${output.trim()}`}`));
  };
  child.once('exit', (code, signal) => end(`ended (${signal ?? code})`));
  child.on('error', (error) => {
    // Without a pid the process never started, so there won't be an exit event.
    if (child.pid === undefined) end(`did not start: ${error.message}`);
    else child.kill('SIGKILL');
  });
  child.on('message', (message) => {
    const answer = answerSchema.safeParse(message);
    if (answer.success) onAnswer(answer.data);
    else child.kill('SIGKILL');
  });

  return {
    send: (job) => {
      child.send(job, (error) => {
        if (error) child.kill('SIGKILL');
      });
    },
    keepAlive: (on) => {
      if (on) child.ref();
      else child.unref();
      if (on) child.channel?.ref();
      else child.channel?.unref();
    },
    kill: () => void child.kill('SIGKILL'),
    processorMs: () => (child.pid === undefined ? undefined : processorTimeMs(child.pid)),
    ended,
  };
}
