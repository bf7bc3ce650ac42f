import { join } from 'node:path';
import { expect } from 'vitest';
import { PATIENCE_MS, type Discord } from 'discord-simulator';
import type { SimulatedEndpoint } from 'discord-simulator/endpoint';
import { FIRST_RESPONSE, type FirstResponseTimes } from '../../../src/bounds.ts';
import { freePort } from '../free-port.ts';
import { botEnvironment, startBot, type Bot } from './bot.ts';
import { startInProcess, type InProcess } from './in-process.ts';
import type { ShiftingClock } from './shifting-clock.ts';

type Env = Readonly<Record<string, string>>;

/** What a bot logs last when it starts. One that only works deploys no commands. */
const startedLine = ({ ROLES }: Env): string | RegExp =>
  ROLES === 'worker' ? 'Ready' : /^Commands (deployed|are up to date|could not be deployed)/;

/** How interactions come to bots that aren't told otherwise: `npm run test:http` runs tests over HTTP. */
export const TRANSPORT: Transport = process.env['INTERACTIONS'] === 'http' ? 'http' : 'gateway';

export type Transport = 'gateway' | 'http';

/**
 * The simulated Discord accepts a first response for this long too: a busy machine may be late. What hasn't arrived after
 * a fault or a crash never does, so `acceptMs` stays as it is.
 */
const PATIENT = { decideMs: PATIENCE_MS, sendMs: PATIENCE_MS, replayMs: PATIENCE_MS };

export interface BotsOptions {
  /** How interactions come to the bots; {@link TRANSPORT} by default. */
  readonly interactions?: Transport;
  /** More variables for the bots. A function if one of them is a link of Discord's. */
  readonly env?: Env | ((discord: Discord) => Env);
  /** The folder of the bots' source, which are then processes of their own. Default: this repository. */
  readonly root?: string;
  /** Every bot is a separate process. Otherwise, only those started with `startProcess` and `launch` are. */
  readonly ownProcess?: boolean;
  /** Of bots inside this process, for tests of what happens when it is over. Default: long. */
  readonly firstResponse?: Partial<FirstResponseTimes>;
  /**
   * Of bots inside this process, for tests of who waits for whom: on a busy machine, every photo takes longer than usual,
   * and so another request would begin. Default: the usual time.
   */
  readonly slowOpeningMs?: number;
}

/** The bots of a world. They share its folder, and so its database. */
export interface WorldBots {
  /** The variables of every bot, before those of its own start. */
  readonly env: Env & { readonly STORAGE_URL: string };
  /** The bot that was started last, other than with `startInProcess`. */
  readonly bot: Bot;
  /** Everything that the bots have printed. */
  readonly output: string;
  /** Starts a bot as a separate process without waiting for it. */
  launch(env?: Env): Promise<Bot>;
  /**
   * Starts a bot, and waits until it is ready and has deployed its commands if it does. It runs inside this process,
   * which takes a fraction of the time of another one, unless the world says otherwise. It can't be killed.
   */
  start(env?: Env): Promise<Bot>;
  /** The same, as a separate process: for tests of signals, crashes, exit codes and what else only a process does. */
  startProcess(env?: Env): Promise<Bot>;
  /** Stops the bot, and starts another one with the same database. */
  restart(): Promise<void>;
  /** Kills a bot that is a separate process, like a power failure. */
  kill(bot: Bot): Promise<void>;
  /** Waits until a bot has exited with this code, which would fail the test otherwise. */
  expectExit(bot: Bot, code: number): Promise<void>;
  /** Starts the app inside this process, by the world's clock, and waits until it has deployed its commands. */
  startInProcess(env?: Env, onLine?: (line: string) => void): Promise<InProcess>;
}

interface AllBots extends WorldBots {
  /** The bots' values of `STORAGE_KEY`. */
  readonly keys: readonly string[];
  /**
   * Stops all running bots.
   * @returns the exit codes that no test expected
   */
  stopAll(): Promise<(number | NodeJS.Signals)[]>;
  /** Leaves no process behind, whatever happened. */
  killAll(): Promise<void>;
}

interface Place {
  readonly discord: Discord;
  readonly endpoint: SimulatedEndpoint;
  readonly clock: ShiftingClock;
  readonly folder: string;
}

export function createBots({ discord, endpoint, clock, folder }: Place, options: BotsOptions): AllBots {
  const { env: more, root, interactions = TRANSPORT, ownProcess = root !== undefined } = options;
  const env = {
    ...botEnvironment(discord, endpoint),
    STORAGE_URL: `sqlite://${join(folder, 'data/face-age-bot.db')}`,
    DATA_FOLDER: join(folder, 'data'),
    SHUTDOWN_SECONDS: '20',
    TMPDIR: folder,
    ...(typeof more === 'function' ? more(discord) : more),
  };
  const firstResponse = { ...FIRST_RESPONSE, ...PATIENT, ...options.firstResponse };
  const { slowOpeningMs } = options;
  const started: Bot[] = [];
  const keys = new Set<string>();
  const expected = new Map<Bot, number | NodeJS.Signals>();
  const ports = new Map<Bot, string | undefined>();
  const inProcess: string[] = [];

  const variablesWith = async (own: Env) => {
    const variables: Record<string, string> = { ...env, ...own };
    if (interactions === 'http') {
      variables['DISCORD_PUBLIC_KEY'] = discord.interactions.publicKey;
      if (variables['PORT'] === '0') Object.assign(variables, { PORT: String(await freePort()), INTERNAL_PORT: '0' });
    }
    if (variables['STORAGE_KEY']) keys.add(variables['STORAGE_KEY']);
    return variables;
  };

  /** Sends interactions to the bot that was started last, as a load balancer would after a deployment. */
  const sendTo = async (port: string | undefined) => {
    if (interactions === 'http') await discord.interactions.setUrl(`http://127.0.0.1:${port}/interactions`);
  };

  const bots: AllBots = {
    env,
    get keys() {
      return [...keys].flatMap((list) => list.split(','));
    },
    get bot() {
      const bot = started.at(-1);
      if (!bot) throw new Error('no bot has been started');
      return bot;
    },
    get output() {
      return [...started.map((bot) => bot.output), inProcess.join('')].join('\n');
    },
    async launch(own = {}) {
      const variables = await variablesWith(own);
      const bot = await startBot({ env: variables, folder, ...(root !== undefined && { root }) });
      started.push(bot);
      ports.set(bot, variables['PORT']);
      return bot;
    },
    async start(own = {}) {
      if (ownProcess) return await bots.startProcess(own);
      const variables = await variablesWith(own);
      const bot = withoutProcess(await startInProcess({ env: variables, folder, firstResponse, slowOpeningMs }));
      started.push(bot);
      await bot.untilLogged(startedLine(variables));
      await sendTo(variables['PORT']);
      return bot;
    },
    async startProcess(own) {
      const bot = await bots.launch(own);
      await bot.untilLogged(startedLine({ ...env, ...own }));
      await sendTo(ports.get(bot));
      return bot;
    },
    async restart() {
      expect(await bots.bot.stop()).toBe(0);
      await bots.start();
    },
    async kill(bot) {
      expected.set(bot, 'SIGKILL');
      bot.process.kill('SIGKILL');
      await bot.exit;
    },
    async expectExit(bot, code) {
      expected.set(bot, code);
      expect(await bot.exit).toBe(code);
    },
    async startInProcess(own = {}, onLine = () => undefined) {
      const variables = await variablesWith({ SHUTDOWN_SECONDS: '5', ...own });
      const bot = await startInProcess({ env: variables, folder, clock, firstResponse, slowOpeningMs }, (line) => {
        inProcess.push(line);
        onLine(line);
      });
      await discord.untilCommand('age');
      await sendTo(variables['PORT']);
      return bot;
    },
    async stopAll() {
      const exits = await Promise.all(started.map(async (bot) => ({ bot, exit: await bot.stop() })));
      return exits.filter(({ bot, exit }) => exit !== (expected.get(bot) ?? 0)).map(({ exit }) => exit);
    },
    async killAll() {
      await Promise.all(started.map((bot) => bot[Symbol.asyncDispose]()));
    },
  };
  return bots;
}

function withoutProcess(bot: InProcess): Bot {
  return Object.defineProperties({} as Bot, {
    ...Object.getOwnPropertyDescriptors(bot),
    process: {
      get() {
        throw new Error(
          'This bot has no process of its own: start it with `startProcess`, or the world with `ownProcess`',
        );
      },
    },
  });
}
