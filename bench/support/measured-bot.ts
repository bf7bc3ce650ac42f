import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { devNull, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { World } from './world.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** The kernel counts processor time in hundredths of a second. */
const TICK_MS = 10;

/** Which bot: this one, or the one of a tutorial. */
export type BotName = 'ours' | 'tutorial';

/** As people run it: faces are looked for, and results are marked. */
const DEFAULTS = { FACE_DETECTION: 'on', RESULT_MARK: 'on' };
/** Neither of both. */
export const BOTH_OFF = { FACE_DETECTION: 'off', RESULT_MARK: 'off' };

/** A bot as a process of its own, which is ready. Linux, since it reads /proc. */
export interface MeasuredBot extends AsyncDisposable {
  /** Milliseconds from the start of the process to the line that says so. */
  readonly readyMs: number;
  readonly pid: string;
  /** Processor time so far in ms, child processes included. */
  cpuMs(): number;
  /** Resident memory in MiB, without child processes. */
  rssMiB(): number;
  /** Resident memory of its child processes in MiB. */
  childrenMiB(): number;
  /** Sends to, and reads from, a module that was loaded beforehand. */
  tell(message: string): Promise<unknown>;
}

export interface BotOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly preload?: URL;
  /** The working folder of an earlier start, which is kept; a new one unless told. */
  readonly folder?: string;
}

export async function startMeasuredBot(
  name: BotName,
  world: World,
  { env = {}, preload, folder: kept }: BotOptions = {},
): Promise<MeasuredBot> {
  const folder = kept ?? (await makeFolder());
  // As `npm start` does it, and as one would start a script.
  const command =
    name === 'ours' ? ['--max-semi-space-size=4', join(ROOT, 'src/main.js')] : [join(ROOT, 'bench/tutorial-bot.js')];
  const usual = { PATH: process.env['PATH'] ?? '', TMPDIR: tmpdir() };
  const own = name === 'ours' ? { ENV_FILE: devNull } : {};
  const startedAt = performance.now();
  const child = spawn(process.execPath, [...(preload ? ['--import', preload.href] : []), ...command], {
    cwd: folder,
    env: { ...usual, ...own, ...world.environment, ...DEFAULTS, ...env },
    stdio: ['ignore', 'pipe', 'inherit', ...(preload ? (['ipc'] as const) : [])],
  });
  const ended = once(child, 'exit');
  const pid = String(child.pid);
  const output = child.stdout;
  if (!output) throw new Error('The bot has no output');
  await untilReady(output, ended, name);
  const readyMs = performance.now() - startedAt;
  output.resume();
  if (name === 'tutorial') await world.deploy();
  else await world.untilCommand();
  const children = () => descendantsOf(pid);
  // Processes that end keep what they had used: the kernel forgets that of a sandboxed one.
  const used = new Map<string, number>();
  return {
    readyMs,
    pid,
    cpuMs() {
      for (const each of [pid, ...children()]) used.set(each, cpuOf(each));
      return used.values().reduce((sum, ms) => sum + ms, 0);
    },
    rssMiB: () => residentOf(pid),
    childrenMiB: () => children().reduce((sum, each) => sum + residentOf(each), 0),
    async tell(message) {
      child.send(message);
      const [answer]: unknown[] = await once(child, 'message');
      return answer;
    },
    async [Symbol.asyncDispose]() {
      child.kill('SIGTERM');
      const timer = setTimeout(() => child.kill('SIGKILL'), 5000);
      await ended;
      clearTimeout(timer);
      if (!kept) await rm(folder, { recursive: true, force: true });
    },
  };
}

export function makeFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'face-age-bench-'));
}

/** Both say "Ready" on a line: one in plain text, the other in JSON. */
async function untilReady(output: NodeJS.ReadableStream, ended: Promise<unknown>, name: BotName): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  let text = '';
  output.setEncoding('utf8').on('data', (chunk: string) => {
    text = (text + chunk).slice(-10_000);
    if (/^Ready$|"msg":"Ready"/m.test(text)) resolve();
  });
  void ended.then(() => reject(new Error(`The ${name} bot ended before it was ready:\n${text}`)));
  await promise;
}

/** All processes below one: a sandbox has processes of its own around the picture process. */
function descendantsOf(pid: string): string[] {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean);
  return children.flatMap((child) => [child, ...descendantsOf(child)]);
}

/** User and system time of a process and of its children that have ended, in ms. */
function cpuOf(pid: string): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return fields.slice(11, 13).reduce((sum, ticks) => sum + Number(ticks) * TICK_MS, 0);
}

function residentOf(pid: string): number {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;
}
