import { attempt } from '../attempt.ts';
import { cellKey } from '../claims.ts';
import { keyvTable } from '../keyv-table.ts';
import type { StorageDependencies } from '../storage-dependencies.ts';
import { redisAtomic } from './redis-atomic.ts';
import { connectRedis } from './redis-connection.ts';
import { RedisStore } from './redis-store.ts';
import { explainRedis } from '../storage-open-error.ts';
import { type Storage, StorageError } from '../storage.ts';

/** Before every key, so that a Redis can be shared with other programs. */
const PREFIX = 'face-age-bot:';
const ATOMIC_PREFIX = `${PREFIX}atomic:`;
const TABLE_PREFIX = `${PREFIX}table:`;
const CHECK_TTL_MS = 60_000;

/**
 * A store in Redis or Valkey, shared by all processes that are given its URL.
 * @throws StorageOpenError when it cannot be reached, or not be written to
 */
export async function openRedisStorage(url: string, { clock, onError }: StorageDependencies): Promise<Storage> {
  const connection = await connectRedis(url, onError);
  const { client, timed } = connection;

  const storage: Storage = {
    table: (namespace, schema) => {
      const prefixed = TABLE_PREFIX + namespace;
      return keyvTable(new RedisStore(client, prefixed, timed), prefixed, schema);
    },
    atomic: redisAtomic(connection, ATOMIC_PREFIX, clock),
    check: () =>
      attempt('check', async () => {
        const key = ATOMIC_PREFIX + cellKey.check();
        await timed(() => client.set(key, '1', { expiration: { type: 'PX', value: CHECK_TTL_MS } }));
        if ((await timed(() => client.get(key))) !== '1')
          throw new StorageError('Redis does not keep what it is given');
      }),
    [Symbol.asyncDispose]: () => connection[Symbol.asyncDispose](),
  };

  try {
    // A missing password, a full memory or a read-only replica show only in a command.
    await storage.check();
    return storage;
  } catch (error) {
    await storage[Symbol.asyncDispose]();
    throw explainRedis(url, error instanceof StorageError ? (error.cause ?? error) : error);
  }
}
