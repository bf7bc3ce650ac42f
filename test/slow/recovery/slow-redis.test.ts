import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PATIENCE_MS } from 'discord-simulator';
import { held } from '../../support/faults/endpoint-steps.ts';
import { expectPicture } from '../../support/expectations.ts';
import { startWorld } from '../../support/world.ts';
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
    const env = {
      STORAGE_URL: redis?.freshUrl() ?? '',
      STORAGE_KEY: randomBytes(32).toString('base64'),
      ENDPOINT_CONCURRENCY: '1',
      FACE_DETECTION: 'off',
    };
    await using world = await startWorld({ env, withoutBot: true, slowOpeningMs: PATIENCE_MS });
    const bot = await world.start();
    const { step, release } = held();
    world.endpoint.script([step]);
    const first = await world.ask();
    await world.until(() => world.endpoint.calls.length === 1);
    const second = await world.ask();
    await world.until(() => bot.log.some(({ msg, request }) => msg === 'Request accepted' && request === second.id));
    redis?.freeze();
    release();
    // Longer than any single command may take.
    await delay(2_000);
    redis?.thaw();
    await expectPicture(first);
    await expectPicture(second);
    expect(world.endpoint.charged).toBe(2);
    expect(bot.log.filter(({ msg }) => msg === 'Database error')).toEqual([]);
  });
});
