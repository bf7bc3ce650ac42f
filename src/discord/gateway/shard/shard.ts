import { createRequire } from 'node:module';
import type * as Ws from '@discordjs/ws';
import { GatewayDispatchEvents, type APIGatewayBotInfo, type GatewayDispatchPayload } from 'discord.js';
import type { Clock } from '../../../clock.ts';
import type { IdentifyQueue } from './identify-queue.ts';
import { createReconnectDelay } from './reconnect-delay.ts';
import type { ShardSession } from './sessions.ts';

// The copy that discord.js loads: a second one, as a module, costs a start 30 ms and 3 MB.
const ws = createRequire(import.meta.url)('@discordjs/ws') as typeof Ws;
const { DefaultWebSocketManagerOptions, WebSocketShard, WebSocketShardEvents, WebSocketShardStatus } = ws;

export interface ShardEvents {
  /** @param isReplayed whether the event happened before the session was resumed. */
  dispatched(event: GatewayDispatchPayload, isReplayed: boolean): void;
  /** A session has started or gone on. */
  connected(how: 'started' | 'resumed'): void;
  /** The connection was closed; it is made again, unless the code is a fatal one. */
  closed(code: number): void;
  failed(error: Error): void;
}

export interface ShardOptions {
  readonly id: number;
  readonly total: number;
  readonly token: string;
  readonly intents: number;
  readonly gatewayInformation: APIGatewayBotInfo;
  readonly session: ShardSession;
  readonly identifyQueue: IdentifyQueue;
  readonly clock: Clock;
  readonly events: ShardEvents;
}

/** The connection of one shard, which is made again and again until it is closed. */
export interface Shard {
  /** When the last heartbeat was sent, in ms since the epoch, and ms to its acknowledgement; `undefined` before. */
  readonly heartbeat: { readonly at: number; readonly latencyMs: number } | undefined;
  /** Closes it so that its session can be resumed, here or by another process. */
  close(): Promise<void>;
}

/** Any code but 1000 and 1001 keeps the session. This one is @discordjs/ws' own for a connection that it will resume. */
const RESUMABLE = 4200;
/** For how long to wait for Discord when a connection is closed, in ms. */
const CLOSE_LIMIT_MS = 1000;
/** After this many failed connections to the address of a session, the session is resumed at the common address. */
const MOST_AT_OWN_ADDRESS = 3;

/**
 * Opens the connection of one shard. @discordjs/ws 1.2.3 asks for the session right before it connects, and that is
 * where a shard waits longer after each failure, and where a closed one stops: by itself, it reconnects every 0.5 s
 * forever, even after a `destroy` between two attempts.
 */
export function openShard({ id, session, clock, events, ...options }: ShardOptions): Shard {
  const { gatewayInformation, identifyQueue } = options;
  const closed = new AbortController();
  const delay = createReconnectDelay(clock);
  let unreached = 0;
  let isReplaying = false;
  let heartbeat: Shard['heartbeat'];

  const nextSession = async (): Promise<Ws.SessionInfo | null> => {
    // Heartbeats and resumes of an open connection ask for it too.
    if (shard.status !== WebSocketShardStatus.Idle) return session.current;
    await clock.sleep(delay.next(), closed.signal).catch(() => undefined);
    // Nobody awaits a closed shard, so a rejection would be unhandled.
    if (closed.signal.aborted) return await new Promise<never>(() => undefined);
    unreached += 1;
    const { current } = session;
    return current && unreached > MOST_AT_OWN_ADDRESS ? { ...current, resumeURL: gatewayInformation.url } : current;
  };

  const shard = new WebSocketShard(
    {
      options: strategyOptions(options),
      retrieveSessionInfo: nextSession,
      updateSessionInfo(_shard, next) {
        // Its own `destroy` forgets the session, also where Discord was not even reached.
        if (next === null && (closed.signal.aborted || unreached > 0)) return;
        session.update(next);
      },
      waitForIdentify: (shardId, signal) => identifyQueue.wait(shardId, signal),
    },
    id,
  );

  const connected = (how: 'started' | 'resumed') => {
    delay.connected();
    events.connected(how);
  };
  shard.on(WebSocketShardEvents.Hello, () => {
    unreached = 0;
    isReplaying = session.current !== null;
  });
  shard.on(WebSocketShardEvents.Ready, () => connected('started'));
  shard.on(WebSocketShardEvents.Resumed, () => connected('resumed'));
  shard.on(WebSocketShardEvents.Dispatch, ({ data }) => {
    // What Discord replays ends with this event.
    if (data.t === GatewayDispatchEvents.Resumed || data.t === GatewayDispatchEvents.Ready) isReplaying = false;
    events.dispatched(data, isReplaying);
  });
  shard.on(WebSocketShardEvents.Closed, ({ code }) => {
    if (!closed.signal.aborted) events.closed(code);
  });
  shard.on(WebSocketShardEvents.Error, ({ error }) => events.failed(error));
  shard.on(WebSocketShardEvents.HeartbeatComplete, ({ heartbeatAt, latency }) => {
    heartbeat = { at: heartbeatAt, latencyMs: latency };
  });
  // It rejects with each error until the first session; the shard tries on.
  void shard.connect().catch(() => undefined);

  return {
    get heartbeat() {
      return heartbeat;
    },
    async close() {
      closed.abort();
      const socket: unknown = Reflect.get(shard, 'connection');
      // With @discordjs/ws 1.2.3, this never resolves while a shard is identifying.
      await Promise.race([shard.destroy({ code: RESUMABLE }), clock.sleep(CLOSE_LIMIT_MS)]);
      terminate(socket);
    },
  };
}

function strategyOptions({
  token,
  intents,
  gatewayInformation,
  total,
}: Pick<ShardOptions, 'token' | 'intents' | 'gatewayInformation' | 'total'>): Ws.FetchingStrategyOptions {
  const { identifyProperties, version, encoding, handshakeTimeout, helloTimeout, readyTimeout } =
    DefaultWebSocketManagerOptions;
  return {
    token,
    intents,
    gatewayInformation,
    shardCount: total,
    identifyProperties,
    version,
    encoding,
    handshakeTimeout,
    helloTimeout,
    readyTimeout,
    compression: null,
    initialPresence: null,
    largeThreshold: null,
  };
}

/** Ends a connection that is still being made, or whose other side doesn't answer. */
function terminate(socket: unknown): void {
  if (typeof socket !== 'object' || socket === null || !('terminate' in socket)) return;
  if (typeof socket.terminate !== 'function') return;
  // Terminating one that is still connecting emits an error.
  Reflect.set(socket, 'onerror', () => undefined);
  socket.terminate();
}
