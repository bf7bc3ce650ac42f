import { cellKey } from '../claims.ts';
import { readCa } from './connecting/read-ca.ts';
import type { StorageDependencies } from '../storage-dependencies.ts';
import { StorageOpenError } from '../storage-open-error.ts';
import { type Storage, StorageError } from '../storage.ts';
import { tablesOf } from '../tables/tables.ts';
import { refuseAbandoned } from '../upkeep/facts.ts';
import type { OpenWholeStore } from '../upkeep/whole-store.ts';
import { inspectRedis, probeRedis } from './connecting/inspect-redis.ts';
import type { RedisAddress } from './connecting/redis-address.ts';
import { redisAtomic } from './redis-atomic.ts';
import { connectRedis, type RedisConnection } from './connecting/redis-connection.ts';
import { explainRedis, redisOpenError } from './connecting/redis-open-error.ts';
import { createRedisReader } from './redis-reader.ts';
import { redisStore } from './redis-store.ts';
import { redisWhole } from './redis-whole.ts';

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
  const prefix = prefixAt(address);
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
    const whole = redisWhole({ connection, address, prefix, clock });
    refuseAbandoned(whole.place, await whole.facts());
    if (await whole.isHeld()) throw redisOpenError(address, 'its data is being moved or restored; try again later');
    await dependencies.admit?.(whole);
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

/**
 * Opens what the bot has in a Redis as a whole, for scripts.
 * @throws StorageOpenError when it cannot be reached, or is of a newer version
 */
export async function openRedisWhole(
  address: RedisAddress,
  { clock, ca }: Pick<StorageDependencies, 'clock' | 'ca'>,
): Promise<OpenWholeStore> {
  const prefix = prefixAt(address);
  const anyKey = `${prefix}atomic:${cellKey.check()}`;
  const connection = await connectRedis({ address, ca: await readCa(ca), anyKey });
  try {
    await inspectRedis(connection, address);
    const whole = redisWhole({ connection, address, prefix, clock });
    await whole.facts();
    return { ...whole, [Symbol.asyncDispose]: () => connection[Symbol.asyncDispose]() };
  } catch (error) {
    await connection[Symbol.asyncDispose]();
    throw error instanceof StorageOpenError ? error : explainRedis(address, error);
  }
}

function prefixAt({ form }: RedisAddress): string {
  return form === 'cluster' ? CLUSTER_PREFIX : PREFIX;
}
