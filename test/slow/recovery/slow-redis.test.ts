import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { askTwice, startOneAtATime } from '../../support/faults/one-at-a-time.ts';
import { expectPicture } from '../../support/expectations.ts';
import { hasRedisServer, type RedisServer, startRedisServer } from '../../support/redis-server.ts';

describe.runIf(hasRedisServer)('a Redis that stops for a moment', () => {
  let redis: RedisServer | undefined;
  beforeAll(async () => {
    redis = await startRedisServer();
  });
  afterAll(async () => {
    await redis?.[Symbol.asyncDispose]();
  });

  test('an acknowledged request survives a short stop of Redis', async () => {
    await using world = await startOneAtATime(redis?.freshUrl() ?? '');
    const bot = await world.start();
    const { paid, waiting, release } = await askTwice(world, bot);
    redis?.freeze();
    release();
    // Longer than any single command may take.
    await delay(2_000);
    redis?.thaw();
    await expectPicture(paid);
    await expectPicture(waiting);
    expect(world.endpoint.charged).toBe(2);
    expect(bot.log.filter(({ msg }) => msg === 'Database error')).toEqual([]);
  });
});
