import { describe, expect, test } from 'vitest';
import { failOver, serve } from '../../../bench/fleet/redis-kinds.ts';
import { nightly } from '../../support/cases.ts';
import { hasRedisServer } from '../../support/redis-server.ts';
import { startCluster, startSentinels } from '../../support/redis-topologies.ts';
import { startFleet } from './fleet.ts';

describe.skipIf(!hasRedisServer)('bots on other kinds of Redis', () => {
  nightly('a Cluster serves them', async () => {
    await using cluster = await startCluster();
    await using fleet = await startFleet({ env: { STORAGE_URL: cluster.url } });
    const served = await serve(fleet.world);
    expect(served).toEqual({ asked: 2, answered: 2, 'answered twice': 0, silent: 0, 'not acknowledged': 0, paid: 2 });
  });

  test('after a fail-over by Sentinels all that was asked for is answered once, and they serve again', async () => {
    await using sentinels = await startSentinels();
    await using fleet = await startFleet({ env: { STORAGE_URL: sentinels.url }, endpoint: { latencyMs: 500 } });
    const healed = await failOver(fleet.world, sentinels);
    // Two before, and the one that shows that all has healed.
    expect(healed).toMatchObject({ asked: 2, answered: 2, 'answered twice': 0, silent: 0, paid: 3 });
  });
});
