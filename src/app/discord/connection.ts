import { randomBytes } from 'node:crypto';
import { EventEmitter } from 'node:events';
import { hostname } from 'node:os';
import { Routes, type APIUser, type Interaction } from 'discord.js';
import type { Account } from '../../discord/gateway/account.ts';
import { connectGateway, type Gateway } from '../../discord/gateway/gateway.ts';
import { createOtherBotWatch } from '../../discord/gateway/sharding/other-bot.ts';
import type { InteractionExtras } from '../../discord/reading/request-origin.ts';
import { createBotRest } from '../../discord/rest/answer-rest.ts';
import type { GatewayProblem } from '../../ops/health/health.ts';
import { parseStorageUrl } from '../../storage/storage-url.ts';
import type { Base } from '../base.ts';
import type { Discord } from './discord.ts';
import type { Stores } from '../stores.ts';

/** How long a process that doesn't connect waits for Discord to say which bot it is, in ms. */
const ASK_FOR_MS = 5000;

export interface ConnectionEvents {
  interaction: [interaction: Interaction, extras: InteractionExtras];
  /** The payload of a MESSAGE_CREATE event. */
  message: [event: unknown];
  /** The payload of a MESSAGE_UPDATE event, which may hold only what has changed. */
  messageUpdate: [event: unknown];
}

/** The connection to Discord's gateway, before and after it is there. */
export interface Connection {
  readonly events: EventEmitter<ConnectionEvents>;
  /** Rejects when Discord, or another process, has ended the connection for good. */
  readonly failed: Promise<never>;
  /**
   * Connects, and retries while Discord cannot be reached.
   *
   * @param opened resolves when the store is open.
   * @throws {LoginError} {ShardsTakenError} what only the operator can fix; why the store isn't open; the signal's reason.
   */
  connect(signal: AbortSignal, opened: Promise<void>): Promise<Gateway>;
  /**
   * Keeps a process that doesn't connect from the requests of another bot, from now on.
   *
   * @throws {ShardsTakenError} while another bot uses the store; the signal's reason.
   */
  refuseOtherBot(signal: AbortSignal): Promise<void>;
  /** The bot's own user, once connected. */
  ownId(): string | undefined;
  /** What makes the gateway unusable; `undefined` when nothing does. */
  problem(): GatewayProblem | undefined;
  /** Seconds from the last heartbeat to its acknowledgement, by shard. */
  latency(): Iterable<readonly [shard: number, seconds: number]>;
  /** The shards of this process and the total number, once connected. */
  shards(): Gateway['shards'] | undefined;
  /** Gives the shards to other processes, if there are any. */
  handOver(): Promise<void>;
}

export function createConnection(
  { config, clock, logger, events: botEvents, firstResponse, closing }: Base,
  { stores: { storage, vault }, discord: { transport } }: { stores: Stores; discord: Pick<Discord, 'transport'> },
): Connection {
  const events = new EventEmitter<ConnectionEvents>();
  // What others can call this process in a log: its machine, its number there, and a part for numbers that come again.
  const processName = `${hostname()}:${process.pid}:${randomBytes(3).toString('hex')}`;
  const failed = Promise.withResolvers<never>();
  failed.promise.catch(() => undefined);
  const since = clock.now();
  let account: Account | undefined;
  let gateway: Gateway | undefined;
  const isShared = parseStorageUrl(config.storage.url).kind === 'redis';
  const { apiUrl, token } = config.discord;
  const otherBotWatch = createOtherBotWatch({
    atomic: storage.atomic,
    clock,
    async askOwnId(signal) {
      const limited = AbortSignal.any([signal, AbortSignal.timeout(ASK_FOR_MS)]);
      const user = await createBotRest(apiUrl, token, transport).get(Routes.user(), { signal: limited });
      return (user as APIUser).id;
    },
  });
  return {
    events,
    failed: failed.promise,
    async connect(signal, opened) {
      gateway = await connectGateway({
        ...config.discord,
        transport,
        storage,
        vault,
        isShared,
        processName,
        logger,
        clock,
        opened,
        replayMs: firstResponse.replayMs,
        // Discord is still being asked when the store turns out not to open.
        signal: AbortSignal.any([signal, closing]),
        onInteraction: (interaction, extras) => events.emit('interaction', interaction, extras),
        onMessage: (event) => events.emit('message', event),
        onMessageUpdate: (event) => events.emit('messageUpdate', event),
        onAccount: (own) => {
          account = own;
        },
        onExpired: () => botEvents.emit('interactionExpired'),
        onIdentifiesSpent: (starts) => botEvents.emit('identifiesSpent', starts),
        onFatal: (error) => failed.reject(error),
      });
      return gateway;
    },
    async refuseOtherBot(signal) {
      if (!isShared) return;
      await otherBotWatch.check(AbortSignal.any([signal, closing]));
      otherBotWatch.keepChecking(closing, (error) => failed.reject(error));
    },
    ownId: () => account?.user.id,
    problem() {
      if (!config.roles.has('receiver')) return undefined;
      return gateway ? gateway.problem() : { what: 'not connected yet', since };
    },
    latency: () => gateway?.latency() ?? [],
    shards: () => gateway?.shards,
    handOver: async () => await gateway?.handOver(),
  };
}
