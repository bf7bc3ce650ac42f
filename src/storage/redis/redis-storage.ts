import { cellKey } from '../claims.ts';
import { readCa } from './connecting/read-ca.ts';
import type { StorageDependencies } from '../storage-dependencies.ts';
import { StorageOpenError } from '../storage-open-error.ts';
import { type Storage, StorageError } from '../storage.ts';
import { tablesOf } from '../tables/tables.ts';
import { refuseAbandoned } from '../upkeep/facts.ts';
import type { OpenWholeStore } from '../upkeep/whole/whole-store.ts';
import { inspectRedis, PROBE, probeRedis } from './connecting/inspect-redis.ts';
import type { RedisAddress } from './connecting/redis-address.ts';
import { redisAtomic } from './redis-atomic.ts';
import { createProcessSign } from './process-sign.ts';
import { connectRedis, type RedisConnection } from './connecting/redis-connection.ts';
import { explainRedis, redisOpenError } from './connecting/redis-open-error.ts';
import * as rowScripts from './redis-row-scripts.ts';
import { ATOMIC_SCRIPTS } from './redis-scripts.ts';
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

  let problem: string | undefined;
  /** Says the same once, although it connects again and again. */
  const report = (error: unknown) => {
    if (String(error) === problem) return;
    problem = String(error);
    onError?.(error);
  };

  const target = { address, ca: await readCa(dependencies.ca), anyKey: checkKey };
  const own = await connectRedis(target, {
    onError,
    signal: dependencies.signal,
    onBack() {
      sign.show();
      // After a fail-over it may be another server.
      inspect(own).then(() => (problem = undefined), report);
    },
  });
  const { place, facts } = redisWhole({ connection: own, address, prefix, clock });
  let id: string | undefined;
  const sign = createProcessSign({
    connection: own,
    prefix,
    explainHeld: () => redisOpenError(address, 'its data is being moved or restored; try again later'),
    async admit() {
      const found = await facts();
      refuseAbandoned(place, found);
      // What was read of the former data must not be written into the next.
      const isReplaced = id !== undefined && found.id !== undefined && found.id !== id;
      if (isReplaced) throw redisOpenError(address, 'its data has been replaced; restart the bot');
    },
    onEnded: dependencies.onEnded,
  });
  const connection = sign.fenced;
  connection.scripts.know([PROBE, ...ATOMIC_SCRIPTS, ...Object.values(rowScripts)]);
  const close = async () => {
    await sign[Symbol.asyncDispose]();
    await own[Symbol.asyncDispose]();
  };
  try {
    await inspect(own);
    await probeRedis(own, checkKey);
    await sign.start();
    await dependencies.admit?.(redisWhole({ connection, address, prefix, clock }));
    ({ id } = await facts());
  } catch (error) {
    await close();
    throw error instanceof StorageOpenError
      ? error
      : explainRedis(address, error instanceof StorageError ? (error.cause ?? error) : error);
  }

  return {
    ...tablesOf(
      (namespace) =>
        redisStore({
          connection,
          prefix: `${prefix}table:${namespace}::`,
          indexPrefix: `${prefix}index:${namespace}::`,
        }),
      clock,
    ),
    atomic: redisAtomic({ connection, prefix: `${prefix}atomic:`, clock, redisTime }),
    check: () => probeRedis(connection, checkKey),
    warnings: () => warnings,
    redis: { prefix, connection },
    [Symbol.asyncDispose]: close,
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
