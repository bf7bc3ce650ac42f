import { fork } from 'node:child_process';
import { getCompileCacheDir } from 'node:module';
import type { Socket } from 'node:net';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { processorTimeMs } from './processor-time.ts';
import { answerSchema } from './picture-messages.ts';
import type { AnswerMessage, JobMessage } from './picture-messages.ts';

/** One picture process, seen from its parent. */
export interface PictureChild {
  send(job: JobMessage): void;
  /** Whether the parent's event loop stays alive for this process. It does at first. */
  keepAlive(on: boolean): void;
  kill(): void;
  /** Processor time that the process has used, in milliseconds, where that is known. */
  processorMs(): number | undefined;
  /** Resolves when the process has ended. */
  readonly ended: Promise<void>;
}

export interface PictureChildEvents {
  onAnswer(answer: AnswerMessage): void;
  /** The process has ended, or could not be started; `cause` says what is known of why. */
  onEnd(cause: Error): void;
}

/** Characters kept of what the process wrote to stderr. */
const KEPT_OUTPUT = 2000;

/**
 * Settings of glibc's malloc (mallopt(3)); other C libraries ignore them.
 *
 * Allocated memory is zeroed and freed memory is overwritten, so what a decoder forgets to fill shows nothing of an
 * earlier picture. Freed memory is kept in two arenas instead of eight for each core: pictures are large and
 * short-lived, and peak memory was 286 MB instead of 400 MB.
 */
const mallocSettings = { MALLOC_PERTURB_: '255', MALLOC_ARENA_MAX: '2' };
const flags = [
  // The same for what Node itself allocates, with any C library.
  '--zero-fill-buffers',
  // The heap is so small that threads that help to collect its garbage cost more than they save: a tenth of all the time.
  '--single-threaded-gc',
  // Of pictures the heap has only references; 15 MB less at rest.
  '--max-semi-space-size=2',
];

/**
 * Where compiled code is kept, if it is kept for this process too: a picture process then starts in half the time. Node
 * adds a folder for its version, so the variable names the folder above.
 */
function compileCache(): NodeJS.ProcessEnv {
  const folder = getCompileCacheDir();
  return folder === undefined ? {} : { NODE_COMPILE_CACHE: dirname(folder) };
}

/** Starts a picture process. It gets nothing of this process's environment, where the secrets are. */
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
  // The pipe must not keep the parent alive; only the channel does, while there is work.
  (child.stderr as Socket | null)?.unref();

  const { promise: ended, resolve } = Promise.withResolvers<void>();
  const end = (what: string) => {
    resolve();
    onEnd(new Error(`picture process ${what}${output && `: ${output.trim()}`}`));
  };
  child.once('exit', (code, signal) => end(`ended (${signal ?? code})`));
  child.on('error', (error) => {
    // Without a pid it was never started, and no exit will come.
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
