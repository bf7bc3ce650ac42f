import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type Asked,
  type Channel,
  type Discord,
  DISCORDS_ACKNOWLEDGEMENT_MS,
  type Person,
  shardOf,
  startDiscord,
  type Upload,
} from 'discord-simulator';
import { type EndpointSettings, type SimulatedEndpoint, startEndpoint } from 'discord-simulator/endpoint';
import { isFinal } from '../../test/support/expectations.ts';
import { startRedisServer, type RedisServer } from '../../test/support/redis-server.ts';
import { botEnvironment, startBot, type Bot } from '../../test/support/world/bot.ts';

type Env = Readonly<Record<string, string>>;

/** What a scenario needs: bots that share a store, Discord, and the endpoint. The worlds of tests have it, too. */
export interface FleetWorld {
  readonly discord: Discord;
  readonly endpoint: SimulatedEndpoint;
  /** Starts a bot, and waits until it is ready. */
  start(env?: Env): Promise<Bot>;
  /** A channel in a new server. */
  newChannel(): Channel;
  /** Uses `/age` with a small photo. */
  ask(question: { readonly channel: Channel; readonly image: Upload; readonly person?: Person }): Promise<Asked>;
}

export interface Fleet extends FleetWorld, AsyncDisposable {
  readonly redis: RedisServer;
}

export interface FleetOptions {
  readonly shards?: number;
  readonly endpoint?: EndpointSettings;
  readonly env?: Env;
  /** In place of a server of its own. */
  readonly storageUrl?: string;
}

const PATIENCE_MS = 300_000;
export const PHOTO: Upload = {
  bytes: await readFile(new URL('../../test/photos/marie-curie-small.jpg', import.meta.url)),
  filename: 'photo.jpg',
};

/** A Discord, an endpoint and a Redis that keeps what it is given, for as many bots as are started. */
export async function startFleet({
  shards = 1,
  endpoint: settings,
  env,
  storageUrl,
}: FleetOptions = {}): Promise<Fleet> {
  await using parts = new AsyncDisposableStack();
  const folder = await mkdtemp(join(tmpdir(), 'fleet-'));
  parts.defer(() => rm(folder, { recursive: true, force: true }));
  const redis = parts.use(await startRedisServer({ dir: folder, appendonly: 'yes' }));
  // Discord never takes an acknowledgement later. If it did, people would see "thinking" for what bots have given up.
  const acknowledgementMs = DISCORDS_ACKNOWLEDGEMENT_MS;
  const discord = parts.use(await startDiscord({ strict: false, shards, acknowledgementMs }));
  discord.patienceMs = PATIENCE_MS;
  const endpoint = parts.use(await startEndpoint({ latencyMs: 300, ...settings }));
  const shared = {
    ...botEnvironment(discord, endpoint),
    STORAGE_URL: storageUrl ?? redis.freshUrl(),
    STORAGE_KEY: randomBytes(32).toString('base64'),
    SHUTDOWN_SECONDS: '20',
    TMPDIR: folder,
    ...env,
  };
  const owned = parts.move();
  return {
    redis,
    discord,
    endpoint,
    async start(own) {
      const bot = owned.use(await startBot({ env: { ...shared, ...own }, folder }));
      await bot.untilLogged('Ready');
      return bot;
    },
    newChannel: () => discord.addGuild().addChannel(),
    ask: async ({ channel, image, person = discord.addUser({ name: 'Somebody' }) }) =>
      await person.slash({ channel, command: 'age', options: { image, age: 60 } }),
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}

/** Starts several at once; resolves when all can be asked. */
export async function startMany(fleet: FleetWorld, count: number): Promise<Bot[]> {
  const bots = await Promise.all(Array.from({ length: count }, () => fleet.start()));
  await fleet.discord.untilReady();
  await fleet.discord.untilCommand('age');
  return bots;
}

/** Uses `/age` in a new server whose events one shard of `shards` gets. */
export async function askOn(fleet: FleetWorld, shard: number, shards: number): Promise<Asked> {
  for (;;) {
    const channel = fleet.newChannel();
    if (shardOf(channel.state.guild?.id, shards) === shard) return await fleet.ask({ channel, image: PHOTO });
  }
}

/** How each of these ended, once all have. */
export async function outcomeOf(asked: readonly Asked[]): Promise<Outcome> {
  const finals = await Promise.allSettled(asked.map((each) => each.final({ until: isFinal })));
  const sentences = finals.flatMap((final) =>
    final.status === 'fulfilled' && final.value.pictures.length !== 1 ? [final.value.content] : [],
  );
  for (const sentence of new Set(sentences)) console.error(`Instead of a picture: ${sentence}`);
  const isAnswered = finals.map((final) => final.status === 'fulfilled' && final.value.pictures.length === 1);
  return {
    asked: asked.length,
    answered: isAnswered.filter(Boolean).length,
    'answered twice': asked.filter(
      ({ history }) => history.filter(({ message }) => message?.pictures.length === 1).length > 1,
    ).length,
    'not acknowledged': asked.filter(({ isUnanswered }) => isUnanswered).length,
    silent: finals.filter(({ status }) => status === 'rejected').length,
  };
}

export interface Outcome {
  readonly asked: number;
  readonly answered: number;
  readonly 'answered twice': number;
  /** In time. They are among the silent ones. */
  readonly 'not acknowledged': number;
  readonly silent: number;
}
