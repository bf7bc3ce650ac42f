import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { eventually } from '../../support/eventually.ts';
import { expectPicture } from '../../support/expectations.ts';
import { held } from '../../support/faults/endpoint-steps.ts';
import { hasRedisServer } from '../../support/redis-server.ts';
import { linesOf, pauseOf, startFleet } from '../../slow/fleet/fleet.ts';

describe.skipIf(!hasRedisServer)('nothing is paid twice', () => {
  test('a process that is paused in a call for longer than its lock lasts pays once, and answers', async () => {
    await using fleet = await startFleet();
    const { world } = fleet;
    const { step, release } = held();
    world.endpoint.script([step]);
    const receiver = await world.start({ ROLES: 'receiver' });
    const paused = await world.startProcess({ ROLES: 'worker' });
    const asked = await world.askInNewServer();
    await world.until(() => world.endpoint.calls.length === 1);
    using pause = pauseOf(paused);
    const other = await fleet.startWorker();
    // Its lock lasts for 15 s, and is missed within 10 s.
    await sleep(30_000);
    expect(world.endpoint.calls).toHaveLength(1);
    release();
    pause[Symbol.dispose]();
    await expectPicture(asked);
    await eventually(async () => expect(await world.unfinished()).toEqual([]));
    await sleep(12_000);
    expect(world.endpoint.calls).toHaveLength(1);
    expect(linesOf([receiver, other, paused], 'Request answered')).toHaveLength(1);
    expect(asked.history.filter(({ message }) => message?.pictures.length === 1)).toHaveLength(1);
  });
});
