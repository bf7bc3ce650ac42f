import { describe, expect, test } from 'vitest';
import { linesOf, startFleet } from '../../slow/fleet/fleet.ts';
import { eventually } from '../../support/eventually.ts';
import { hasRedisServer } from '../../support/redis-server.ts';

describe.skipIf(!hasRedisServer)('a process on Redis', () => {
  test('of 400 requests at once, none is refused', async () => {
    await using fleet = await startFleet({ ownProcess: true });
    const { world } = fleet;
    // What people do is a minute younger for the bots than it is, however busy the machine is.
    world.clock.shift(60_000);
    // Making pictures would be measured, not Redis.
    const bot = await world.start({ ROLES: 'receiver' });
    await Promise.all(Array.from({ length: 400 }, () => world.askInNewServer()));
    const decided = /^(Request accepted|Request refused|Discord did not accept the first response in time)$/;
    await eventually(() => expect(bot.log.filter(({ msg }) => decided.test(String(msg)))).toHaveLength(400));
    const refused = linesOf([bot], 'Request refused').map(({ reason }) => reason);
    // A machine that has no time for 400 within a second says so; the store has it.
    expect(refused.filter((reason) => reason !== 'too_busy')).toEqual([]);
  });
});
