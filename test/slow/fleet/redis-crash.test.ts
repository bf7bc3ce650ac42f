import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { eventually } from '../../support/eventually.ts';
import { expectPicture } from '../../support/expectations.ts';
import { hasRedisServer } from '../../support/redis-server.ts';
import { linesOf, startFleet } from './fleet.ts';

describe.skipIf(!hasRedisServer)('nothing is paid twice', () => {
  test('after a crash of Redis of 8 s everybody has an answer, and nothing is paid twice', async () => {
    await using fleet = await startFleet({ endpoint: { latencyMs: 1500 }, env: { ENDPOINT_CONCURRENCY: '2' } });
    const { world, redis } = fleet;
    const bots = [await world.start({ ROLES: 'receiver' }), await fleet.startWorker(), await fleet.startWorker()];
    const asked = await Promise.all(Array.from({ length: 10 }, () => world.askInNewServer()));
    await Promise.all(asked.map((each) => each.acknowledged()));
    await world.until(() => world.endpoint.calls.length >= 4);
    await redis.kill();
    await sleep(8000);
    await redis.start();
    await Promise.all(asked.map((each) => expectPicture(each)));
    // What Redis has brought back of requests that have ended is made again if nobody removes it.
    await eventually(async () => expect(await world.unfinished()).toEqual([]));
    expect(world.endpoint.charged).toBe(10);
    expect(linesOf(bots, 'Request answered')).toHaveLength(10);
    for (const { history } of asked) {
      expect(history.filter(({ message }) => message?.pictures.length === 1)).toHaveLength(1);
    }
  });
});
