import { describe, expect, test } from 'vitest';
import { type Order, restartAll } from '../../../bench/fleet/rolling-restart.ts';
import { hasRedisServer } from '../../support/redis-server.ts';
import { startFleet } from '../../slow/fleet/fleet.ts';

describe.skipIf(!hasRedisServer)('a rolling restart at 2 requests a second', () => {
  test.each<Order>(['new first', 'old first'])(
    'loses nothing, refuses nothing and pays for nothing twice, %s',
    async (order) => {
      await using fleet = await startFleet({ ownProcess: true, discord: { shards: 4 }, endpoint: { latencyMs: 500 } });
      const { world } = fleet;
      world.discord.gateway.sessionStartLimit.max_concurrency = 4;
      // What people do is a minute younger for the bots than it is, however busy the machine is.
      world.clock.shift(60_000);
      const { asked, ...others } = await restartAll(world, { shards: 4, processes: 2, order, everyMs: 500 });
      expect(others).toEqual({
        answered: asked,
        'answered twice': 0,
        silent: 0,
        'not acknowledged': 0,
        paid: asked,
        exits: [],
      });
      expect(world.discord.gateway.counts.identifies).toBe(4);
    },
  );
});
