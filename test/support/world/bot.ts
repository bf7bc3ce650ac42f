import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp } from 'node:fs/promises';
import { devNull, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createBotLog, type BotLog } from './bot-log.ts';
import { removeFolder } from '../remove-folder.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

export interface BotOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** The working folder, with the database. Default: a new temporary one. */
  readonly folder?: string;
  /** The folder of the bot's own files. Default: this repository. */
  readonly root?: string;
}

export interface Bot extends BotLog, AsyncDisposable {
  readonly folder: string;
  /** @throws if the bot runs inside this process. */
  readonly process: ChildProcess;
  /** Resolves with the exit code, or the signal that ended it. */
  readonly exit: Promise<number | NodeJS.Signals>;
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
    USER_ACTIONS_PER_MINUTE: '0',
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
  const printed = createBotLog();
  child.stdout.setEncoding('utf8').on('data', printed.write);
  child.stderr.setEncoding('utf8').on('data', printed.write);
  const exit = once(child, 'close').then(
    ([code, signal]: (number | NodeJS.Signals | null)[]) => code ?? signal ?? 'SIGKILL',
  ) as Promise<number | NodeJS.Signals>;
  void exit.then(printed.end);

  return {
    get output() {
      return printed.output;
    },
    log: printed.log,
    untilLogged: printed.untilLogged,
    folder: own,
    process: child,
    exit,
    async stop(signal = 'SIGTERM') {
      child.kill(signal);
      return await exit;
    },
    async [Symbol.asyncDispose]() {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
      await exit;
      if (!folder) await removeFolder(own);
    },
  };
}
