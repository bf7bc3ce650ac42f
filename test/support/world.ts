import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, type TestContext } from 'vitest';
import {
  type Asked,
  type Channel,
  type Circumstances,
  type Discord,
  type DiscordOptions,
  type Guild,
  type NewChannel,
  type Person,
  startDiscord,
  type Upload,
} from 'discord-simulator';
import { type EndpointSettings, type Script, type SimulatedEndpoint, startEndpoint } from 'discord-simulator/endpoint';
import type { Entry } from '../../src/aging/request/entry.ts';
import { freePort } from './free-port.ts';
import { photos } from './pictures/photos.ts';
import { createBots, type BotsOptions, type WorldBots } from './world/bots.ts';
import { expectNothingWrong } from './world/nothing-wrong.ts';
import { untilSafelyInOneDay } from './world/one-day.ts';
import { readJournal } from './world/read-journal.ts';
import { runningTest } from './world/running-test.ts';
import { createShiftingClock, type ShiftingClock } from './world/shifting-clock.ts';
import { removeFolder } from './remove-folder.ts';

export interface WorldOptions extends BotsOptions {
  readonly discord?: DiscordOptions;
  readonly endpoint?: EndpointSettings & { readonly probes?: Script };
  /** The test starts its bots itself. */
  readonly withoutBot?: boolean;
}

/** A use of `/age`. Everything has a default: the photo is {@link SMALL}. */
export interface Question extends Circumstances {
  person?: Person;
  /** Default: the world's own channel. */
  channel?: Channel;
  /** In the person's direct messages with the bot. */
  dm?: true;
  image?: Upload;
  age?: number;
  private?: boolean;
}

/** Decides whether a request to Discord fails, and how. */
export type Plan = Parameters<Discord['faults']['schedule']>[0];

/** Discord, the endpoint, and a folder in which bots are started, killed and restarted. */
export interface World extends WorldBots, AsyncDisposable {
  readonly discord: Discord;
  readonly endpoint: SimulatedEndpoint;
  readonly guild: Guild;
  readonly channel: Channel;
  readonly alice: Person;
  /** The clock of Discord, and of bots inside this process. */
  readonly clock: ShiftingClock;
  readonly folder: string;
  /** Uses `/age`. */
  ask(question?: Question): Promise<Asked>;
  /** Uses `/age` in a new server, so that no other request affects it. */
  askInNewServer(question?: Omit<Question, 'channel' | 'dm'>): Promise<Asked>;
  /** A channel in a new server, which shares no cooldown with others. */
  newChannel(channel?: NewChannel): Channel;
  until: Discord['until'];
  /** Requests to Discord about this request fail by this plan, until `heal`. */
  hold(asked: Asked, plan: Plan): void;
  /** Removes all faults of Discord and the endpoint. */
  heal(): void;
  /** The requests in the journal. */
  unfinished(): Promise<Entry[]>;
}

/** A small photo, so that a test can age many of them. */
export const SMALL = photos.marieCurie;

/**
 * A world for one test, which may run concurrently with others. Its bot is ready and has deployed `/age`. If the test
 * fails, the conversation and the log are printed.
 *
 * Disposing of it throws if a bot ended with an unexpected code, if a secret, a link or a photo was printed or stored
 * unsealed, or if a bot did something that Discord or the endpoint would refuse.
 */
export async function startWorld(options: WorldOptions = {}): Promise<World> {
  const context = runningTest.getStore();
  if (!context) throw new Error('startWorld must be called inside a test; useWorld is for all tests of a file');
  await untilSafelyInOneDay();
  const world = await makeWorld(options);
  printWhenFailed(world, context);
  return world;
}

/** A world that all tests of a file share. All faults are removed before each test. */
export function useWorld(options: WorldOptions | (() => WorldOptions) = {}): () => World {
  let world: World | undefined;
  const get = (): World => {
    if (!world) throw new Error('the world has not started yet');
    return world;
  };
  beforeAll(async () => {
    world = await makeWorld(typeof options === 'function' ? options() : options);
  });
  beforeEach(async (context) => {
    await untilSafelyInOneDay();
    get().heal();
    printWhenFailed(get(), context);
  });
  afterAll(async () => {
    await world?.[Symbol.asyncDispose]();
  });
  return get;
}

async function makeWorld({ withoutBot = false, ...options }: WorldOptions): Promise<World> {
  await using parts = new AsyncDisposableStack();
  const folder = await mkdtemp(join(tmpdir(), 'face-age-bot-'));
  parts.defer(() => removeFolder(folder));
  const clock = createShiftingClock();
  // One that is still free when an outage ends.
  const port = await freePort();
  const discord = parts.use(await startDiscord({ clock, port, ...options.discord, strict: false }));
  const endpoint = parts.use(await startEndpoint(options.endpoint));
  const bots = createBots({ discord, endpoint, clock, folder }, options);
  parts.defer(() => bots.killAll());
  if (!withoutBot) await bots.start();

  const asked: Asked[] = [];
  const plans = new Map<string, Plan>();
  const guild = discord.addGuild({ name: 'Family' });
  const channel = guild.addChannel({ name: 'photos' });
  const alice = discord.addUser({ name: 'Alice' });
  const world: World = Object.assign(bots, {
    discord,
    endpoint,
    guild,
    channel,
    alice,
    clock,
    folder,
    async ask({ dm, ...question }: Question = {}) {
      const { person = alice, channel: place = channel, image = SMALL, age = 60, ...rest } = question;
      const { private: isPrivate, ...circumstances } = rest;
      const options = { image, age, ...(isPrivate !== undefined && { private: isPrivate }) };
      const where = dm ? ({ dm } as const) : { channel: place };
      const one = await person.slash({ ...where, command: 'age', options, ...circumstances });
      asked.push(one);
      return one;
    },
    askInNewServer: async (question = {}) => await world.ask({ ...question, channel: world.newChannel() }),
    newChannel: (options) => discord.addGuild().addChannel(options),
    until: (look, more) => discord.until(look, more),
    hold(one, plan) {
      plans.set(one.token, plan);
      plans.set(one.id, plan);
      discord.faults.schedule((target) => {
        const found = [...plans].find(([token]) => target.path.includes(token));
        return found?.[1](target);
      });
    },
    heal() {
      plans.clear();
      discord.faults.clear();
      endpoint.script([]);
    },
    unfinished: () => readJournal(bots.env.STORAGE_URL, bots.env['STORAGE_KEY']),
    async [Symbol.asyncDispose]() {
      await using _parts = running;
      const exits = await bots.stopAll();
      const { output, keys } = bots;
      await expectNothingWrong({ discord, endpoint, folder, output, keys, exits, asked }, () => report(world));
    },
  } satisfies Omit<World, keyof WorldBots>);
  const running = parts.move();
  return world;
}

/** Prints the conversation and log since now if the test fails. */
function printWhenFailed(world: World, { onTestFailed }: TestContext): void {
  const since = { transcript: world.discord.transcript().length, output: world.output.length };
  onTestFailed(() => {
    process.stderr.write(`${report(world, since)}\n`);
  });
}

function report({ discord, output }: World, since = { transcript: 0, output: 0 }): string {
  const conversation = discord.transcript().slice(since.transcript).trim();
  return `The conversation:\n${conversation}\n\nThe bot's log:\n${output.slice(since.output).trim()}`;
}
