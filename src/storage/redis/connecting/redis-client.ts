import { isIP } from 'node:net';
import type { ConnectionOptions } from 'node:tls';
import { Redis, type RedisOptions } from 'ioredis';
import { afterRunning } from '../../../async/running-time.ts';
import type { RedisAddress, RedisNode } from './redis-address.ts';
import { keyOwnerConnector } from './key-owner-connector.ts';

/** Where a Redis is, and what is needed to get in. */
export interface RedisTarget {
  readonly address: RedisAddress;
  /** The certificate of the authority that has signed that of Redis, as PEM; for TLS. */
  readonly ca?: string | undefined;
  /** A key that is on the right node of a cluster. */
  readonly anyKey: string;
}

/** Those for which a client has one type of replies. */
type Options = Omit<RedisOptions, 'replyMapping'>;

/** Milliseconds until the next attempt to connect; undefined when there is none. */
export type RetryDelay = (attempts: number) => number | undefined;

const CONNECT_TIMEOUT_MS = 2_000;
/** How long a new connection may take until it can be used. A frozen server lets itself be connected to. */
const HANDSHAKE_TIMEOUT_MS = 3_000;
/** How long a connection that is given up may take to end. */
const DISCONNECT_TIMEOUT_MS = 100;
const KEEP_ALIVE_MS = 5_000;
/** How a node says that it is not, or no longer, the one to write to. Nothing was done then. */
const WRONG_NODE = /^(?:READONLY|MOVED|MASTERDOWN|CLUSTERDOWN)\b/;

/**
 * A client that connects when asked to. It finds the primary, by Sentinels or in a cluster, each time it connects, and
 * connects again when it reaches another node; commands fail meanwhile.
 */
export function makeRedisClient(target: RedisTarget, name: string, retryDelay: RetryDelay): Redis {
  const { address } = target;
  const shortOnes = countShortConnections();
  const retryStrategy = (attempts: number) => retryDelay(attempts + shortOnes.atClose()) ?? null;
  const options: Options = {
    ...whereIs(target, retryDelay),
    ...(address.username && { username: address.username }),
    ...(address.password && { password: address.password }),
    db: address.db,
    connectionName: name,
    lazyConnect: true,
    connectTimeout: CONNECT_TIMEOUT_MS,
    disconnectTimeout: DISCONNECT_TIMEOUT_MS,
    keepAlive: KEEP_ALIVE_MS,
    maxLoadingRetryTime: 1_000,
    disableClientInfo: true,
    retryStrategy,
    sentinelRetryStrategy: retryStrategy,
    reconnectOnError: ({ message }) => WRONG_NODE.test(message),
    // Whether a command was done before the connection was lost is not known, and doing it twice may be wrong.
    enableOfflineQueue: false,
    autoResendUnfulfilledCommands: false,
    maxRetriesPerRequest: 0,
    socketTimeout: SILENCE_MAX_MS,
  };
  const client = new Redis(options);
  client.on('ready', shortOnes.ready);
  guardHandshake(client);
  return client;
}

/** How long a command may have no reply before its connection is replaced; longer than a worker waits for a job. */
const SILENCE_MAX_MS = 20_000;
const RECONNECT_MAX_MS = 1_000;

/** Soon at first, then about once a second, with jitter. */
export function nextDelay(attempts: number): number {
  return Math.min(50 * 2 ** Math.min(attempts, 10), RECONNECT_MAX_MS) * (0.75 + Math.random() / 4);
}

/** A connection that has lasted this long was of use, in ms. */
const LASTING_MS = 5_000;

/** A server that refuses commands, such as a replica, lets itself be connected to again and again. */
function countShortConnections() {
  let readyAt: number | undefined;
  let inARow = 0;
  return {
    ready: () => void (readyAt = performance.now()),
    /** @returns how many connections in a row were too short. */
    atClose(): number {
      if (readyAt !== undefined) inARow = performance.now() - readyAt < LASTING_MS ? inARow + 1 : 0;
      readyAt = undefined;
      return inARow;
    },
  };
}

function whereIs({ address, ca, anyKey }: RedisTarget, retryDelay: RetryDelay): Options {
  const tlsTo = (host?: string): ConnectionOptions => ({
    ...(ca !== undefined && { ca }),
    ...(host !== undefined && isIP(host) === 0 && { servername: host }),
  });
  switch (address.form) {
    case 'single':
      return { host: address.host, port: address.port, ...(address.tls && { tls: tlsTo(address.host) }) };
    case 'socket':
      return { path: address.path };
    case 'sentinel':
      return {
        sentinels: [...address.nodes],
        name: address.name,
        ...(address.sentinelUsername && { sentinelUsername: address.sentinelUsername }),
        ...(address.sentinelPassword && { sentinelPassword: address.sentinelPassword }),
        sentinelCommandTimeout: CONNECT_TIMEOUT_MS,
        ...(address.tls && { tls: tlsTo(), sentinelTLS: tlsTo(), enableTLSForSentinelMode: true }),
      };
    case 'cluster': {
      const ask = ({ host, port }: RedisNode) =>
        new Redis({
          host,
          port,
          ...(address.tls && { tls: tlsTo(host) }),
          ...(address.username && { username: address.username }),
          ...(address.password && { password: address.password }),
          connectTimeout: CONNECT_TIMEOUT_MS,
          commandTimeout: CONNECT_TIMEOUT_MS,
          enableReadyCheck: false,
          disableClientInfo: true,
          retryStrategy: null,
          lazyConnect: true,
        });
      return {
        ...(address.tls && { tls: {} }),
        Connector: keyOwnerConnector({
          nodes: address.nodes,
          key: anyKey,
          ask,
          retryDelay,
          tls: address.tls && tlsTo,
          disconnectTimeoutMs: DISCONNECT_TIMEOUT_MS,
        }),
      };
    }
  }
}

function guardHandshake(client: Redis): void {
  let timer: Disposable | undefined;
  client.on('connect', () => {
    timer?.[Symbol.dispose]();
    timer = afterRunning(HANDSHAKE_TIMEOUT_MS, () => client.disconnect(true));
  });
  for (const over of ['ready', 'close', 'end']) client.on(over, () => timer?.[Symbol.dispose]());
}
