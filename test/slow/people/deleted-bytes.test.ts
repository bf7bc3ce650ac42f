import { randomBytes } from 'node:crypto';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { expect, test } from 'vitest';
import { deleteEverything, EVERY_LIMIT, tracesOf, useEverything } from '../../support/people/deleted-bytes.ts';
import { eventually } from '../../support/eventually.ts';
import { hasRedisServer, startRedisServer } from '../../support/redis-server.ts';
import { readFiles, readRedis } from '../../support/world/read-store.ts';
import { startWorld } from '../../support/world.ts';
import { removeFolder } from '../../support/remove-folder.ts';

test.skipIf(!hasRedisServer)(
  'after "Delete my data", Redis contains neither the id of the person nor a hash of it, and nor do its files once they are rewritten',
  async () => {
    await using parts = new AsyncDisposableStack();
    const dir = await mkdtemp(join(tmpdir(), 'deleted-bytes-'));
    parts.defer(() => removeFolder(dir));
    const server = parts.use(await startRedisServer({ dir, appendonly: 'yes', rdbcompression: 'no' }));
    const url = server.freshUrl();
    const client = parts.adopt(new Redis(url), (each) => each.disconnect());
    const env = { ...EVERY_LIMIT, STORAGE_URL: url, STORAGE_KEY: randomBytes(32).toString('base64') };
    await using world = await startWorld({ env });
    const { discord, bot } = world;
    const carol = discord.addUser({ name: 'Carol' });
    await useEverything(world, carol);
    // The bot waits for Discord's preview, and notes the message meanwhile.
    await carol.dm('https://example.com/nothing.jpg');
    const unanswered = async () => await client.keys('*:table:unanswered:*');
    await eventually(async () => expect(await unanswered()).toHaveLength(1));

    expect(await readRedis(url)).toContain(carol.id);
    await eventually(async () => expect(await unanswered()).toEqual([]));
    expect(await client.keys(`*unanswered*${carol.id}*`)).toEqual([]);
    await deleteEverything(carol);
    await bot.stop();
    const stored = await readRedis(url);
    for (const part of ['references', 'requests:']) expect(stored).toContain(part);
    const traces = [...tracesOf(carol.id), 'Carol'];
    expect(traces.filter((trace) => stored.includes(trace))).toEqual([]);

    await client.bgrewriteaof();
    await eventually(async () => expect(await client.info('persistence')).toContain('aof_rewrite_in_progress:0'));
    await client.save();
    const files = await readFiles(dir);
    expect(files).toContain('references');
    expect(traces.filter((trace) => files.includes(trace))).toEqual([]);
  },
);
