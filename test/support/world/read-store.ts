import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Redis } from 'ioredis';

/** The contents of all SQLite files in a folder, as stored on disk, read as text byte by byte. */
export async function readDatabases(folder: string): Promise<string> {
  return await readFiles(folder, /\.db(-wal|-shm)?$/);
}

/** The contents of files in a folder, as stored on disk, read as text byte by byte. Default: of all. */
export async function readFiles(folder: string, pattern = /./): Promise<string> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && pattern.test(entry.name));
  const texts = files.map(async ({ parentPath, name }) => await readFile(join(parentPath, name), 'latin1'));
  return (await Promise.all(texts)).join('\n');
}

/** The contents of a Redis database: keys and values. */
export async function readRedis(url: string): Promise<string> {
  const client = new Redis(url);
  try {
    const keys = await client.keys('*');
    const read: Record<string, (key: string) => Promise<unknown>> = {
      string: async (key) => await client.get(key),
      hash: async (key) => await client.hgetall(key),
      list: async (key) => await client.lrange(key, 0, -1),
      set: async (key) => await client.smembers(key),
      zset: async (key) => await client.zrange(key, '0', '-1'),
      stream: async (key) => await client.xrange(key, '-', '+'),
    };
    const values = keys.map(async (key) => {
      const type = await client.type(key);
      // It can have ended since.
      return type === 'none' ? key : `${key} ${JSON.stringify(await read[type]?.(key))}`;
    });
    return (await Promise.all(values)).join('\n');
  } finally {
    client.disconnect();
  }
}
