import type { RedisConnection } from './connecting/redis-connection.ts';

/** Reads one value; undefined when there is none. */
export type RedisReader = (key: string) => Promise<string | undefined>;

/** A reader that sends what is asked for at the same time as one command, whichever table it is from. */
export function createRedisReader({ client, timed }: Pick<RedisConnection, 'client' | 'timed'>): RedisReader {
  let batch: { readonly keys: string[]; readonly values: Promise<(string | null)[]> } | undefined;
  const startBatch = () => {
    const keys: string[] = [];
    const { promise: values, resolve } = Promise.withResolvers<(string | null)[]>();
    // Runs when all promises that can go on have gone on.
    process.nextTick(() => {
      batch = undefined;
      resolve(timed(() => client.mget(keys)));
    });
    return { keys, values };
  };
  return async (key) => {
    const { keys, values } = (batch ??= startBatch());
    const index = keys.push(key) - 1;
    return (await values)[index] ?? undefined;
  };
}
