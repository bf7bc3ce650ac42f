import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createClient } from '@keyv/redis';

/** All that lies in SQLite files below a folder, as it is on the disk, read as text byte by byte. */
export async function readDatabases(folder: string): Promise<string> {
  const names = await readdir(folder, { recursive: true });
  const files = names.filter((name) => /\.db(-wal|-shm)?$/.test(name));
  const texts = await Promise.all(files.map(async (name) => await readFile(join(folder, name), 'latin1')));
  return texts.join('\n');
}

/** All that lies in a database of Redis: keys and values. */
export async function readRedis(url: string): Promise<string> {
  const client = createClient({ url });
  await client.connect();
  try {
    const keys = await client.keys('*');
    const read: Record<string, (key: string) => Promise<unknown>> = {
      string: async (key) => await client.get(key),
      hash: async (key) => await client.hGetAll(key),
      list: async (key) => await client.lRange(key, 0, -1),
      set: async (key) => await client.sMembers(key),
      zset: async (key) => await client.zRange(key, 0, -1),
      stream: async (key) => await client.xRange(key, '-', '+'),
    };
    const values = keys.map(async (key) => {
      const type = await client.type(key);
      // It can have ended since.
      return type === 'none' ? key : `${key} ${JSON.stringify(await read[type]?.(key))}`;
    });
    return (await Promise.all(values)).join('\n');
  } finally {
    client.destroy();
  }
}
