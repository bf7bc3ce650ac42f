import { randomUUID } from 'node:crypto';
import type { Redis } from 'ioredis';
import { afterRunning } from '../../../async/running-time.ts';
import type { StorageDependencies } from '../../storage-dependencies.ts';
import { StorageError } from '../../storage.ts';
import { makeRedisClient, nextDelay, type RedisTarget } from './redis-client.ts';
import { explainRedis } from './redis-open-error.ts';
import { createScriptRunner, type ScriptRunner } from '../script-runner.ts';

/** After which a command is given up, alone: what others wait for may still come. Discord waits for 3 s. */
const COMMAND_TIMEOUT_MS = 1_000;
/** A connection on which commands wait, and nothing comes back for this long, is replaced. */
const STALLED_MS = 5_000;
/** How long the first connection is tried for before the store counts as not there. */
const OPEN_TIMEOUT_MS = 5_000;
/** What waiting does not change: user or password, a certificate, a server that is of another kind. */
const FOR_GOOD = /WRONGPASS|NOAUTH|NOPERM|ERR .*\bAUTH\b|certificate|cluster support disabled/i;

/**
 * Runs one command; rejects when it has no answer in time, or at once when Redis is away. An answer that comes after
 * all goes to `whenLate`.
 */
export type Timed = <T>(command: () => Promise<T>, whenLate?: (reply: T) => unknown) => Promise<T>;

export interface RedisConnection extends AsyncDisposable {
  readonly client: Redis;
  /** By which Redis lists the connection among those of its clients; another one for each process. */
  readonly name: string;
  readonly timed: Timed;
  readonly scripts: ScriptRunner;
  /** Time since Redis came back after an outage, in ms; infinite if there was none. */
  backForMs(): number;
}

export interface RedisConnectionOptions {
  readonly onError?: StorageDependencies['onError'] | undefined;
  /** Ends the attempts to connect at first. */
  readonly signal?: AbortSignal | undefined;
  /** Called each time that Redis is back. */
  readonly onBack?: () => void;
}

/**
 * Connects to Redis or Valkey. When the connection is lost, commands fail at once until it is back.
 * @throws StorageOpenError when there is no connection within about 5 seconds
 */
export async function connectRedis(
  target: RedisTarget,
  { onError, onBack, signal }: RedisConnectionOptions = {},
): Promise<RedisConnection> {
  const deadline = performance.now() + OPEN_TIMEOUT_MS;
  let state: 'opening' | 'open' | 'closed' = 'opening';
  let lastError: Error | undefined;
  let outageReported = false;
  let backAt = -Infinity;

  const name = `face-age-bot-${randomUUID()}`;
  const client = makeRedisClient(target, name, (attempts) => {
    if (state === 'closed' || (state === 'opening' && performance.now() > deadline)) return undefined;
    if (state === 'opening' && FOR_GOOD.test(reasonOf(lastError))) return undefined;
    return nextDelay(attempts);
  });
  client.on('error', (cause: Error) => {
    lastError = cause;
    if (state !== 'open' || outageReported) return;
    outageReported = true;
    onError?.(new StorageError('The connection to Redis was lost', { cause }));
  });
  client.on('ready', () => {
    // Disposed in the middle of a reconnection, which cannot be stopped before it is ready.
    if (state === 'closed') return client.disconnect();
    if (state === 'opening') return;
    outageReported = false;
    backAt = performance.now();
    onBack?.();
  });

  const giveUp = () => client.disconnect();
  signal?.addEventListener('abort', giveUp, { once: true });
  try {
    signal?.throwIfAborted();
    await firstConnection(client);
  } catch (cause) {
    throw explainRedis(target.address, lastError ?? cause);
  } finally {
    signal?.removeEventListener('abort', giveUp);
  }
  state = 'open';

  const stall = watchForStall(() => {
    // While it is not ready a reconnection is under way already.
    if (client.status === 'ready') client.disconnect(true);
  });

  const timed: Timed = async (command, whenLate) => {
    if (state !== 'open') throw new StorageError('The store is closed');
    if (client.status !== 'ready') throw new StorageError('Redis is not connected', { cause: lastError });
    return await withinTime(stall.watched(command()), whenLate);
  };

  return {
    client,
    name,
    timed,
    scripts: createScriptRunner(client, timed),
    backForMs: () => performance.now() - backAt,
    [Symbol.asyncDispose]: async () => {
      if (state === 'closed') return;
      state = 'closed';
      stall[Symbol.dispose]();
      client.disconnect();
    },
  };
}

/** Resolves when the client is ready, after as many attempts as its retry strategy allows. */
async function firstConnection(client: Redis): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  client.once('ready', resolve).once('end', () => reject(new Error('There is no connection')));
  // It rejects after the first attempt.
  client.connect().catch(() => undefined);
  await promise;
}

function reasonOf(error: Error | undefined): string {
  if (error === undefined) return '';
  return `${error.message} ${error.cause instanceof Error ? error.cause.message : ''}`;
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

async function withinTime<T>(reply: Promise<T>, whenLate: (late: T) => unknown = () => undefined): Promise<T> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  using _timer = afterRunning(COMMAND_TIMEOUT_MS, () => {
    reject(new StorageError(`Redis did not respond within ${COMMAND_TIMEOUT_MS} ms`));
    reply.then(whenLate).catch(() => undefined);
  });
  return await Promise.race([reply, late]);
}
