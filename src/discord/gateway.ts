import { setInterval } from 'node:timers';
import { Events, PermissionFlagsBits, PermissionsBitField, type Client, type Interaction } from 'discord.js';
import type { Clock } from '../clock.ts';
import type { Logger } from '../ops/logger.ts';
import { createGatewayClient, fatalClose, login, LoginError, type GatewayClientOptions } from './client.ts';

export interface GatewayOptions extends GatewayClientOptions {
  readonly token: string;
  readonly logger: Logger;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** Must not reject. */
  onInteraction(interaction: Interaction): void;
  /** Discord ended the connection for good. */
  onFatal(error: LoginError): void;
}

/** A connection to Discord's gateway that has been ready on all its shards. */
export interface Gateway extends AsyncDisposable {
  readonly client: Client<true>;
  readonly applicationId: string;
  /** By which a server's admin or a person adds the bot. */
  readonly inviteUrl: string;
  /** What keeps the gateway from being usable; `undefined` when nothing does. */
  problem(): string | undefined;
}

const FIRST_RETRY_MS = 1000;
const LONGEST_RETRY_MS = 60_000;
/** Discord asks for a heartbeat about every 41 s; two missed ones and a bit. */
const HEARTBEAT_STALE_MS = 90_000;
const SWEEP_MS = 300_000;

/**
 * Connects, and tries again with a growing delay while Discord cannot be reached.
 *
 * @throws {LoginError} when only the operator can mend it; the signal's reason.
 */
export async function connectGateway(options: GatewayOptions): Promise<Gateway> {
  const { logger, clock, signal } = options;
  for (let tries = 0; ; tries += 1) {
    signal.throwIfAborted();
    const client = createGatewayClient(options);
    try {
      await ready(client, options);
      return gatewayOf(client as Client<true>, clock);
    } catch (error) {
      await client.destroy();
      if (error instanceof LoginError || signal.aborted) throw error;
      const waitMs = Math.min(FIRST_RETRY_MS * 2 ** tries, LONGEST_RETRY_MS);
      logger.warn({ err: error, waitMs }, 'Discord cannot be reached; trying again');
      await clock.sleep(waitMs, signal);
    }
  }
}

async function ready(client: Client, { token, logger, signal, onInteraction, onFatal }: GatewayOptions): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  let connected = false;
  client.once(Events.ClientReady, () => resolve());
  client.on(Events.InteractionCreate, onInteraction);
  // Without these listeners an error event ends the process.
  client.on(Events.Error, (error) => logger.error({ err: error }, 'Discord client error'));
  client.on(Events.ShardError, (error, shard) => logger.warn({ err: error, shard }, 'Gateway connection error'));
  client.on(Events.Warn, (message) => logger.debug({ message }, 'Discord client warning'));
  client.on(Events.ShardReconnecting, (shard) => logger.info({ shard }, 'Gateway connection lost; connecting again'));
  client.on(Events.ShardResume, (shard) => logger.info({ shard }, 'Gateway session resumed'));
  client.on(Events.ShardDisconnect, ({ code }) => {
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

function gatewayOf(client: Client<true>, clock: Clock): Gateway {
  // Channels are made from interactions and kept for ever; nothing here reads them afterwards.
  const sweeper = setInterval(() => client.channels.cache.clear(), SWEEP_MS).unref();
  return {
    client,
    applicationId: client.application.id,
    inviteUrl: inviteUrl(client.application.id),
    problem() {
      for (const shard of client.ws.shards.values()) {
        if (client.ws.status !== 0 && shard.status !== 0) return `shard ${shard.id} is not connected`;
        const beatAt = shard.lastPingTimestamp;
        if (beatAt > 0 && clock.now() - beatAt > HEARTBEAT_STALE_MS) return `shard ${shard.id} has lost its heartbeat`;
      }
      return undefined;
    },
    async [Symbol.asyncDispose]() {
      clearInterval(sweeper);
      // A connection that is closed on purpose is not lost.
      client.removeAllListeners(Events.ShardReconnecting);
      await client.destroy();
    },
  };
}

function inviteUrl(applicationId: string): string {
  const permissions = new PermissionsBitField([
    PermissionFlagsBits.ViewChannel,
    PermissionFlagsBits.SendMessages,
    PermissionFlagsBits.AttachFiles,
    PermissionFlagsBits.EmbedLinks,
  ]);
  const query = new URLSearchParams({
    client_id: applicationId,
    scope: 'bot applications.commands',
    permissions: permissions.bitfield.toString(),
  });
  return `https://discord.com/oauth2/authorize?${query}`;
}
