import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { systemClock } from '../../../src/clock.ts';
import { openStorage } from '../../../src/storage/open-storage.ts';
import type { Claim, Storage } from '../../../src/storage/storage.ts';
import { hasRedisServer, type RedisServer, startRedisServer } from '../../support/redis-server.ts';

const HOUR = 3_600_000;

describe.runIf(hasRedisServer)('commands to Redis', () => {
  let server: RedisServer;
  let storage: Storage;
  beforeAll(async () => {
    server = await startRedisServer();
    storage = await openStorage(server.freshUrl(), { clock: systemClock });
  });
  afterAll(async () => {
    await storage[Symbol.asyncDispose]();
    await server[Symbol.asyncDispose]();
  });

  /** Commands that were sent since the last time, without this one. */
  async function sent(): Promise<number> {
    const { client } = storage.redis?.connection ?? {};
    const stats = (await client?.info('commandstats')) ?? '';
    await client?.config('RESETSTAT');
    return Number(/^cmdstat_evalsha:calls=(\d+)/m.exec(stats)?.[1] ?? 0);
  }

  test('what is asked for at the same time is one, of whatever kind', async () => {
    const notes = storage.table('notes', z.string());
    const use: Claim = { kind: 'quota', key: 'user', amount: 1, limit: 2, ttlMs: HOUR };
    await sent();
    const replies = await Promise.all([
      notes.set('a', 'x', HOUR),
      notes.get('b'),
      storage.atomic.reserve([use, use]),
      storage.atomic.reserve([use]),
      storage.atomic.swap('text', undefined, 'next', HOUR),
    ]);
    expect(replies).toMatchObject([undefined, undefined, { granted: true }, { granted: false }, { swapped: true }]);
    expect(await sent()).toBe(1);
  });

  test('a crowd takes a few, each for as many as do not keep others waiting', async () => {
    const notes = storage.table('crowd', z.number());
    await sent();
    await Promise.all(Array.from({ length: 400 }, (_, index) => notes.set(String(index), index, HOUR)));
    expect(await sent()).toBe(8);
    const found = await Promise.all(Array.from({ length: 400 }, (_, index) => notes.get(String(index))));
    expect(found).toEqual(Array.from({ length: 400 }, (_, index) => index));
  });

  test('scripts that Redis has forgotten are sent again', async () => {
    await storage.redis?.connection.client.script('FLUSH');
    expect(await storage.table('notes', z.string()).get('a')).toBe('x');
  });
});
