import { describe, expect, test } from 'vitest';
import { PATIENCE_MS } from 'discord-simulator';
import { en } from '../../../src/i18n/en.ts';
import { nightly } from '../../support/cases.ts';
import { eventually } from '../../support/eventually.ts';
import { expectSentence } from '../../support/expectations.ts';
import { held } from '../../support/faults/endpoint-steps.ts';
import { expectOneEndOfEachStage } from '../../support/faults/kill-at-each-stage.ts';
import { expectPicture } from '../../support/expectations.ts';
import { hasRedisServer } from '../../support/redis-server.ts';
import { SMALL } from '../../support/world.ts';
import { linesOf, startFleet } from './fleet.ts';

describe.skipIf(!hasRedisServer)('processes on one Redis', () => {
  test('one receives what others make, and the other way round: no picture is made by a receiver', async () => {
    await using fleet = await startFleet();
    const { world } = fleet;
    const receiver = await world.start({ ROLES: 'receiver' });
    const waiting = await world.askInNewServer();
    expect((await waiting.acknowledged()).ephemeral).toBe(false);
    const message = await world.ask({ dm: true, image: SMALL });
    const worker = await fleet.startWorker();
    for (const each of [waiting, message, await world.askInNewServer()]) await expectPicture(each);
    expect(linesOf([receiver], 'Request accepted')).toHaveLength(3);
    await eventually(() => expect(linesOf([worker], 'Request answered')).toHaveLength(3));
    expect(linesOf([receiver], 'Request answered')).toEqual([]);
    expect(worker.log.find(({ msg }) => msg === 'Ready')).toMatchObject({ roles: ['worker'] });
    // It has never connected to the gateway, nor deployed commands.
    expect(worker.output).not.toContain('Commands');
    expect(await world.unfinished()).toEqual([]);
  });

  test('whatever a request was at when its process was killed, another brings it to its one end', async () => {
    await using fleet = await startFleet({ env: { ENDPOINT_CONCURRENCY: '16' } });
    await expectOneEndOfEachStage(fleet.world);
  });

  nightly('of 60 requests at once, none is refused', async () => {
    await using fleet = await startFleet();
    const { world } = fleet;
    // What people do is a minute younger for the bots than it is, however busy the machine is.
    world.clock.shift(60_000);
    // Making pictures would be measured, not Redis.
    const bot = await world.start({ ROLES: 'receiver' });
    await Promise.all(Array.from({ length: 60 }, () => world.askInNewServer()));
    const decided = /^(Request accepted|Request refused|Discord did not accept the first response in time)$/;
    await eventually(() => expect(bot.log.filter(({ msg }) => decided.test(String(msg)))).toHaveLength(60));
    const refused = linesOf([bot], 'Request refused').map(({ reason }) => reason);
    // A machine that has no time for 60 within a second says so; the store has it.
    expect(refused.filter((reason) => reason !== 'too_busy')).toEqual([]);
  });

  nightly('a person who waits cancels by way of another process than the one that was asked', async () => {
    await using fleet = await startFleet({
      discord: { shards: 2 },
      env: { ENDPOINT_CONCURRENCY: '1' },
      slowOpeningMs: PATIENCE_MS,
    });
    const { world } = fleet;
    const { step, release } = held();
    world.endpoint.script([step]);
    await fleet.startWorker();
    const first = await world.start({ ROLES: 'receiver' });
    const busy = await world.askInNewServer();
    await world.until(() => world.endpoint.calls.length === 1);
    const waiting = await world.askInNewServer();
    const notice = await waiting.final({
      until: ({ buttons }) => buttons.some(({ label }) => label === en.texts.button_cancel),
    });
    expect(await first.stop()).toBe(0);
    await world.start({ ROLES: 'receiver' });
    await world.alice.press(notice, 'Cancel');
    await expectSentence(waiting, 'cancelled');
    release();
    await expectPicture(busy);
    expect(world.endpoint.charged).toBe(1);
  });
});
