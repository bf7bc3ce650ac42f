import { existsSync, realpathSync } from 'node:fs';
import { getCompileCacheDir } from 'node:module';
import type { Socket } from 'node:net';
import { constants } from 'node:os';
import { dirname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ROOT } from '../../root.ts';
import { createFrameReader, encodeFrame } from './frames.ts';
import { ANSWER_LIMITS, answerSchema } from './picture-messages.ts';
import type { AnswerMessage, JobMessage } from './picture-messages.ts';
import { innermost, openUse } from './process-use.ts';
import type { ProcessUse, UseReader } from './process-use.ts';
import type { Sandbox } from './sandbox/sandboxes.ts';
import { killConfined, spawnConfined } from './sandbox/spawn-confined.ts';

/** One picture process, as its parent sees it. */
export interface PictureChild {
  send(job: JobMessage): void;
  /** Whether this process keeps the parent's event loop alive. It does at first. */
  keepAlive(on: boolean): void;
  kill(): void;
  /** What the process uses; undefined if unknown. */
  use(): ProcessUse | undefined;
  /** Resolves when the process has ended. */
  readonly ended: Promise<void>;
}

export interface PictureChildEvents {
  onAnswer(answer: AnswerMessage): void;
  /**
   * The process has ended, or couldn't be started. `cause` holds what is known about the reason.
   * @param wasKilled whether it was ended from outside, as the system does when it runs out of memory
   */
  onEnd(cause: Error, wasKilled: boolean): void;
}

/** How bubblewrap exits if its process was ended by SIGKILL. */
const KILLED_INSIDE = 128 + constants.signals.SIGKILL;

/** Most characters of stderr to keep, and to read at all. */
const KEPT_OUTPUT = 2000;
const MOST_OUTPUT = 100_000;

/**
 * Settings of glibc's malloc (mallopt(3)); other C libraries ignore them.
 *
 * Allocated memory is zeroed and freed memory is overwritten, so bytes that a decoder fails to fill show nothing of an
 * earlier picture. Two arenas instead of eight per core: pictures are large and short-lived, and peak memory was 286 MB
 * instead of 400 MB.
 */
const mallocSettings = { MALLOC_PERTURB_: '255', MALLOC_ARENA_MAX: '2' };
/** Flags of Node in a picture process. */
export const pictureFlags = [
  // The same for memory that Node allocates itself, with any C library.
  '--zero-fill-buffers',
  // The heap is so small that helper threads for garbage collection cost more than they save: a tenth of all the time.
  '--single-threaded-gc',
  // The heap only has references to pictures; 15 MB less at rest.
  '--max-semi-space-size=2',
];

const modules = join(ROOT, 'node_modules');

/** All that a picture process may read. */
function readable(): string[] {
  return [join(ROOT, 'src'), join(ROOT, 'package.json'), modules, ...linkedModules()];
}

/** Where the packages that it loads are, if `node_modules` has only links to them. */
function linkedModules(): string[] {
  const folder = `${sep}node_modules${sep}`;
  return ['sharp', 'libheif-js']
    .map((name) => join(modules, name))
    .filter((path) => existsSync(path))
    .map((path) => realpathSync(path))
    .map((path) => path.slice(0, path.lastIndexOf(folder) + folder.length - 1));
}

/**
 * The compile cache of this process, if it has one: a picture process then starts in half the time. Node adds a folder
 * for its version, so the variable names the parent folder.
 */
export function compileCache(): string | undefined {
  const folder = getCompileCacheDir();
  return folder === undefined ? undefined : dirname(folder);
}

/** Starts a picture process. It doesn't inherit this process's environment, which contains the secrets. */
export function startPictureChild(
  module: URL,
  sandbox: Sandbox,
  { onAnswer, onEnd }: PictureChildEvents,
): PictureChild {
  const main = fileURLToPath(module);
  const cache = compileCache();
  const child = spawnConfined(
    sandbox,
    { args: [...pictureFlags, main], readable: [...readable(), dirname(main)], compileCache: cache },
    ['ignore', 'ignore', 'pipe', 'pipe'],
    { ...mallocSettings, ...(cache !== undefined && { NODE_COMPILE_CACHE: cache }) },
  );
  const kill = () => killConfined(child);
  // Without descriptors for them, there are no streams at all; then it doesn't start.
  const streams = child.stdio as readonly unknown[] | undefined;
  const [stderr, channel] = [streams?.[2], streams?.[3]] as (Socket | null | undefined)[];

  let output = '';
  let printed = 0;
  stderr?.setEncoding('utf8').on('data', (text: string) => {
    output = (output + text).slice(-KEPT_OUTPUT);
    printed += text.length;
    if (printed > MOST_OUTPUT) stderr.destroy();
  });
  stderr?.on('error', () => undefined);
  // The pipe must not keep the parent alive. Only the process and its channel do, while there is work.
  stderr?.unref();

  const { promise: ended, resolve } = Promise.withResolvers<void>();
  let fault = '';
  let uses: UseReader | undefined;
  let isOver = false;
  const end = (what: string, wasKilled = false) => {
    isOver = true;
    uses?.[Symbol.dispose]();
    resolve();
    onEnd(new Error(`picture process ${fault || what}${output && `: ${output.trim()}`}`), wasKilled);
  };
  child.once('exit', (code, signal) => {
    // A process that is left in the sandbox ends then.
    channel?.destroy();
    const isKill = signal === 'SIGKILL' || code === KILLED_INSIDE;
    end(`ended (${signal ?? code})`, isKill && fault === '');
  });
  child.on('error', (error) => {
    // Without a pid the process never started, so there won't be an exit event.
    if (child.pid === undefined) end(`did not start: ${error.message}`);
    else kill();
  });

  // What comes from there may be anything: the process has read untrusted files.
  const distrust = (error: unknown) => {
    fault = `was ended for what it sent (${error instanceof Error ? error.message : String(error)})`;
    channel?.destroy();
    kill();
  };
  const reader = createFrameReader(ANSWER_LIMITS, (message) => onAnswer(answerSchema.parse(message)));
  channel?.on('data', (chunk: Buffer) => {
    try {
      reader.take(chunk);
    } catch (error) {
      distrust(error);
    }
  });
  channel?.on('error', kill);

  return {
    send: (job) => {
      channel?.cork();
      for (const part of encodeFrame(job)) channel?.write(part);
      channel?.uncork();
    },
    keepAlive: (on) => {
      for (const one of [child, channel]) {
        if (on) one?.ref();
        else one?.unref();
      }
    },
    kill,
    use: () => {
      // A wrapper starts the process itself, which is there by the time that it has a job.
      if (child.pid !== undefined && !isOver) uses ??= openUse(innermost(child.pid));
      return uses?.read();
    },
    ended,
  };
}
