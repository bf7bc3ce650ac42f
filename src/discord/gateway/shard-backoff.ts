import {
  SimpleShardingStrategy,
  WebSocketShardStatus,
  type IShardingStrategy,
  type WebSocketOptions,
} from 'discord.js';
import type { Clock } from '../../clock.ts';
import { createReconnectDelay, type ReconnectDelay } from './reconnect-delay.ts';

type WebSocketManager = Parameters<NonNullable<WebSocketOptions['buildStrategy']>>[0];

/** Decides when the shards of a client connect. */
export interface ShardBackoff {
  /** Makes a sharding strategy that waits before each connection. */
  buildStrategy(manager: WebSocketManager): IShardingStrategy;
  /** A shard's session has started or resumed. */
  connected(shard: number): void;
}

export interface ShardBackoffOptions {
  readonly clock: Clock;
  /** After it's aborted, no connection is made. */
  readonly closed: AbortSignal;
}

/** For how long to wait for Discord when connections are closed, in ms. */
const CLOSE_LIMIT_MS = 1000;

/**
 * Makes shards back off. @discordjs/ws 1.2.3 reconnects every 0.5 s forever, even after a `destroy` between two
 * attempts. It asks for the session right before it connects, and that's where the shards wait.
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
        // Heartbeats and resumes of an open connection ask for it too.
        if (status === WebSocketShardStatus.Idle) {
          await clock.sleep(delayOf(shard).next(), closed).catch(() => undefined);
        }
        // Nobody awaits a closed shard, so a rejection would be unhandled.
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
          // With @discordjs/ws 1.2.3, this never resolves while a shard is identifying.
          await Promise.race([strategy.destroy(options), clock.sleep(CLOSE_LIMIT_MS)]);
          for (const socket of sockets) terminate(socket);
        },
      };
    },
  };
}

/** discord.js hides them, and leaves open those that are still connecting. */
function socketsOf(strategy: SimpleShardingStrategy): unknown[] {
  const shards: unknown = Reflect.get(strategy, 'shards');
  return shards instanceof Map ? [...shards.values()].map((shard) => Reflect.get(Object(shard), 'connection')) : [];
}

/** Ends a connection that is still being made, or whose other side doesn't answer. */
function terminate(socket: unknown): void {
  if (typeof socket !== 'object' || socket === null || !('terminate' in socket)) return;
  if (typeof socket.terminate !== 'function') return;
  // Terminating one that is still connecting emits an error.
  Reflect.set(socket, 'onerror', () => undefined);
  socket.terminate();
}
