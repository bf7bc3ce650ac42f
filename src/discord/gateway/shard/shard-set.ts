import type { APIGatewayBotInfo, GatewayDispatchPayload } from 'discord.js';
import { createLocks } from '../../../async/locks.ts';
import type { Clock } from '../../../clock.ts';
import type { Logger } from '../../../ops/log/logger.ts';
import { fatalClose, type LoginError } from '../login-error.ts';
import { createOutageLog } from './outage-log.ts';
import type { ClaimedShards } from '../sharding/claims.ts';
import type { IdentifyQueue } from './identify-queue.ts';
import type { Sessions } from './sessions.ts';
import { openShard, type Shard } from './shard.ts';

export interface ShardSetOptions {
  readonly token: string;
  readonly intents: number;
  readonly gatewayInformation: APIGatewayBotInfo;
  readonly sessions: Sessions;
  readonly identifyQueue: IdentifyQueue;
  readonly clock: Clock;
  readonly logger: Logger;
  /** @param isReplayed whether the event happened before the session was resumed. */
  onEvent(event: GatewayDispatchPayload, isReplayed: boolean): void;
  /** Discord ended a connection for good. */
  onFatal(error: LoginError): void;
  /** A shard was connected, opened or closed. */
  onChange(): void;
}

/** The connections of this process. */
export interface ShardSet extends ClaimedShards {
  /** Whether all its shards have a session. */
  readonly isConnected: boolean;
  /** What is wrong with a connection, and since when in ms since the epoch; `undefined` if nothing is. */
  problem(): { readonly what: string; readonly since: number } | undefined;
  /** Seconds from the last heartbeat to its acknowledgement, by shard. */
  latency(): Iterable<readonly [shard: number, seconds: number]>;
}

interface Held {
  shard?: Shard;
  isConnected: boolean;
  readonly since: number;
  close?(why: 'given' | 'lost'): Promise<void>;
}

/** Discord asks for a heartbeat about every 41 s. This is a little more than two. */
const HEARTBEAT_STALE_MS = 90_000;
/** How long the store may take for a last session, in ms. */
const STORE_LIMIT_MS = 1000;

export function createShardSet(options: ShardSetOptions): ShardSet {
  const { sessions, clock, logger } = options;
  const outages = createOutageLog(options);
  const held = new Map<number, Held>();
  const locks = createLocks();

  async function open(id: number, total: number, entry: Held): Promise<void> {
    const session = await sessions.open(id, total);
    // That a session is no longer valid is no outage.
    let mayBeInvalid = session.current !== null;
    entry.shard = openShard({
      ...options,
      id,
      total,
      session,
      events: {
        dispatched: options.onEvent,
        connected(how) {
          if (!entry.isConnected) logger.info({ shard: id }, how === 'resumed' ? 'Session resumed' : 'Session started');
          entry.isConnected = true;
          outages.over(id);
          options.onChange();
        },
        closed(code) {
          if (entry.isConnected || !mayBeInvalid) outages.lost(id);
          mayBeInvalid = false;
          const error = fatalClose(code);
          if (error) options.onFatal(error);
        },
        failed: (error) => outages.failed(id, error),
      },
    });
    entry.close = async (why) => {
      await entry.shard?.close();
      await Promise.race([session.close(why === 'given'), clock.sleep(STORE_LIMIT_MS)]);
      outages.forget(id);
    };
  }

  return {
    open(ids, total) {
      for (const id of ids) {
        const entry: Held = { isConnected: false, since: clock.now() };
        held.set(id, entry);
        void locks.run(String(id), async () => {
          if (held.get(id) === entry) await open(id, total, entry);
        });
      }
      options.onChange();
    },
    async close(ids, why) {
      const closing = ids.map(async (id) => {
        const entry = held.get(id);
        held.delete(id);
        await locks.run(String(id), async () => await entry?.close?.(why));
      });
      await Promise.all(closing);
      options.onChange();
    },
    get isConnected() {
      return held.values().every(({ isConnected }) => isConnected);
    },
    problem() {
      for (const [id, { isConnected, since, shard }] of held) {
        const lost = outages.since(id) ?? (isConnected ? undefined : since);
        if (lost !== undefined) return { what: `shard ${id} is not connected`, since: lost };
        const staleAt = (shard?.heartbeat?.at ?? Infinity) + HEARTBEAT_STALE_MS;
        if (clock.now() > staleAt) return { what: `shard ${id} has lost its heartbeat`, since: staleAt };
      }
      return undefined;
    },
    latency: () =>
      held
        .entries()
        .flatMap(([id, { shard }]) => (shard?.heartbeat ? [[id, shard.heartbeat.latencyMs / 1000] as const] : [])),
  };
}
