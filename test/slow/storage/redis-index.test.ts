import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { createAnswers } from '../../../src/aging/records/answers.ts';
import { systemClock } from '../../../src/clock.ts';
import { createMemory } from '../../../src/discord/conversation/memory.ts';
import { openStorage } from '../../../src/storage/open-storage.ts';
import { parseRedisUrl } from '../../../src/storage/redis/connecting/redis-address.ts';
import { connectRedis, type Timed } from '../../../src/storage/redis/connecting/redis-connection.ts';
import * as rowScripts from '../../../src/storage/redis/redis-row-scripts.ts';
import { createScriptRunner } from '../../../src/storage/redis/script-runner.ts';
import { redisStore } from '../../../src/storage/redis/redis-store.ts';
import { createVault } from '../../../src/storage/sealing/vault.ts';
import { rowTable } from '../../../src/storage/tables/row-store.ts';
import { eventually } from '../../support/eventually.ts';
import { anyRequest } from '../../support/fakes/any-request.ts';
import { hasRedisServer, type RedisServer, startRedisServer } from '../../support/redis-server.ts';
import { redisCli } from '../../support/redis-topologies.ts';
import { readRedis } from '../../support/world/read-store.ts';

const HOUR = 3_600_000;

describe.runIf(hasRedisServer)('the index in Redis', () => {
  let server: RedisServer;
  beforeAll(async () => {
    server = await startRedisServer();
  });
  afterAll(() => server[Symbol.asyncDispose]());

  test('after a person’s data is deleted, nothing of it is left, and what is about others is', async () => {
    const url = server.freshUrl();
    await using storage = await openStorage(url, { clock: systemClock });
    const [answers, memory] = [createAnswers(storage, createVault([randomBytes(32)])), createMemory(storage)];
    for (const userId of ['person-1', 'person-2']) {
      await answers.remember(anyRequest({ id: `answer-of-${userId}`, userId }));
      await memory.markUnanswered(`message-of-${userId}`, { channelId: 'channel', userId }, Date.now());
      await memory.markUnanswered(`answered-of-${userId}`, { channelId: 'channel', userId }, Date.now());
      await memory.markAnswered(`answered-of-${userId}`);
    }
    expect(await readRedis(url)).toContain('of-person-1');
    for (const kept of [answers, memory]) await kept.forget('person-1');
    // What is found by other words is tidied when somebody looks there, as the bot does every few seconds.
    await Array.fromAsync(memory.adoptOverdue(new Set(), 0));
    const left = await readRedis(url);
    expect(left).not.toContain('person-1');
    expect(left).toContain('answer-of-person-2');
    expect(left).toContain('message-of-person-2');
  });

  test('a search for which there is nothing reads one key, however much is stored', async () => {
    await using other = await startRedisServer();
    await using storage = await openStorage(`redis://127.0.0.1:${other.port}`, { clock: systemClock });
    const notes = storage.indexedTable('notes', z.string(), (text) => [text]);
    await Promise.all(Array.from({ length: 1000 }, (_, index) => notes.set(`key-${index}`, 'x', HOUR)));
    await Array.fromAsync(notes.find('nobody'));
    await redisCli(other.port, ['config', 'resetstat']);
    for (let round = 0; round < 5; round += 1) await Array.fromAsync(notes.find('nobody'));
    const stats = await redisCli(other.port, ['info', 'commandstats']);
    expect(stats.match(/cmdstat_(\w+):calls=\d+/g)).toContain('cmdstat_zrange:calls=5');
    expect(stats).not.toMatch(/cmdstat_(scan|mget|get):/);
  });

  test('the index expires with the last of its values, and forgets what has expired before', async () => {
    const url = server.freshUrl();
    const number = new URL(url).pathname.slice(1);
    const cli = (...args: string[]) => redisCli(server.port, ['-n', number, ...args]);
    await using storage = await openStorage(url, { clock: systemClock });
    const notes = storage.indexedTable('notes', z.string(), () => ['all']);
    await notes.set('long', 'x', HOUR);
    await notes.set('short', 'x', 50);
    const left = Number(await cli('pttl', 'face-age-bot:index:notes::all'));
    expect(left).toBeGreaterThan(HOUR / 2);
    expect(left).toBeLessThanOrEqual(HOUR);
    await eventually(async () => expect(await cli('exists', 'face-age-bot:table:notes::short')).toBe('0\n'));
    await notes.set('next', 'x', HOUR);
    expect((await cli('zrange', 'face-age-bot:index:notes::all', '0', '-1')).trim().split('\n').toSorted()).toEqual([
      'long',
      'next',
    ]);
  });

  test('a value that is set again while its word is tidied is found afterwards', async () => {
    const address = parseRedisUrl(server.freshUrl());
    if (address === undefined) throw new Error('This is no URL of a Redis');
    await using connection = await connectRedis({ address, anyKey: 'any' });
    const { client } = connection;
    const tableOn = (timed: Timed) => {
      const scripts = createScriptRunner(client, timed);
      scripts.know(Object.values(rowScripts));
      const store = redisStore({ connection: { client, timed, scripts }, prefix: 'notes::', indexPrefix: 'i::' });
      return rowTable(store, z.string(), () => ['all']);
    };
    const notes = tableOn(connection.timed);
    await notes.set('a', 'x', HOUR);
    await notes.delete('a');
    let commands = 0;
    const timed: Timed = async (command) => {
      commands += 1;
      // The third command of a search: after the keys and their values, those that are gone are tidied.
      if (commands === 3) await notes.set('a', 'again', HOUR);
      return await command();
    };
    await Array.fromAsync(tableOn(timed).find('all'));
    expect(commands).toBe(3);
    expect(await Array.fromAsync(notes.find('all'))).toEqual([['a', 'again']]);
  });
});
