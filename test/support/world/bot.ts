import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { devNull, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PATIENCE_MS } from 'discord-simulator/waiting';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

export interface BotOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** The working folder, with the database. Default: a new temporary one. */
  readonly folder?: string;
  /** The folder of the bot's own files. Default: this repository. */
  readonly root?: string;
}

export interface Bot extends AsyncDisposable {
  /** Everything that it has printed so far. */
  readonly output: string;
  /** Its log, line by line. */
  readonly log: readonly Readonly<Record<string, unknown>>[];
  readonly folder: string;
  readonly process: ChildProcess;
  /** Resolves with the exit code, or the signal that ended it. */
  readonly exit: Promise<number | NodeJS.Signals>;
  /** Resolves with the first log line with this message. Rejects if the bot ends without one. */
  untilLogged(message: string | RegExp): Promise<Readonly<Record<string, unknown>>>;
  /** Asks it to stop, and waits until it has. */
  stop(signal?: NodeJS.Signals): Promise<number | NodeJS.Signals>;
}

/** Environment variables for the bot that avoid fixed ports and shared files. */
export function botEnvironment(
  discord: { readonly apiUrl: string; readonly botToken: string },
  endpoint: { readonly url: string; readonly token: string },
): Record<string, string> {
  return {
    DISCORD_TOKEN: discord.botToken,
    DISCORD_API_URL: discord.apiUrl,
    DISCORD_CDN_URL: new URL(discord.apiUrl).origin,
    ACEDATACLOUD_API_TOKEN: endpoint.token,
    ACEDATACLOUD_API_BASE_URL: endpoint.url,
    PORT: '0',
    GUILD_COOLDOWN_SECONDS: '0',
    USER_COOLDOWN_SECONDS: '0',
    DM_COOLDOWN_SECONDS: '0',
    USER_DAILY_QUOTA: '0',
    DAILY_BUDGET_CALLS: '0',
    // Face detection takes longer than everything else in a request. The tests of faces turn it on.
    FACE_DETECTION: 'off',
  };
}

/** Starts the bot as `npm start` does, in its own process, which inherits only the path, and not the developer's `.env`. */
export async function startBot({ env = {}, folder, root = ROOT }: BotOptions = {}): Promise<Bot> {
  const own = folder ?? (await mkdtemp(join(tmpdir(), 'face-age-bot-')));
  const child = spawn(process.execPath, ['--max-semi-space-size=4', join(root, 'src/main.js')], {
    cwd: own,
    env: { PATH: process.env['PATH'] ?? '', TMPDIR: tmpdir(), ENV_FILE: devNull, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const waiting = new Set<() => void>();
  const onData = (chunk: string) => {
    output += chunk;
    for (const wake of waiting) wake();
  };
  child.stdout.setEncoding('utf8').on('data', onData);
  child.stderr.setEncoding('utf8').on('data', onData);
  const exit = once(child, 'close').then(
    ([code, signal]: (number | NodeJS.Signals | null)[]) => code ?? signal ?? 'SIGKILL',
  ) as Promise<number | NodeJS.Signals>;
  void exit.then(() => {
    for (const wake of waiting) wake();
  });

  const log = () =>
    output.split('\n').flatMap((line) => (line.startsWith('{') ? [JSON.parse(line) as Record<string, unknown>] : []));

  return {
    get output() {
      return output;
    },
    get log() {
      return log();
    },
    folder: own,
    process: child,
    exit,
    async untilLogged(message) {
      const found = () =>
        log().find(({ msg }) => (typeof message === 'string' ? msg === message : message.test(String(msg))));
      const late = AbortSignal.timeout(PATIENCE_MS);
      for (;;) {
        const line = found();
        if (line) return line;
        if (late.aborted || child.exitCode !== null || child.signalCode !== null) {
          throw new Error(`The bot did not log ${String(message)}:\n${output}`);
        }
        const { promise, resolve } = Promise.withResolvers<void>();
        waiting.add(resolve);
        late.addEventListener('abort', () => resolve());
        await promise;
        waiting.delete(resolve);
      }
    },
    async stop(signal = 'SIGTERM') {
      child.kill(signal);
      return await exit;
    },
    async [Symbol.asyncDispose]() {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
      await exit;
      if (!folder) await rm(own, { recursive: true, force: true });
    },
  };
}
