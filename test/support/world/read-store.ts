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
    const values = keys.map(async (key) => {
      switch (await client.type(key)) {
        case 'hash':
          return `${key} ${JSON.stringify(await client.hgetall(key))}`;
        case 'zset':
          return `${key} ${(await client.zrange(key, '0', '-1')).join(' ')}`;
        default:
          return `${key} ${await client.get(key)}`;
      }
    });
    return (await Promise.all(values)).join('\n');
  } finally {
    client.disconnect();
  }
}
