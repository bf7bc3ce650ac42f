import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import type { Asked } from 'discord-simulator';
import { en } from '../../../src/i18n/en.ts';
import { eventually } from '../../support/eventually.ts';
import { expectSentence } from '../../support/expectations.ts';
import { held } from '../../support/faults/endpoint-steps.ts';
import { expectOneEndOfEachStage } from '../../support/faults/kill-at-each-stage.ts';
import { expectPicture } from '../../support/expectations.ts';
import { channelOn } from '../../support/people/servers.ts';
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

  test('when one of four is killed, 30 of 30 are answered once, and only what was in flight is paid twice', async () => {
    await using fleet = await startFleet({ discord: { shards: 2 }, endpoint: { latencyMs: 400 } });
    const { world } = fleet;
    const { endpoint } = world;
    const [one, other] = await Promise.all(
      ['0', '1'].map((SHARDS) => world.start({ SHARDS, SHARD_COUNT: '2', ENDPOINT_CONCURRENCY: '2' })),
    );
    const workers = [await fleet.startWorker(), await fleet.startWorker()];
    if (!one || !other) throw new Error('two bots receive');
    const asked: Asked[] = [];
    for (let index = 0; index < 30; index += 1) {
      const channel = channelOn(world, index % 2 === 0 ? 0 : 1);
      asked.push(await world.ask({ image: SMALL, age: 20 + index, channel }));
      // A crowd at once would be refused on a machine that is busy enough.
      if (index % 5 === 4) await Promise.all(asked.map((each) => each.acknowledged()));
    }
    await Promise.all(asked.map((each) => each.acknowledged()));
    await world.until(() => endpoint.charged > 2);
    await world.kill(one);
    const inside = (await world.unfinished()).filter(({ stage }) => stage.name === 'calling').length;

    await Promise.all(asked.map((each, index) => expectPicture(each, 20 + index)));
    await eventually(async () => expect(await world.unfinished()).toEqual([]));
    const answers = linesOf([one, other, ...workers], 'Request answered').map(({ request }) => request);
    expect(new Set(answers).size).toBe(answers.length);
    expect(endpoint.charged).toBeLessThanOrEqual(30 + inside);
    for (const { history } of asked) {
      expect(history.filter(({ message }) => message?.pictures.length === 1)).toHaveLength(1);
    }
  });

  test('a rolling restart loses nothing, refuses nothing, and pays for nothing twice', async () => {
    await using fleet = await startFleet({ endpoint: { latencyMs: 300 }, env: { SHUTDOWN_SECONDS: '5' } });
    const { world } = fleet;
    const asked: Asked[] = [];
    const over = new AbortController();
    let running = [await world.start(), await world.start()];
    const asking = (async () => {
      while (!over.signal.aborted) {
        asked.push(await world.askInNewServer());
        await sleep(100);
      }
    })();
    for (const old of running) {
      const next = await world.start();
      expect(await old.stop()).toBe(0);
      running = [...running, next];
    }
    over.abort();
    await asking;
    await Promise.all(asked.map((each) => expectPicture(each)));
    expect(world.endpoint.charged).toBe(asked.length);
    for (const { history } of asked) expect(history[0]).toMatchObject({ kind: 'callback', ephemeral: false });
    expect(linesOf(running, 'Request failed')).toEqual([]);
  });

  test('what one that stops could not finish is made by another at once', async () => {
    await using fleet = await startFleet({ env: { SHUTDOWN_SECONDS: '1' } });
    const { world } = fleet;
    const { step } = held();
    world.endpoint.script([step]);
    const stopping = await world.start();
    const asked = await world.askInNewServer();
    await world.until(() => world.endpoint.calls.length === 1);
    const other = await world.start();
    expect(await stopping.stop()).toBe(0);
    await expectPicture(asked);
    await other.untilLogged('Request answered');
  });

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
    await eventually(async () => expect(await world.unfinished()).toEqual([]));
    // Long enough for whatever Redis may have brought back.
    await sleep(20_000);
    expect(world.endpoint.charged).toBe(10);
    expect(linesOf(bots, 'Request answered')).toHaveLength(10);
    for (const { history } of asked) {
      expect(history.filter(({ message }) => message?.pictures.length === 1)).toHaveLength(1);
    }
  });

  test.each([7000, -7000])('a process whose clock is %i ms off pays for each request once', async (ms) => {
    await using fleet = await startFleet({ endpoint: { latencyMs: 300 }, env: { ENDPOINT_CONCURRENCY: '2' } });
    const { world } = fleet;
    const other = await world.start();
    world.clock.shift(ms);
    await using shifted = await world.startInProcess();
    const asked = await Promise.all(Array.from({ length: 12 }, () => world.askInNewServer()));
    await Promise.all(asked.map((each) => expectPicture(each)));
    await sleep(6000);
    expect(world.endpoint.charged).toBe(12);
    const answered = [
      ...linesOf([other], 'Request answered'),
      ...shifted.log.filter(({ msg }) => msg === 'Request answered'),
    ];
    expect(answered).toHaveLength(12);
  });

  test('of 400 at once none is refused', async () => {
    await using fleet = await startFleet();
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

  test('a person who waits cancels by way of another process than the one that was asked', async () => {
    await using fleet = await startFleet({ discord: { shards: 2 }, env: { ENDPOINT_CONCURRENCY: '1' } });
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
