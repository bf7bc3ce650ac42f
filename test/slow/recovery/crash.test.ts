import { expect, test } from 'vitest';
import { eventually } from '../../support/eventually.ts';
import type { Asked } from 'discord-simulator';
import { ended, expectPicture } from '../../support/expectations.ts';
import { seeded } from '../../support/chaos/seeded.ts';
import { SMALL, startWorld } from '../../support/world.ts';

const REQUESTS = 30;
const KILLS = 2;

test('of 30 requests under way when the bot is killed, twice, 30 are answered', async () => {
  const random = seeded(1);
  await using world = await startWorld({
    withoutBot: true,
    endpoint: { latencyMs: 150 },
    env: { QUEUE_PATIENCE_SECONDS: '600' },
  });
  const { discord, endpoint, alice } = world;
  const bob = discord.addUser({ name: 'Bob' });
  const channels = Array.from({ length: 5 }, () => world.newChannel());
  let bot = await world.startProcess();

  const asked = await Promise.all(
    Array.from({ length: REQUESTS }, (_, index) => {
      const who = { image: SMALL, person: random.pick([alice, bob]), age: 20 + index, private: random.next() < 0.3 };
      return world.ask(random.next() < 0.2 ? { ...who, dm: true } : { ...who, channel: random.pick(channels) });
    }),
  );
  await Promise.all(asked.map((each) => each.acknowledged()));

  let insideEndpoint = 0;
  const deaths = new Map<string, number>();
  for (let killed = 0; killed < KILLS; killed += 1) {
    // At any request to Discord: while photos are downloaded, or while answers are sent.
    const at = discord.requests.length + random.between(1, 25);
    await world.until(() => discord.requests.length >= at, { what: `no request number ${at}` });
    await world.kill(bot);
    const left = await world.unfinished();
    insideEndpoint += left.filter(({ stage }) => stage.name === 'calling').length;
    for (const { request, run } of left) {
      if (run === 'begun') deaths.set(request.id, (deaths.get(request.id) ?? 0) + 1);
    }
    bot = await world.startProcess();
  }

  // What may have ended two processes isn't tried a third time.
  const isSuspect = ({ id }: Asked) => deaths.get(id) === KILLS;
  const innocent = asked.map((each, index) => (isSuspect(each) ? undefined : expectPicture(each, 20 + index)));
  await Promise.all([...innocent, ...asked.filter(isSuspect).map((each) => ended(each))]);
  await eventually(async () => expect(await world.unfinished()).toEqual([]));
  expect(endpoint.charged).toBeGreaterThanOrEqual(REQUESTS - asked.filter(isSuspect).length);
  expect(endpoint.charged).toBeLessThanOrEqual(REQUESTS + insideEndpoint);
});
