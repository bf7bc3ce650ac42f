import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFailed } from 'vitest';
import type { Entry } from '../../../src/aging/request/journal.ts';
import { leaksIn } from '../world/leaks.ts';
import { photos } from '../pictures/photos.ts';
import type { Asked } from '../../../simulator/src/people/asked.ts';
import { startDiscord, type Discord, type DiscordOptions } from '../../../simulator/src/discord.ts';
import {
  startEndpoint,
  type EndpointSettings,
  type SimulatedEndpoint,
} from '../../../simulator/src/endpoint/start-endpoint.ts';
import type { Upload } from '../../../simulator/src/world/media.ts';
import type { Person } from '../../../simulator/src/people/person.ts';
import type { Channel, NewChannel } from '../../../simulator/src/world/places.ts';
import { botEnvironment, startBot, type Bot } from '../world/bot.ts';
import { readDatabases } from '../world/read-store.ts';
import { readJournal } from '../world/read-journal.ts';

export interface WorldOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly discord?: DiscordOptions;
  readonly endpoint?: EndpointSettings;
}

export interface Question {
  readonly person?: Person;
  /** A channel in a guild of its own unless told. */
  readonly channel?: Channel;
  readonly dm?: true;
  readonly private?: boolean;
  readonly image?: Upload;
  readonly age?: number;
}

/** The fault, if any, that befalls a request. */
export type Plan = Parameters<Discord['faults']['schedule']>[0];

/** Discord, the endpoint and one folder, in which bots are started, killed and started again. */
export interface World extends AsyncDisposable {
  readonly discord: Discord;
  readonly endpoint: SimulatedEndpoint;
  readonly folder: string;
  /** What a bot of this world is told. */
  readonly env: Readonly<Record<string, string>>;
  readonly alice: Person;
  /** Starts a bot, and does not wait for it. */
  launch(env?: Readonly<Record<string, string>>): Promise<Bot>;
  /** Starts a bot, and waits until it is ready. */
  start(env?: Readonly<Record<string, string>>): Promise<Bot>;
  ask(question?: Question): Promise<Asked>;
  newChannel(channel?: NewChannel): Channel;
  until: Discord['until'];
  /** Until told otherwise, faults for what is done about one request. */
  hold(asked: Asked, plan: Plan): void;
  /** No more faults, neither here nor at the endpoint. */
  heal(): void;
  /** What the journal holds. */
  unfinished(): Promise<Entry[]>;
  report(): string;
}

/** A small photo, so that many can be aged in a test. */
export const SMALL = photos.marieCurie;

/** For one test, which prints what happened when it fails. */
export async function startWorld(options?: WorldOptions): Promise<World> {
  const world = await makeWorld(options);
  onTestFailed(() => void process.stderr.write(`${world.report()}\n`));
  return world;
}

/** For the tests of a file together. Disposing of it finds secrets in what the bots printed. */
export async function makeWorld({
  env,
  discord: forDiscord,
  endpoint: forEndpoint,
}: WorldOptions = {}): Promise<World> {
  await using parts = new AsyncDisposableStack();
  const folder = await mkdtemp(join(tmpdir(), 'face-age-bot-'));
  parts.defer(() => rm(folder, { recursive: true, force: true }));
  const discord = parts.use(await startDiscord({ ...forDiscord, strict: false }));
  const endpoint = parts.use(await startEndpoint(forEndpoint));
  const bots: Bot[] = [];
  const questions: Asked[] = [];
  const plans = new Map<string, Plan>();
  const variables: Record<string, string> & { STORAGE_URL: string } = {
    ...botEnvironment(discord, endpoint),
    STORAGE_URL: `sqlite://${join(folder, 'bot.db')}`,
    TMPDIR: folder,
    ...env,
  };
  const alice = discord.addUser({ name: 'Alice' });
  const output = () => bots.map((bot) => bot.output).join('\n— another process —\n');
  const schedule = () =>
    discord.faults.schedule((target) => {
      const plan = [...plans].find(([token]) => target.path.includes(token));
      return plan?.[1](target);
    });
  const newChannel = (channel?: NewChannel) => discord.addGuild().addChannel(channel);

  const world: World = {
    discord,
    endpoint,
    folder,
    alice,
    newChannel,
    env: variables,
    until: (look, options) => discord.until(look, options),
    async launch(more) {
      const bot = running.use(await startBot({ env: { ...variables, ...more }, folder }));
      bots.push(bot);
      return bot;
    },
    async start(more) {
      const bot = await world.launch(more);
      await bot.untilLogged(/^Commands (deployed|are up to date)/);
      return bot;
    },
    async ask({ person = alice, channel, dm, image = SMALL, age = 60, private: isPrivate } = {}) {
      const options = { image, age, ...(isPrivate !== undefined && { private: isPrivate }) };
      const where = dm ? ({ dm } as const) : { channel: channel ?? newChannel() };
      const asked = await person.slash({ ...where, command: 'age', options });
      questions.push(asked);
      return asked;
    },
    hold(asked, plan) {
      plans.set(asked.token, plan);
      plans.set(asked.id, plan);
      schedule();
    },
    heal() {
      plans.clear();
      discord.faults.clear();
      endpoint.script([]);
    },
    unfinished: () => readJournal(variables.STORAGE_URL, variables['STORAGE_KEY']),
    report: () => `The conversation:\n${discord.transcript()}\n\nThe bots said:\n${output()}`,
    async [Symbol.asyncDispose]() {
      await using _parts = running;
      const secrets = {
        'the bot token': discord.botToken,
        "the endpoint's token": endpoint.token,
        ...Object.fromEntries(questions.map(({ id, token }) => [`the token of interaction ${id}`, token])),
      };
      const links = endpoint.calls.map(({ body }) => Reflect.get(Object(body), 'image_url') as unknown);
      const found = {
        leaks: leaksIn(output(), secrets, links),
        stored: leaksIn(await readDatabases(folder), secrets, links),
        discord: discord.problems,
        endpoint: endpoint.problems,
      };
      expect(found).toEqual({ leaks: [], stored: [], discord: [], endpoint: [] });
    },
  };
  const running = parts.move();
  return world;
}

/** Ends a bot as a power cut would. */
export async function kill(bot: Bot): Promise<void> {
  bot.process.kill('SIGKILL');
  await bot.exit;
}
