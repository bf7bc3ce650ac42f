import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasRedisServer, startRedisServer, type RedisServer } from '../../support/redis-server.ts';
import type { Bot } from '../../support/world/bot.ts';
import { eventually } from '../../support/eventually.ts';
import { held } from '../../support/faults/endpoint-steps.ts';
import { expectPicture } from '../../support/expectations.ts';
import { startWorld } from '../../support/world.ts';

const linesOf = (bots: readonly Bot[], message: string) =>
  bots.flatMap(({ log }) => log.filter(({ msg }) => msg === message));

/** Both are sent every event, as they would be if somebody started the same bot twice. */
describe.runIf(hasRedisServer)('two processes on one Redis', () => {
  let redis: RedisServer | undefined;
  beforeAll(async () => {
    redis = await startRedisServer();
  });
  afterAll(async () => {
    await redis?.[Symbol.asyncDispose]();
  });
  const env = () => ({
    STORAGE_URL: redis?.freshUrl() ?? '',
    STORAGE_KEY: randomBytes(32).toString('base64'),
  });

  test("two processes never answer the same request, and the survivor takes over the other's requests", async () => {
    await using world = await startWorld({ withoutBot: true, env: env() });
    const { endpoint } = world;
    const { step, release } = held();
    endpoint.script(({ index }) => (index === 0 ? {} : step));
    const bots = await Promise.all([world.startProcess(), world.startProcess()]);
    const ages = Array.from({ length: 12 }, (_, index) => 30 + index);
    const asked = await Promise.all(ages.map((age) => world.askInNewServer({ age })));
    await Promise.all(asked.map((each) => each.acknowledged()));
    const accepted = (bot: Bot) => linesOf([bot], 'Request accepted').length;
    await eventually(() => expect(linesOf(bots, 'Request accepted')).toHaveLength(12));
    await world.until(() => endpoint.charged > 0);
    const [busier] = bots.toSorted((one, other) => accepted(other) - accepted(one));
    if (busier) await world.kill(busier);
    const inside = (await world.unfinished()).filter(({ stage }) => stage.name === 'calling').length;
    release();

    await Promise.all(asked.map((each, index) => expectPicture(each, ages[index])));
    await eventually(async () => expect(await world.unfinished()).toEqual([]));
    const answers = linesOf(bots, 'Request answered').map(({ request }) => request);
    expect(new Set(answers).size).toBe(answers.length);
    expect(linesOf(bots, 'Request resumed after a restart').length).toBeGreaterThan(0);
    expect(endpoint.charged).toBeLessThanOrEqual(12 + inside);
    for (const { history } of asked)
      expect(history.filter(({ message }) => message?.pictures.length === 1)).toHaveLength(1);
  });

  test("a process that was suspended for long doesn't finish a request that another one has adopted", async () => {
    // Until then, a process that still has its connection may be in its call.
    await using world = await startWorld({ withoutBot: true, env: { ...env(), FACE_REQUEST_TIMEOUT: '10' } });
    const { endpoint } = world;
    const paused = await world.startProcess();
    const { step, release } = held();
    endpoint.script([step]);
    const asked = await world.askInNewServer();
    await world.until(() => endpoint.calls.length === 1);
    paused.process.kill('SIGSTOP');
    // One with shards would resume the session of a connection that is still open, which the simulator reports.
    const other = await world.launch({ ROLES: 'worker' });
    await expectPicture(asked);
    await other.untilLogged('Request answered');
    release();
    paused.process.kill('SIGCONT');
    // By now it has the endpoint's answer, and had time to act on it.
    expect(await paused.stop()).toBe(0);
    expect(await paused.untilLogged('Stopped')).toMatchObject({ left: 0 });
    expect(linesOf([paused, other], 'Request answered')).toHaveLength(1);
    expect(asked.history.map(({ kind }) => kind)).toEqual(['callback', 'edit-original']);
    expect(endpoint.calls).toHaveLength(2);
  });
});
