import { EventEmitter } from 'node:events';
import type { Interaction } from 'discord.js';
import type { LoginError } from '../discord/gateway/client.ts';
import { connectGateway, type Gateway } from '../discord/gateway/gateway.ts';
import type { InteractionExtras } from '../discord/reading/request-origin.ts';
import type { GatewayProblem } from '../ops/health.ts';
import type { Base } from './base.ts';
import type { Discord } from './discord.ts';

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
  /** Rejects when Discord has ended the connection for good. */
  readonly failed: Promise<never>;
  /**
   * Connects, and retries while Discord cannot be reached.
   *
   * @throws {LoginError} what only the operator can fix; the signal's reason.
   */
  connect(signal: AbortSignal): Promise<Gateway>;
  /** The bot's own user, once connected. */
  ownId(): string | undefined;
  /** What makes the gateway unusable; `undefined` when nothing does. */
  problem(): GatewayProblem | undefined;
  /** Seconds from the last heartbeat to its acknowledgement, by shard. */
  latency(): Iterable<readonly [shard: number, seconds: number]>;
}

export function createConnection({ config, clock, logger }: Base, { transport }: Discord): Connection {
  const events = new EventEmitter<ConnectionEvents>();
  const failed = Promise.withResolvers<never>();
  failed.promise.catch(() => undefined);
  const since = clock.now();
  let gateway: Gateway | undefined;
  return {
    events,
    failed: failed.promise,
    async connect(signal) {
      gateway = await connectGateway({
        ...config.discord,
        transport,
        logger,
        clock,
        signal,
        onInteraction: (interaction, extras) => events.emit('interaction', interaction, extras),
        onMessage: (event) => events.emit('message', event),
        onMessageUpdate: (event) => events.emit('messageUpdate', event),
        onFatal: (error: LoginError) => failed.reject(error),
      });
      return gateway;
    },
    ownId: () => gateway?.client.user.id,
    problem() {
      if (!config.roles.has('receiver')) return undefined;
      return gateway ? gateway.problem() : { what: 'not connected yet', since };
    },
    latency: () => gateway?.latency() ?? [],
  };
}
