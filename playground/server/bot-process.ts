import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { BotStatus } from '../protocol.ts';

const ROOT = join(import.meta.dirname, '../..');
const KEPT_LINES = 300;
/** Of one line. */
const MOST_CHARACTERS = 1000;
/** What a process needs of its surroundings to run at all. The rest of them stays away from it. */
const INHERITED = new Set(['PATH', 'Path', 'HOME', 'USERPROFILE', 'SYSTEMROOT', 'SystemRoot', 'TMPDIR', 'TEMP', 'TMP']);

export interface BotProcess extends AsyncDisposable {
  readonly state: BotStatus['state'];
  readonly log: readonly string[];
  /** Ends it and starts it again, with this environment from now on. */
  restart(env: Readonly<Record<string, string>>): Promise<void>;
  start(env: Readonly<Record<string, string>>): void;
  stop(signal?: NodeJS.Signals): Promise<void>;
}

/** The bot as `npm start` runs it, in a separate process. `onChange` is called when its state or log has changed. */
export function createBotProcess(onChange: () => void): BotProcess {
  let child: ChildProcess | undefined;
  let ready = false;
  const log: string[] = [];

  const add = (line: string): void => {
    log.push(line);
    if (log.length > KEPT_LINES) log.shift();
    onChange();
  };
  const read = (line: string): void => {
    const entry = parse(line);
    if (entry?.['msg'] === 'Ready') ready = true;
    add(entry ? describe(entry) : line);
  };

  const bot: BotProcess = {
    get state() {
      if (!child) return 'stopped';
      return ready ? 'running' : 'starting';
    },
    log,
    start(env) {
      if (child) return;
      ready = false;
      const inherited = Object.entries(process.env).filter(([name]) => INHERITED.has(name));
      const started = spawn(process.execPath, startArguments(), {
        cwd: ROOT,
        env: { ...Object.fromEntries(inherited), ...nothingFromEnvFile(), ...env },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      child = started;
      for (const stream of [started.stdout, started.stderr]) createInterface(stream).on('line', read);
      started.once('close', (code, signal) => {
        child = undefined;
        add(`The bot has ended: ${signal ?? `code ${code}`}.`);
      });
      add('The bot is starting.');
    },
    async stop(signal = 'SIGTERM') {
      if (!child) return;
      const closed = once(child, 'close');
      child.kill(signal);
      await closed;
    },
    async restart(env) {
      await bot.stop();
      bot.start(env);
    },
    [Symbol.asyncDispose]: () => bot.stop(),
  };
  return bot;
}

/** The arguments of `node` in the start script, so that the playground starts the bot in the same way. */
function startArguments(): string[] {
  const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { scripts: { start: string } };
  const given = /\bnode (.+)$/.exec(scripts.start)?.[1];
  if (given === undefined) throw new Error('the start script of package.json does not start node');
  return given.split(' ');
}

/** An empty variable counts as unset, and wins over `.env`: nothing of a real bot's configuration is used here. */
function nothingFromEnvFile(): Record<string, string> {
  const example = readFileSync(join(ROOT, '.env.example'), 'utf8');
  return Object.fromEntries([...example.matchAll(/^#? ?([A-Z][A-Z0-9_]+)=/gm)].map(([, name = '']) => [name, '']));
}

function parse(line: string): Record<string, unknown> | undefined {
  try {
    return line.startsWith('{') ? (JSON.parse(line) as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

const LEVELS: Readonly<Record<string, string>> = {
  warn: 'Warning: ',
  error: 'Error: ',
  fatal: 'Fatal: ',
};

const HIDDEN = new Set(['msg', 'level', 'time', 'pid', 'hostname']);

/** One line of the log in short: the message, and what belongs to it. */
function describe(entry: Record<string, unknown>): string {
  const more = Object.entries(entry).filter(([name]) => !HIDDEN.has(name));
  const level = LEVELS[String(entry['level'])] ?? '';
  return [`${level}${String(entry['msg'])}`, ...more.map(([name, value]) => `${name}=${JSON.stringify(value)}`)]
    .join(' ')
    .slice(0, MOST_CHARACTERS);
}
