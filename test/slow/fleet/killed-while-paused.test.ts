import { Redis } from 'ioredis';
import { describe, expect } from 'vitest';
import { nightly } from '../../support/cases.ts';
import { eventually } from '../../support/eventually.ts';
import { expectPicture } from '../../support/expectations.ts';
import { held } from '../../support/faults/endpoint-steps.ts';
import { hasRedisServer } from '../../support/redis-server.ts';
import { pauseOf, startFleet } from './fleet.ts';

describe.skipIf(!hasRedisServer)('a call that was paused', () => {
  nightly('a call whose process is killed while it is paused is repeated once', async () => {
    await using fleet = await startFleet();
    const { world } = fleet;
    const { step, release } = held();
    world.endpoint.script([step]);
    await world.start({ ROLES: 'receiver' });
    const paused = await world.startProcess({ ROLES: 'worker' });
    const asked = await world.askInNewServer();
    await world.until(() => world.endpoint.calls.length === 1);
    using _pause = pauseOf(paused);
    await fleet.startWorker();
    const redis = new Redis(world.env.STORAGE_URL);
    const job = `face-age-bot:requests:r-${asked.id}`;
    // As if it had been paused for longer than its lock lasts.
    await redis.del(`${job}:lock`);
    // Another worker has found the call, and has left it to the process that may still be in it.
    await eventually(async () => expect(await redis.hexists(job, 'adoptAt')).toBe(1));
    redis.disconnect();
    expect(world.endpoint.calls).toHaveLength(1);
    await world.kill(paused);
    release();
    await expectPicture(asked);
    expect(world.endpoint.calls).toHaveLength(2);
  });
});
