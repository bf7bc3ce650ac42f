import { describe, expect } from 'vitest';
import { nightly } from '../../support/cases.ts';
import { eventually } from '../../support/eventually.ts';
import { expectPicture } from '../../support/expectations.ts';
import { hasRedisServer } from '../../support/redis-server.ts';
import { linesOf, startFleet } from './fleet.ts';

describe.skipIf(!hasRedisServer)('nothing is paid twice', () => {
  nightly.each([7000, -7000])('a process whose clock is %i ms off pays for each request once', async (ms) => {
    await using fleet = await startFleet({ endpoint: { latencyMs: 300 }, env: { ENDPOINT_CONCURRENCY: '2' } });
    const { world } = fleet;
    const other = await world.start();
    world.clock.shift(ms);
    await using shifted = await world.startInProcess();
    const asked = await Promise.all(Array.from({ length: 12 }, () => world.askInNewServer()));
    await Promise.all(asked.map((each) => expectPicture(each)));
    await eventually(async () => expect(await world.unfinished()).toEqual([]));
    expect(world.endpoint.charged).toBe(12);
    const answered = [
      ...linesOf([other], 'Request answered'),
      ...shifted.log.filter(({ msg }) => msg === 'Request answered'),
    ];
    expect(answered).toHaveLength(12);
  });
});
