import { createClient } from '@keyv/redis';
import { afterRunning } from '../../async/running-time.ts';
import type { StorageDependencies } from '../storage-dependencies.ts';
import { explainRedis } from '../storage-open-error.ts';
import { StorageError } from '../storage.ts';

/** After which a command is given up, alone: what others wait for may still come. Discord waits for 3 s. */
const COMMAND_TIMEOUT_MS = 1_000;
/** A connection on which commands wait, and nothing comes back for this long, is replaced. */
const STALLED_MS = 5_000;
/** How long the first connection is tried for before the store counts as not there. */
const OPEN_TIMEOUT_MS = 5_000;
const RECONNECT_MAX_MS = 1_000;
const CONNECT_TIMEOUT_MS = 2_000;
/** A quiet connection is asked for a sign of life; one that gives none for this long is replaced. */
const PING_INTERVAL_MS = 3_000;
const SILENCE_MAX_MS = 10_000;
/** How Redis says that user or password are wrong, or wanted, or not. */
const NOT_LET_IN = /^(?:WRONGPASS|NOAUTH|NOPERM|ERR .*\bAUTH\b)/;
/** Bounds what piles up while Redis is slow. */
const QUEUE_MAX = 10_000;

export type RedisClient = ReturnType<typeof makeClient>;

/**
 * Runs one command; rejects when it has no answer in time, or at once when Redis is away. An answer that comes after
 * all goes to `whenLate`.
 */
export type Timed = <T>(command: () => Promise<T>, whenLate?: (reply: T) => unknown) => Promise<T>;

export interface RedisConnection extends AsyncDisposable {
  readonly client: RedisClient;
  readonly timed: Timed;
}

/**
 * Connects to Redis or Valkey. When the connection is lost, commands fail at once until it is back.
 * @throws StorageOpenError when there is no connection within about 5 seconds
 */
export async function connectRedis(url: string, onError: StorageDependencies['onError']): Promise<RedisConnection> {
  const deadline = performance.now() + OPEN_TIMEOUT_MS;
  let state: 'opening' | 'open' | 'closed' = 'opening';
  let outageReported = false;

  const client = makeClient(url, (retries, cause) => {
    if (state === 'closed' || (state === 'opening' && performance.now() > deadline)) return false;
    // Waiting changes no password.
    if (state === 'opening' && NOT_LET_IN.test(cause.message)) return false;
    return Math.min(50 * 2 ** Math.min(retries, 10), RECONNECT_MAX_MS) * (0.75 + Math.random() / 4);
  });
  // Every table's adapter listens to the one client.
  client.setMaxListeners(0);
  client.on('error', (cause: unknown) => {
    if (state !== 'open' || outageReported) return;
    outageReported = true;
    onError?.(new StorageError('The connection to Redis was lost', { cause }));
  });
  client.on('ready', () => {
    outageReported = false;
    // Disposed in the middle of a reconnection, which cannot be stopped before it is ready.
    if (state === 'closed') client.destroy();
  });

  try {
    await client.connect();
  } catch (cause) {
    throw explainRedis(url, cause);
  }
  state = 'open';

  const renew = (): void => {
    // While it is not ready a reconnection is under way already, and a second one would leave a socket behind.
    if (!client.isReady) return;
    client.destroy();
    client.connect().catch((error: unknown) => {
      if (state === 'open') onError?.(error);
    });
  };

  const stall = watchForStall(renew);

  return {
    client,
    timed: async (command, whenLate) => {
      if (state !== 'open') throw new StorageError('The store is closed');
      // Said here as well as by the client, whose batches would wait for the connection.
      if (!client.isReady) throw new StorageError('Redis is not connected');
      return await withinTime(stall.watched(command()), whenLate);
    },
    [Symbol.asyncDispose]: async () => {
      if (state === 'closed') return;
      state = 'closed';
      stall[Symbol.dispose]();
      if (client.isReady) client.destroy();
    },
  };
}

function makeClient(url: string, reconnectStrategy: (retries: number, cause: Error) => number | false) {
  return createClient({
    url,
    disableOfflineQueue: true,
    commandsQueueMaxLength: QUEUE_MAX,
    pingInterval: PING_INTERVAL_MS,
    socket: { connectTimeout: CONNECT_TIMEOUT_MS, socketTimeout: SILENCE_MAX_MS, reconnectStrategy },
  });
}

/** Calls `onStall` when commands wait and none has been answered for a while; a frozen server is noticed in no other way. */
function watchForStall(onStall: () => void) {
  let waiting = 0;
  let timer: Disposable | undefined;
  const restart = () => {
    timer?.[Symbol.dispose]();
    timer = waiting > 0 ? afterRunning(STALLED_MS, onStall) : undefined;
  };
  return {
    async watched<T>(reply: Promise<T>): Promise<T> {
      waiting += 1;
      if (waiting === 1) restart();
      try {
        return await reply;
      } finally {
        waiting -= 1;
        restart();
      }
    },
    [Symbol.dispose]: () => timer?.[Symbol.dispose](),
  };
}

/** The client's own command time-out ends once a command is written. */
async function withinTime<T>(reply: Promise<T>, whenLate: (late: T) => unknown = () => undefined): Promise<T> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  using _timer = afterRunning(COMMAND_TIMEOUT_MS, () => {
    reject(new StorageError(`Redis gave no answer within ${COMMAND_TIMEOUT_MS} ms`));
    reply.then(whenLate).catch(() => undefined);
  });
  return await Promise.race([reply, late]);
}
