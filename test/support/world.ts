import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { afterAll, beforeAll, beforeEach, expect, onTestFailed } from 'vitest';
import type { Asked } from '../../simulator/src/people/asked.ts';
import { startDiscord, type Discord, type DiscordOptions } from '../../simulator/src/discord.ts';
import { startEndpoint, type SimulatedEndpoint } from '../../simulator/src/endpoint/start-endpoint.ts';
import type { Circumstances } from '../../simulator/src/people/launch.ts';
import type { Upload } from '../../simulator/src/world/media.ts';
import type { Person } from '../../simulator/src/people/person.ts';
import type { Channel, Guild, NewChannel } from '../../simulator/src/world/places.ts';
import { botEnvironment, startBot, type Bot } from './world/bot.ts';
import { readDatabases } from './world/read-store.ts';
import { leaksIn, pictureLeaksIn } from './world/leaks.ts';
import { photos } from './pictures/photos.ts';

type Env = Readonly<Record<string, string>>;

export interface WorldOptions {
  /** What the bot is told besides; where that is a link of Discord's, a function. */
  env?: Env | ((discord: Discord) => Env);
  discord?: DiscordOptions;
  endpoint?: Parameters<typeof startEndpoint>[0];
  /** Where the bot's own files are; this repository unless told. */
  root?: string;
}

/** What is asked with `/age`; everything has a default. */
export interface Question extends Circumstances {
  person?: Person;
  /** The world's own channel unless told. */
  channel?: Channel;
  /** Asked in the person's DM with the bot. */
  dm?: true;
  image?: Upload;
  age?: number;
  private?: boolean;
}

/** Discord, the endpoint, and the bot as a process of its own between them. */
export interface World extends AsyncDisposable {
  readonly discord: Discord;
  readonly endpoint: SimulatedEndpoint;
  /** The one that runs now. */
  readonly bot: Bot;
  readonly guild: Guild;
  readonly channel: Channel;
  readonly alice: Person;
  /** Uses `/age`. */
  ask(question?: Question): Promise<Asked>;
  /** A channel in a guild of its own, which shares no cooldown with others. */
  newChannel(channel?: NewChannel): Channel;
  /** Ends the bot's process in order, and starts it anew with the same store. */
  restart(): Promise<void>;
  /** All that the bot has printed, before restarts too. */
  readonly output: string;
}

/**
 * Starts a world whose bot is ready and has deployed `/age`. Disposing of it throws when the bot did not stop in
 * order, printed a secret, or did something that Discord or the endpoint would take amiss.
 */
async function startWorld({
  env: forBot,
  discord: forDiscord,
  endpoint: forEndpoint,
  root,
}: WorldOptions = {}): Promise<World> {
  await using parts = new AsyncDisposableStack();
  const folder = await mkdtemp(join(tmpdir(), 'face-age-bot-'));
  parts.defer(() => rm(folder, { recursive: true, force: true }));
  const discord = parts.use(await startDiscord({ ...forDiscord, strict: false }));
  const endpoint = parts.use(await startEndpoint(forEndpoint));
  const env = typeof forBot === 'function' ? forBot(discord) : forBot;
  const asked: Asked[] = [];
  const bots: Bot[] = [];
  parts.defer(async () => {
    await Promise.all(bots.map((bot) => bot[Symbol.asyncDispose]()));
  });
  const output = () => bots.map((bot) => bot.output).join('\n');
  const current = (): Bot => {
    const bot = bots.at(-1);
    if (!bot) throw new Error('no bot has been started');
    return bot;
  };

  const start = async () => {
    const variables = { ...botEnvironment(discord, endpoint), SHUTDOWN_SECONDS: '20', ...env };
    const bot = await startBot({ env: variables, folder, ...(root !== undefined && { root }) });
    bots.push(bot);
    await bot.untilLogged(/^Commands (deployed|are up to date|could not be deployed)/);
  };
  await start();

  const guild = discord.addGuild({ name: 'Family' });
  const channel = guild.addChannel({ name: 'photos' });
  const alice = discord.addUser({ name: 'Alice' });

  const world: World = {
    discord,
    endpoint,
    guild,
    channel,
    alice,
    get bot() {
      return current();
    },
    async ask({ person = alice, channel: place = channel, dm, image = photos.graceHopper, age = 60, ...rest } = {}) {
      const { private: isPrivate, ...circumstances } = rest;
      const options = { image, age, ...(isPrivate !== undefined && { private: isPrivate }) };
      const where = dm ? ({ dm } as const) : { channel: place };
      const question = await person.slash({ ...where, command: 'age', options, ...circumstances });
      asked.push(question);
      return question;
    },
    newChannel: (options) => discord.addGuild().addChannel(options),
    async restart() {
      expect(await current().stop()).toBe(0);
      await start();
    },
    get output() {
      return output();
    },
    async [Symbol.asyncDispose]() {
      await using _parts = running;
      const codes = [await current().stop()];
      const secrets = {
        'the bot token': discord.botToken,
        "the endpoint's token": endpoint.token,
        ...Object.fromEntries(asked.map(({ id, token }) => [`the token of interaction ${id}`, token])),
        ...(env?.['STORAGE_KEY'] && { STORAGE_KEY: env['STORAGE_KEY'] }),
        ...(await keyFiles(folder)),
      };
      const links = endpoint.calls.map(({ body }) => Reflect.get(Object(body), 'image_url') as unknown);
      const found = {
        codes,
        leaks: leaksIn(output(), secrets, links),
        stored: storedLeaks(await readDatabases(folder), secrets, links),
        endpointProblems: endpoint.problems,
        discordProblems: discord.takeProblems(),
      };
      const wanted = { codes: [0], leaks: [], stored: [], endpointProblems: [], discordProblems: [] };
      if (!isDeepStrictEqual(found, wanted)) process.stderr.write(`${report(world)}\n`);
      expect(found).toEqual(wanted);
    },
  };
  const running = parts.move();
  return world;
}

/** The same, shared by all tests of the file; a test that fails prints what happened. */
export function useWorld(options: WorldOptions | (() => WorldOptions) = {}): () => World {
  let world: World | undefined;
  const get = (): World => {
    if (!world) throw new Error('the world is not there yet');
    return world;
  };
  beforeAll(async () => {
    world = await startWorld(typeof options === 'function' ? options() : options);
  });
  beforeEach(() => {
    get().discord.faults.clear();
    get().endpoint.script([]);
    printWhenFailed(get());
  });
  afterAll(async () => {
    await world?.[Symbol.asyncDispose]();
  });
  return get;
}

/** For a world that a test has to itself. */
export async function ownWorld(options: WorldOptions = {}): Promise<World> {
  const world = await startWorld(options);
  printWhenFailed(world);
  return world;
}

/** Prints what happened since, when the test fails. */
function printWhenFailed(world: World): void {
  const since = { transcript: world.discord.transcript().length, output: world.output.length };
  onTestFailed(() => {
    process.stderr.write(`${report(world, since)}\n`);
  });
}

function report({ discord, output }: World, since = { transcript: 0, output: 0 }): string {
  const conversation = discord.transcript().slice(since.transcript).trim();
  return `The conversation:\n${conversation}\n\nThe bot said:\n${output.slice(since.output).trim()}`;
}

/** What lies in the clear where it should be sealed, or not be at all. */
function storedLeaks(stored: string, secrets: Readonly<Record<string, string>>, links: readonly unknown[]): string[] {
  return [...leaksIn(stored, secrets, links), ...pictureLeaksIn(stored, Object.values(photos))];
}

/** What the bot keeps its secrets with, where it made a key file itself. */
async function keyFiles(folder: string): Promise<Record<string, string>> {
  const names = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.key'));
  const keys = names.map(async (name) => [name, (await readFile(join(folder, name), 'utf8')).trim()] as const);
  return Object.fromEntries(await Promise.all(keys));
}
