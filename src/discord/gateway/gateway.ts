import { setInterval } from 'node:timers';
import { setTimeout as delay } from 'node:timers/promises';
import {
  Events,
  GatewayDispatchEvents,
  Routes,
  type APIGatewayBotInfo,
  type Client,
  type Interaction,
} from 'discord.js';
import type { Clock } from '../../clock.ts';
import type { Logger } from '../../ops/logger.ts';
import { createBotRest, refusedForMs } from '../rest/answer-rest.ts';
import { discordBackoffMs } from '../rest/backoff.ts';
import { createGatewayClient, dropGuilds, fatalClose, login, LoginError, type GatewayClientOptions } from './client.ts';
import { collectInteractionExtras } from './interaction-extras.ts';
import type { InteractionExtras } from '../reading/request-origin.ts';
import { inviteUrl } from './invite-url.ts';
import { createOutageLog, type OutageLog } from './outage-log.ts';

export interface GatewayOptions extends GatewayClientOptions {
  readonly token: string;
  readonly logger: Logger;
  readonly signal: AbortSignal;
  onInteraction(interaction: Interaction, extras: InteractionExtras): void;
  /** @param event the payload of a MESSAGE_CREATE event. */
  onMessage(event: unknown): void;
  /** @param event the payload of a MESSAGE_UPDATE event, which can contain only what has changed. */
  onMessageUpdate(event: unknown): void;
  /** Discord ended the connection for good. */
  onFatal(error: LoginError): void;
}

/** A connection to Discord's gateway that has been ready on all its shards. */
export interface Gateway extends AsyncDisposable {
  readonly client: Client<true>;
  readonly applicationId: string;
  /** The link with which a server's admin or a person adds the bot. */
  readonly inviteUrl: string;
  /** What is wrong with the connection, and since when in ms since the epoch; `undefined` if nothing is. */
  problem(): { readonly what: string; readonly since: number } | undefined;
  /** Seconds from the last heartbeat to its acknowledgement, by shard. */
  latency(): Iterable<readonly [shard: number, seconds: number]>;
}

const LONGEST_RETRY_MS = 60_000;
/** Each login uses one of 1,000 per day. When none is left, Discord says how long to wait. */
const NO_SESSIONS = /not enough sessions remaining/i;
/** Discord asks for a heartbeat about every 41 s. This is a little more than two. */
const HEARTBEAT_STALE_MS = 90_000;
const SWEEP_MS = 300_000;
const DISCONNECT_LIMIT_MS = 2000;

/**
 * Connects, and retries with a growing delay while Discord can't be reached.
 *
 * @throws {LoginError} if only the operator can fix it; the signal's reason.
 */
export async function connectGateway(options: GatewayOptions): Promise<Gateway> {
  const { logger, clock, signal } = options;
  const outages = createOutageLog(options);
  const startedAt = clock.now();
  let said: string | undefined;
  for (let failures = 1; ; failures += 1) {
    signal.throwIfAborted();
    const closed = new AbortController();
    const client = createGatewayClient(options, closed.signal);
    try {
      await ready(client, outages, options);
      if (said !== undefined) logger.info({ afterMs: clock.now() - startedAt }, 'Connected to Discord again');
      return gatewayOf(client as Client<true>, { closed, outages, clock });
    } catch (error) {
      await disconnect(client, closed);
      if (error instanceof LoginError || signal.aborted) throw error;
      const spent = error instanceof Error && NO_SESSIONS.test(error.message);
      const waitMs = spent
        ? await untilMoreSessions(options)
        : Math.max(refusedForMs(error) ?? 0, discordBackoffMs(failures));
      const words = spent ? 'No Discord logins left today; waiting' : 'Cannot connect to Discord; retrying';
      if (words !== said) logger.warn({ err: error, waitMs }, words);
      said = words;
      await clock.sleep(waitMs, signal);
    }
  }
}

/** Milliseconds until Discord allows logins again. */
async function untilMoreSessions({ apiUrl, token, transport }: GatewayOptions): Promise<number> {
  const info = (await createBotRest(apiUrl, token, transport)
    .get(Routes.gatewayBot())
    .catch(() => undefined)) as APIGatewayBotInfo | undefined;
  return Math.max(info?.session_start_limit.reset_after ?? 0, LONGEST_RETRY_MS);
}

async function ready(
  client: Client,
  outages: OutageLog,
  { token, logger, clock, signal, onInteraction, onMessage, onMessageUpdate, onFatal }: GatewayOptions,
): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  let connected = false;
  client.once(Events.ClientReady, () => resolve());
  dropGuilds(client);
  const extras = collectInteractionExtras(client, clock);
  // The payload rather than discord.js' object: it has everything in the message, whatever is cached.
  client.ws.on(GatewayDispatchEvents.MessageCreate, onMessage);
  client.ws.on(GatewayDispatchEvents.MessageUpdate, onMessageUpdate);
  client.on(Events.InteractionCreate, (interaction) => onInteraction(interaction, extras.take(interaction.id)));
  // Without these listeners, an error event ends the process.
  client.on(Events.Error, (error) => logger.error({ err: error }, 'Discord client error'));
  client.on(Events.ShardError, (error, shard) => outages.failed(shard, error));
  client.on(Events.Warn, (message) => logger.debug({ message }, 'Discord client warning'));
  client.on(Events.ShardReconnecting, (shard) => outages.lost(shard));
  client.on(Events.ShardResume, (shard) => outages.over(shard));
  client.on(Events.ShardReady, (shard) => outages.over(shard));
  client.on(Events.ShardDisconnect, ({ code }, shard) => {
    outages.lost(shard);
    const error = fatalClose(code);
    if (!error) return;
    if (connected) onFatal(error);
    else reject(error);
  });
  const stop = () => reject(signal.reason as Error);
  signal.addEventListener('abort', stop, { once: true });
  try {
    await Promise.race([promise, login(client, token).then(() => promise)]);
    connected = true;
  } finally {
    signal.removeEventListener('abort', stop);
    promise.catch(() => undefined);
  }
}

interface GatewayState {
  readonly closed: AbortController;
  readonly outages: OutageLog;
  readonly clock: Clock;
}

function gatewayOf(client: Client<true>, { closed, outages, clock }: GatewayState): Gateway {
  // discord.js caches channels from interactions forever; nothing reads them afterwards.
  const sweeper = setInterval(() => client.channels.cache.clear(), SWEEP_MS).unref();
  return {
    client,
    applicationId: client.application.id,
    inviteUrl: inviteUrl(client.application.id),
    problem() {
      for (const shard of client.ws.shards.values()) {
        const lost = outages.since(shard.id);
        if (lost !== undefined) return { what: `shard ${shard.id} is not connected`, since: lost };
        const staleAt = shard.lastPingTimestamp + HEARTBEAT_STALE_MS;
        const isStale = shard.lastPingTimestamp > 0 && clock.now() > staleAt;
        if (isStale) return { what: `shard ${shard.id} has lost its heartbeat`, since: staleAt };
      }
      return undefined;
    },
    latency: () =>
      client.ws.shards
        .values()
        .filter(({ ping }) => ping >= 0)
        .map(({ id, ping }) => [id, ping / 1000] as const),
    async [Symbol.asyncDispose]() {
      clearInterval(sweeper);
      // A connection that is closed on purpose isn't lost.
      client.removeAllListeners(Events.ShardReconnecting);
      await disconnect(client, closed);
    },
  };
}

/** Closing connections has its own limit; this is for everything else that discord.js could wait for. */
async function disconnect(client: Client, closed: AbortController): Promise<void> {
  closed.abort();
  await Promise.race([client.destroy(), delay(DISCONNECT_LIMIT_MS, undefined, { ref: false })]);
}
