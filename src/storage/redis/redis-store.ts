import { z } from 'zod';
import type { RowStore } from '../tables/row-store.ts';
import type { RedisConnection } from './connecting/redis-connection.ts';
import { ADD_TO_INDEX, GET_ROW, SET_ROW, TIDY_INDEX } from './redis-row-scripts.ts';

const PAGE_SIZE = 500;
const rowReply = z.string().nullable();

export interface RedisStoreOptions {
  readonly connection: Pick<RedisConnection, 'client' | 'timed' | 'scripts'>;
  /** Before the key of each row. */
  readonly prefix: string;
  /** Before each word of its index. */
  readonly indexPrefix: string;
}

/**
 * The rows of one namespace, each a string that expires, and for each word of its index a sorted set of keys by the time
 * when they expire. A row and its index are written by one script; the key of a row that was deleted stays in the index
 * until somebody looks there or it expires.
 */
export function redisStore({ connection, prefix, indexPrefix }: RedisStoreOptions): RowStore {
  const { client, timed } = connection;
  const { run } = connection.scripts;
  const rowKey = (key: string) => prefix + key;
  const wordKeys = (index: readonly string[]) => index.map((word) => indexPrefix + word);

  /** Pages of this namespace's keys, none of them empty; a key may come twice. */
  const scan = async function* (): AsyncGenerator<string[], void> {
    const match = `${prefix.replaceAll(/[*?[\]\\^-]/g, String.raw`\$&`)}*`;
    let cursor = '0';
    do {
      const from = cursor;
      const [next, keys] = await timed(() => client.scan(from, 'MATCH', match, 'COUNT', PAGE_SIZE));
      cursor = next;
      if (keys.length > 0) yield keys.map((key) => key.slice(prefix.length));
    } while (cursor !== '0');
  };

  /** The rows of some keys; a row may end meanwhile. */
  const readAll = async (keys: readonly string[]) => {
    const texts = await timed(() => client.mget(...keys.map(rowKey)));
    return keys.map((key, index) => [key, texts[index] ?? undefined] as const);
  };

  return {
    get: async (key) => rowReply.parse(await run(GET_ROW, { keys: [rowKey(key)], args: [] })) ?? undefined,
    async set(key, { text, index }, ttlMs) {
      await run(SET_ROW, { keys: [rowKey(key), ...wordKeys(index)], args: [key, text, ttlMs] });
    },
    delete: async (key) => (await timed(() => client.unlink(rowKey(key)))) > 0,
    async clear() {
      for await (const keys of scan()) await timed(() => client.unlink(...keys.map(rowKey)));
    },
    async *entries() {
      const seen = new Set<string>();
      for await (const scanned of scan()) {
        const keys = [...new Set(scanned)].filter((key) => !seen.has(key));
        if (keys.length === 0) continue;
        for (const [key, text] of await readAll(keys)) {
          seen.add(key);
          if (text !== undefined) yield [key, text];
        }
      }
    },
    async *find(word) {
      const keys = await timed(() => client.zrange(indexPrefix + word, '0', '-1'));
      for (let at = 0; at < keys.length; at += PAGE_SIZE) {
        const rows = await readAll(keys.slice(at, at + PAGE_SIZE));
        for (const [key, text] of rows) if (text !== undefined) yield [key, text];
        const gone = rows.flatMap(([key, text]) => (text === undefined ? [key] : []));
        if (gone.length > 0) await run(TIDY_INDEX, { keys: [indexPrefix + word, ...gone.map(rowKey)], args: gone });
      }
    },
    async addToIndex(rows) {
      const added = rows.map(async ({ key, index }) =>
        Number(await run(ADD_TO_INDEX, { keys: [rowKey(key), ...wordKeys(index)], args: [key] })),
      );
      return (await Promise.all(added)).reduce((sum, count) => sum + count, 0);
    },
  };
}
