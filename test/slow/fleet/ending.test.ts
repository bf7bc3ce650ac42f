import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect } from 'vitest';
import type { Asked } from 'discord-simulator';
import { nightly } from '../../support/cases.ts';
import { eventually } from '../../support/eventually.ts';
import { expectPicture } from '../../support/expectations.ts';
import { held } from '../../support/faults/endpoint-steps.ts';
import { channelOn } from '../../support/people/servers.ts';
import { hasRedisServer } from '../../support/redis-server.ts';
import { SMALL } from '../../support/world.ts';
import { linesOf, startFleet } from './fleet.ts';

describe.skipIf(!hasRedisServer)('processes on one Redis, one of which ends', () => {
  nightly(
    'when one of four is killed, 30 of 30 are answered once, and only what was in flight is paid twice',
    async () => {
      await using fleet = await startFleet({ discord: { shards: 2 }, endpoint: { latencyMs: 400 } });
      const { world } = fleet;
      const { endpoint } = world;
      const [one, other] = await Promise.all(
        ['0', '1'].map((SHARDS) => world.startProcess({ SHARDS, SHARD_COUNT: '2', ENDPOINT_CONCURRENCY: '2' })),
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
    },
  );

  nightly('a rolling restart loses nothing, refuses nothing, and pays for nothing twice', async () => {
    await using fleet = await startFleet({
      ownProcess: true,
      endpoint: { latencyMs: 300 },
      // A call that isn't over by then is made again, and a busy machine can take long for one.
      env: { SHUTDOWN_SECONDS: '25' },
    });
    const { world } = fleet;
    const asked: Asked[] = [];
    const over = new AbortController();
    let running = [await world.start(), await world.start()];
    const asking = (async () => {
      while (!over.signal.aborted) {
        const one = await world.askInNewServer();
        asked.push(one);
        // A machine that is busy enough would refuse more than it can acknowledge.
        await one.acknowledged();
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

  nightly('what one that stops could not finish is made by another at once', async () => {
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
});
