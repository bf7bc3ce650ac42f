import { cellKey } from '../claims.ts';
import { readCa } from './connecting/read-ca.ts';
import type { StorageDependencies } from '../storage-dependencies.ts';
import { StorageOpenError } from '../storage-open-error.ts';
import { type Storage, StorageError } from '../storage.ts';
import { tablesOf } from '../tables/tables.ts';
import { inspectRedis, probeRedis } from './connecting/inspect-redis.ts';
import type { RedisAddress } from './connecting/redis-address.ts';
import { redisAtomic } from './redis-atomic.ts';
import { connectRedis, type RedisConnection } from './connecting/redis-connection.ts';
import { explainRedis } from './connecting/redis-open-error.ts';
import { createRedisReader } from './redis-reader.ts';
import { redisStore } from './redis-store.ts';

/** Before every key, so that a Redis can be shared with other programs. */
const PREFIX = 'face-age-bot:';
/** In a cluster, the braces put all keys on one node: https://redis.io/docs/latest/operate/oss_and_stack/reference/cluster-spec/#hash-tags */
const CLUSTER_PREFIX = '{face-age-bot}:';

/**
 * A store in Redis or Valkey, shared by all processes that are given its URL.
 * @throws StorageOpenError when it cannot be reached, or cannot do what the bot needs
 */
export async function openRedisStorage(address: RedisAddress, dependencies: StorageDependencies): Promise<Storage> {
  const { clock, onError, onWarning, redisTime } = dependencies;
  const prefix = address.form === 'cluster' ? CLUSTER_PREFIX : PREFIX;
  const checkKey = `${prefix}atomic:${cellKey.check()}`;
  let warnings: readonly string[] = [];
  const inspect = async (connection: RedisConnection) => {
    const found = await inspectRedis(connection, address);
    for (const warning of found) if (!warnings.includes(warning)) onWarning?.(warning);
    warnings = found;
  };

  const target = { address, ca: await readCa(dependencies.ca), anyKey: checkKey };
  const connection = await connectRedis(target, {
    onError,
    // After a fail-over it may be another server.
    onBack: () => void inspect(connection).catch((error: unknown) => onError?.(error)),
  });
  try {
    await inspect(connection);
    await probeRedis(connection, checkKey);
  } catch (error) {
    await connection[Symbol.asyncDispose]();
    throw error instanceof StorageOpenError
      ? error
      : explainRedis(address, error instanceof StorageError ? (error.cause ?? error) : error);
  }

  const read = createRedisReader(connection);
  return {
    ...tablesOf(
      (namespace) =>
        redisStore({
          connection,
          read,
          prefix: `${prefix}table:${namespace}::`,
          indexPrefix: `${prefix}index:${namespace}::`,
        }),
      clock,
    ),
    atomic: redisAtomic({ connection, prefix: `${prefix}atomic:`, clock, redisTime }),
    check: () => probeRedis(connection, checkKey),
    warnings: () => warnings,
    redis: { prefix, connect: (options) => connectRedis(target, options) },
    [Symbol.asyncDispose]: () => connection[Symbol.asyncDispose](),
  };
}
