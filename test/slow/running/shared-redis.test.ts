import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startWorld } from '../../support/world.ts';
import { hasRedisServer, startRedisServer, type RedisServer } from '../../support/redis-server.ts';
import type { Bot } from '../../support/world/bot.ts';
import { answers, envelope } from '../../support/faults/endpoint-steps.ts';
import { ended, expectPicture, expectRefusedAtOnce, sentence } from '../../support/expectations.ts';
import { channelOn, set } from '../../support/people/servers.ts';

const BUDGET = 11;
const RETRY_AFTER_S = 2;

const accepted = ({ log }: Bot) => log.filter(({ msg }) => msg === 'Request accepted').length;

describe.runIf(hasRedisServer)(
  `processes on one Redis${hasRedisServer ? '' : ' (there is no redis-server here)'}`,
  () => {
    let redis: RedisServer | undefined;
    beforeAll(async () => {
      redis = await startRedisServer();
    });
    afterAll(async () => {
      await redis?.[Symbol.asyncDispose]();
    });

    test("processes share the cooldown of a server, the day's budget and the endpoint's pause", async () => {
      const env = {
        STORAGE_URL: redis?.freshUrl() ?? '',
        STORAGE_KEY: randomBytes(32).toString('base64'),
        SHARD_COUNT: '4',
        QUEUE_PATIENCE_SECONDS: '0',
        DAILY_BUDGET_CALLS: String(BUDGET),
        FACE_DETECTION: 'off',
      };
      await using world = await startWorld({ withoutBot: true, env, discord: { shards: 4 } });
      const { ask, endpoint } = world;
      // Two have the even servers, the third has the odd ones.
      const bots = await Promise.all(['0', '2', '1,3'].map((SHARDS) => world.start({ SHARDS })));
      const [one, other, third] = bots;
      if (!one || !other || !third) throw new Error('three bots run');

      // A process's first request takes longer than later ones, so it shouldn't be part of the crowd.
      for (const shard of [0, 1] as const) await expectPicture(await ask({ channel: channelOn(world, shard) }));
      const [before, beforeThird] = [accepted(one) + accepted(other), accepted(third)];

      const paced = channelOn(world, 0);
      await set(world, paced, 'cooldown', { seconds: 600 });
      const crowd = await Promise.all(Array.from({ length: 8 }, () => ask({ channel: paced })));
      const seen = await Promise.all(crowd.map(ended));
      expect(seen.filter(({ pictures }) => pictures.length > 0)).toHaveLength(1);
      const turnedAway = crowd.filter((_, index) => seen[index]?.pictures.length === 0);
      for (const asked of turnedAway) {
        expect((await ended(asked)).content).toMatch(sentence('cooldown'));
        expectRefusedAtOnce(asked);
      }
      expect(accepted(one) + accepted(other) - before).toBe(1);

      // A process checks for others' pauses at most once per second, when it starts a call.
      const askedAt = Math.max(...endpoint.calls.map(({ at }) => at));
      await world.until(() => Date.now() - askedAt > 1000);
      // One of the first two reaches the endpoint's limit. The third, which hasn't, pauses too.
      const busy = answers(429, envelope('too_many_requests', 'Too many requests'));
      const headers = { 'retry-after': String(RETRY_AFTER_S) };
      endpoint.script([{ answer: { ...busy.answer, status: 429, headers } }]);
      const refusedAt = endpoint.calls.length;
      const unlucky = await ask({ channel: channelOn(world, 0) });
      await world.until(() => bots.some(({ log }) => log.some(({ outcome }) => outcome === 'rate_limited')));
      // It learns about the pause with its first call.
      await expectPicture(await ask({ channel: channelOn(world, 1) }));
      await expectPicture(await ask({ channel: channelOn(world, 1) }));
      await expectPicture(unlucky);
      expect(accepted(third) - beforeThird).toBe(2);
      const [refused, knows, ...after] = endpoint.calls.slice(refusedAt);
      expect([refused?.outcome, knows?.outcome]).toEqual(['429 too_many_requests', '200']);
      expect(after).toHaveLength(2);
      for (const { at } of after) expect(at).toBeGreaterThanOrEqual((refused?.at ?? 0) + RETRY_AFTER_S * 1000);

      const left = BUDGET - endpoint.charged;
      const places = Array.from({ length: left + 4 }, (_, index) => channelOn(world, index % 2 === 0 ? 0 : 1));
      const many = await Promise.all(places.map((channel) => ask({ channel })));
      const outcomes = await Promise.all(many.map(ended));
      expect(outcomes.filter(({ pictures }) => pictures.length > 0)).toHaveLength(left);
      const spent = outcomes.filter(({ pictures }) => pictures.length === 0);
      for (const { content } of spent) expect(content).toMatch(sentence('budget_spent'));
      expect(endpoint.charged).toBe(BUDGET);
      const total = bots.reduce((sum, bot) => sum + accepted(bot), 0);
      expect(total).toBe(BUDGET);
    });
  },
);
