import {
  SimpleShardingStrategy,
  WebSocketShardStatus,
  type IShardingStrategy,
  type WebSocketOptions,
} from 'discord.js';
import type { Clock } from '../../clock.ts';
import { createReconnectDelay, type ReconnectDelay } from './reconnect-delay.ts';

type WebSocketManager = Parameters<NonNullable<WebSocketOptions['buildStrategy']>>[0];

/** When the shards of a client connect. */
export interface ShardBackoff {
  /** Hands discord.js a strategy that waits between tries to connect. */
  buildStrategy(manager: WebSocketManager): IShardingStrategy;
  /** A shard's session has begun or was resumed. */
  connected(shard: number): void;
}

export interface ShardBackoffOptions {
  readonly clock: Clock;
  /** Once it is aborted, no connection is made any more. */
  readonly closed: AbortSignal;
}

/** For how long Discord is waited for when connections are closed, in ms. */
const CLOSE_LIMIT_MS = 1000;

/**
 * Shards in this process that back off. @discordjs/ws 1.2.3 by itself connects again each 0.5 s for ever, also after
 * `destroy` when that comes between two tries. Right before it connects it asks for the session, and there they wait.
 */
export function createShardBackoff({ clock, closed }: ShardBackoffOptions): ShardBackoff {
  const delays = new Map<number, ReconnectDelay>();
  const delayOf = (shard: number): ReconnectDelay => {
    const delay = delays.get(shard) ?? createReconnectDelay(clock);
    delays.set(shard, delay);
    return delay;
  };

  return {
    connected: (shard) => delayOf(shard).connected(),
    buildStrategy(manager) {
      const strategy = new SimpleShardingStrategy(manager);
      const { retrieveSessionInfo } = manager.options;
      manager.options.retrieveSessionInfo = async (shard) => {
        const status = (await strategy.fetchStatus()).get(shard);
        // Heartbeats and resumes of a connection that stands ask for it too.
        if (status === WebSocketShardStatus.Idle) {
          await clock.sleep(delayOf(shard).next(), closed).catch(() => undefined);
        }
        // Nobody waits for what a closed shard does, so a rejection would be nobody's either.
        if (closed.aborted) return await new Promise<never>(() => undefined);
        return await retrieveSessionInfo(shard);
      };
      return {
        spawn: (shards) => strategy.spawn(shards),
        async connect() {
          closed.throwIfAborted();
          await strategy.connect();
        },
        send: (shard, payload) => strategy.send(shard, payload),
        fetchStatus: () => strategy.fetchStatus(),
        async destroy(options) {
          const sockets = socketsOf(strategy);
          // With @discordjs/ws 1.2.3 this never ends while a shard is identifying.
          await Promise.race([strategy.destroy(options), clock.sleep(CLOSE_LIMIT_MS)]);
          for (const socket of sockets) terminate(socket);
        },
      };
    },
  };
}

/** discord.js hides them, and leaves open what is still being connected. */
function socketsOf(strategy: SimpleShardingStrategy): unknown[] {
  const shards: unknown = Reflect.get(strategy, 'shards');
  return shards instanceof Map ? [...shards.values()].map((shard) => Reflect.get(Object(shard), 'connection')) : [];
}

/** Breaks off a connection that is still being made, or whose other side does not answer. */
function terminate(socket: unknown): void {
  if (typeof socket !== 'object' || socket === null || !('terminate' in socket)) return;
  if (typeof socket.terminate !== 'function') return;
  // One that is broken off while it connects has an error to report.
  Reflect.set(socket, 'onerror', () => undefined);
  socket.terminate();
}
