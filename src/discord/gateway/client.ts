import {
  Client,
  DiscordjsError,
  DiscordjsErrorCodes,
  Events,
  GatewayDispatchEvents,
  GatewayIntentBits,
  Options,
  Partials,
} from 'discord.js';
import type { Clock } from '../../clock.ts';
import { createIdentifyThrottler } from './identify-throttler.ts';
import { createShardBackoff } from './shard-backoff.ts';
import type { RestTransport } from '../rest/rest-transport.ts';

export interface GatewayClientOptions {
  readonly transport: RestTransport;
  readonly clock: Clock;
  readonly apiUrl: string;
  readonly cdnUrl: string;
  readonly shards?: readonly number[] | undefined;
  readonly shardCount?: number | undefined;
}

/**
 * The connection to Discord's gateway. Without the `Guilds` intent, memory doesn't grow with the number of servers, and
 * no interaction waits for servers to arrive. So nothing can read servers, channels or members from a cache.
 *
 * @param closed aborted before the client is destroyed, because discord.js can connect even after that.
 */
export function createGatewayClient(
  { transport, clock, apiUrl, cdnUrl, shards, shardCount }: GatewayClientOptions,
  closed: AbortSignal,
): Client {
  const backoff = createShardBackoff({ clock, closed });
  const client = new Client({
    intents: [GatewayIntentBits.DirectMessages],
    partials: [Partials.Channel],
    shards: shards ? [...shards] : 'auto',
    ...(shardCount !== undefined && { shardCount }),
    rest: {
      api: apiUrl,
      cdn: cdnUrl,
      version: '10',
      timeout: 30_000,
      // discord.js retries without a delay.
      retries: 0,
      rejectOnRateLimit: () => true,
      makeRequest: transport.makeRequest,
    },
    ws: {
      buildStrategy: (manager) => backoff.buildStrategy(manager),
      async buildIdentifyThrottler(manager) {
        const info = await manager.fetchGatewayInformation().catch(() => undefined);
        return createIdentifyThrottler(clock, info?.session_start_limit.max_concurrency ?? 1);
      },
    },
    makeCache: Options.cacheWithLimits({
      ...Options.DefaultMakeCacheSettings,
      MessageManager: 0,
      ReactionManager: 0,
      PresenceManager: 0,
      GuildMemberManager: { maxSize: 10, keepOverLimit: (member) => member.id === member.client.user.id },
      UserManager: { maxSize: 100, keepOverLimit: (user) => user.id === user.client.user.id },
    }),
    allowedMentions: { parse: [] },
  });
  client.on(Events.ShardReady, (shard) => backoff.connected(shard));
  client.on(Events.ShardResume, (shard) => backoff.connected(shard));
  return client;
}

/**
 * Keeps discord.js from making a stub, about 6 KB, of each server that the session's first event names. Nothing reads
 * them, and servers that are joined later have none either.
 */
export function dropGuilds(client: Client): void {
  client.ws.on(GatewayDispatchEvents.Ready, (event: { guilds: unknown[] }) => {
    event.guilds = [];
  });
}

/** Discord refuses this bot for a reason that only its operator can fix; the message says how. */
export class LoginError extends Error {
  override readonly name = 'LoginError';
}

const CLOSE_CODES: Readonly<Record<number, string>> = {
  4004: 'Discord does not accept DISCORD_TOKEN: copy the token again from the Bot page of your application at https://discord.com/developers/applications',
  4010: 'Discord does not know one of the shards: check SHARDS and SHARD_COUNT, or leave both unset',
  4011: 'Discord wants more shards for this bot: raise SHARD_COUNT, or leave SHARDS and SHARD_COUNT unset',
  4012: 'Discord no longer speaks the version of the gateway that this bot uses: update face-age-bot',
  4013: 'Discord does not know an intent that this bot asks for: update face-age-bot',
  4014: 'Discord does not allow an intent that this bot asks for: check the Bot page of your application at https://discord.com/developers/applications',
};

/** The error for a close code that reconnecting can't fix; `undefined` for all others. */
export function fatalClose(code: number): LoginError | undefined {
  const sentence = CLOSE_CODES[code];
  return sentence ? new LoginError(sentence) : undefined;
}

/** Logs in. What only the operator can fix becomes a {@link LoginError}. */
export async function login(client: Client, token: string): Promise<void> {
  try {
    await client.login(token);
  } catch (error) {
    const code = error instanceof DiscordjsError ? error.code : undefined;
    if (code === DiscordjsErrorCodes.TokenInvalid) throw new LoginError(CLOSE_CODES[4004], { cause: error });
    if (code === DiscordjsErrorCodes.DisallowedIntents) throw new LoginError(CLOSE_CODES[4014], { cause: error });
    if (code === DiscordjsErrorCodes.InvalidIntents) throw new LoginError(CLOSE_CODES[4013], { cause: error });
    throw error;
  }
}
