import { randomUUID } from 'node:crypto';
import {
  GatewayDispatchEvents,
  GatewayIntentBits,
  SnowflakeUtil,
  type APIApplication,
  type Client,
  type GatewayDispatchPayload,
} from 'discord.js';
import type { Clock } from '../../clock.ts';
import type { Logger } from '../../ops/log/logger.ts';
import type { Vault } from '../../storage/sealing/vault.ts';
import type { Storage } from '../../storage/storage.ts';
import { createBotRest, refusedForMs } from '../rest/answer-rest.ts';
import { discordBackoffMs } from '../rest/backoff.ts';
import { readAccount, readGatewayInformation, type Account } from './account.ts';
import { inviteUrl } from './invite-url.ts';
import {
  createInteractionClient,
  type InteractionClient,
  type InteractionClientOptions,
} from './interaction-client.ts';
import { LoginError } from './login-error.ts';
import { createIdentifyQueue, type SessionStarts } from './shard/identify-queue.ts';
import { createSessions } from './shard/sessions.ts';
import { createShardSet } from './shard/shard-set.ts';
import { claimAll, type ShardsTakenError } from './sharding/claims.ts';
import { createSharedClaims } from './sharding/shared-claims.ts';

export interface GatewayOptions extends Omit<InteractionClientOptions, 'account'> {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly storage: Storage;
  readonly vault: Vault;
  /** Resolves when the store is open. Discord is asked meanwhile who the bot is. */
  readonly opened: Promise<void>;
  /** Whether other processes use the store too. */
  readonly isShared: boolean;
  /** What other processes call this one. */
  readonly processName: string;
  /** The only shards to run; all, or a fair part of all, if absent. */
  readonly shards?: readonly number[] | undefined;
  /** The total number of shards, of all processes; Discord's advice if absent. */
  readonly shardCount?: number | undefined;
  /** How old an interaction that is sent again may be, in ms. */
  readonly replayMs: number;
  readonly signal: AbortSignal;
  /** @param event the payload of a MESSAGE_CREATE event. */
  onMessage(event: unknown): void;
  /** @param event the payload of a MESSAGE_UPDATE event, which can contain only what has changed. */
  onMessageUpdate(event: unknown): void;
  /** Who the bot is, before any event comes. */
  onAccount(account: Account): void;
  /** A replayed interaction can no longer be acknowledged. */
  onExpired(): void;
  /** Too few of the day's session starts are left to start one. */
  onIdentifiesSpent(starts: SessionStarts): void;
  /** Discord, or the other processes, ended the connection for good. */
  onFatal(error: LoginError | ShardsTakenError): void;
}

/** A connection to Discord's gateway that has been ready on all its shards. */
export interface Gateway extends AsyncDisposable {
  readonly client: Client<true>;
  readonly applicationId: string;
  /** The link with which a server's admin or a person adds the bot. */
  readonly inviteUrl: string;
  /** The shards of this process. */
  readonly shards: { readonly held: readonly number[]; readonly total: number };
  /** What is wrong with the connection, and since when in ms since the epoch; `undefined` if nothing is. */
  problem(): { readonly what: string; readonly since: number } | undefined;
  /** Seconds from the last heartbeat to its acknowledgement, by shard. */
  latency(): Iterable<readonly [shard: number, seconds: number]>;
  /** Gives the shards to other processes; resolves when none is left, or there is nobody to take them. */
  handOver(): Promise<void>;
}

/** Without `Guilds`, memory doesn't grow with the number of servers. */
const INTENTS = GatewayIntentBits.DirectMessages;
/** For how long an answer about session starts is good, in ms. */
const STARTS_KNOWN_MS = 5000;

/**
 * Connects, and retries with backoff while Discord can't be reached.
 *
 * @throws {LoginError} {ShardsTakenError} if only the operator can fix it; why the store isn't open; the signal's reason.
 */
export async function connectGateway(options: GatewayOptions): Promise<Gateway> {
  const { logger, clock, storage, signal, apiUrl, token, transport } = options;
  const rest = createBotRest(apiUrl, token, transport);
  const introduced = patientlyRead(async () => ({ ...(await readAccount(rest, signal)), at: clock.now() }), options);
  const [{ gatewayInformation, account, at }] = await Promise.all([introduced, options.opened]);
  let starts = { at, limit: gatewayInformation.session_start_limit };

  await using parts = new AsyncDisposableStack();
  let interactions: InteractionClient | undefined;
  const introduce = (own: Account) => {
    options.onAccount(own);
    interactions ??= parts.use(createInteractionClient({ ...options, account: own }));
  };
  if (account) introduce(account);
  // A resumed session doesn't say who the bot is: then each start needs a new one.
  const owner = account ? options.token : randomUUID();
  const sessions = parts.use(createSessions({ ...options, token: owner, intents: INTENTS }));
  const identifyQueue = createIdentifyQueue({
    atomic: storage.atomic,
    clock,
    async sessionStarts() {
      if (clock.now() - starts.at < STARTS_KNOWN_MS) return starts.limit;
      const information = await readGatewayInformation(rest, signal).catch(() => undefined);
      if (information) starts = { at: clock.now(), limit: information.session_start_limit };
      return starts.limit;
    },
    onSpent: options.onIdentifiesSpent,
  });

  const ready = Promise.withResolvers<void>();
  let isReady = false;
  let hasStarted = false;
  const fail = (error: LoginError | ShardsTakenError) => {
    if (isReady) options.onFatal(error);
    else ready.reject(error);
  };
  const resolveIfReady = () => {
    if (hasStarted && shards.isConnected && interactions) ready.resolve();
  };
  const shards = createShardSet({
    ...options,
    intents: INTENTS,
    gatewayInformation,
    sessions,
    identifyQueue,
    onEvent,
    onFatal: fail,
    onChange: () => resolveIfReady(),
  });
  const claimed = { total: options.shardCount ?? gatewayInformation.shards, only: options.shards, shards };
  const claims = parts.use(
    options.isShared
      ? createSharedClaims({
          ...claimed,
          atomic: storage.atomic,
          isTotalFixed: options.shardCount !== undefined,
          name: options.processName,
          bot: account?.user.id,
          elapsed: () => performance.now(),
          logger,
          clock,
          onFatal: fail,
        })
      : claimAll(claimed),
  );

  const stop = () => ready.reject(signal.reason as Error);
  signal.addEventListener('abort', stop, { once: true });
  ready.promise.catch(() => undefined);
  try {
    await Promise.race([claims.start(signal), ready.promise]);
    hasStarted = true;
    resolveIfReady();
    await ready.promise;
    isReady = true;
  } finally {
    signal.removeEventListener('abort', stop);
  }

  if (!interactions) throw new Error('Discord does not say who this bot is');
  const connected = parts.move();
  const { client } = interactions;
  return {
    client,
    applicationId: client.application.id,
    inviteUrl: inviteUrl(client.application.id),
    shards: claims,
    problem: () => shards.problem(),
    latency: () => shards.latency(),
    handOver: () => claims.handOver(),
    [Symbol.asyncDispose]: () => connected.disposeAsync(),
  };

  function onEvent({ t: type, d: event }: GatewayDispatchPayload, isReplayed: boolean): void {
    if (type === GatewayDispatchEvents.MessageCreate) options.onMessage(event);
    else if (type === GatewayDispatchEvents.MessageUpdate) options.onMessageUpdate(event);
    else if (type === GatewayDispatchEvents.InteractionCreate) {
      const isExpired = clock.now() - SnowflakeUtil.timestampFrom(event.id) > options.replayMs;
      if (isReplayed && isExpired) options.onExpired();
      else interactions?.receive(event);
    } else if (type === GatewayDispatchEvents.Ready && !interactions) {
      introduce({ user: event.user, application: event.application as APIApplication });
      resolveIfReady();
    }
  }
}

async function patientlyRead<T>(read: () => Promise<T>, { logger, clock, signal }: GatewayOptions): Promise<T> {
  const startedAt = clock.now();
  for (let failures = 1; ; failures += 1) {
    signal.throwIfAborted();
    try {
      const result = await read();
      if (failures > 1) logger.info({ afterMs: clock.now() - startedAt }, 'Connected to Discord again');
      return result;
    } catch (error) {
      if (error instanceof LoginError || signal.aborted) throw error;
      const waitMs = Math.max(refusedForMs(error) ?? 0, discordBackoffMs(failures));
      if (failures === 1) logger.warn({ err: error, waitMs }, 'Cannot connect to Discord; retrying');
      await clock.sleep(waitMs, signal);
    }
  }
}
