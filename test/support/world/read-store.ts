import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Redis } from 'ioredis';

/** The contents of all SQLite files in a folder, as stored on disk, read as text byte by byte. */
export async function readDatabases(folder: string): Promise<string> {
  const names = await readdir(folder, { recursive: true });
  const files = names.filter((name) => /\.db(-wal|-shm)?$/.test(name));
  const texts = await Promise.all(files.map(async (name) => await readFile(join(folder, name), 'latin1')));
  return texts.join('\n');
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
