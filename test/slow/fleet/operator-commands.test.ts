import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { systemClock } from '../../../src/clock.ts';
import { openWholeStore } from '../../../src/storage/open-storage.ts';
import { nightly, someOf } from '../../support/cases.ts';
import { eventually } from '../../support/eventually.ts';
import { expectPicture } from '../../support/expectations.ts';
import { held } from '../../support/faults/endpoint-steps.ts';
import { hasRedisServer, startRedisServer, type RedisServer } from '../../support/redis-server.ts';
import { runScript } from '../../support/run-script.ts';
import type { Bot } from '../../support/world/bot.ts';
import { startWorld, type World } from '../../support/world.ts';

/** How long a killed process counts as running, as the refusal says. */
const COUNTS_MS = 15_000;
const SIGNS = 'face-age-bot:processes';

const run = async ({ folder, env }: World, name: string, ...args: string[]) =>
  await runScript(name, args, { cwd: folder, env });
const move = async (world: World) => await run(world, 'move', `sqlite://${join(world.folder, 'moved.db')}`);
const refused = ({ process: { pid } }: Bot) => ({
  code: 78,
  stderr: expect.stringMatching(
    new RegExp(String.raw`^Redis at .* is in use by the bot \(process [^ ,]+:${pid}\): stop all of its processes`),
  ) as string,
});
const connect = ({ env }: World) => {
  const client = new Redis(env.STORAGE_URL);
  return Object.assign(client, { [Symbol.dispose]: () => client.disconnect() });
};
/** As if so much time had passed since each process showed a sign. */
const endSigns = async (world: World) => {
  using client = connect(world);
  const signs = await client.zrange(SIGNS, '0', '-1');
  expect(signs).toHaveLength(1);
  for (const sign of signs) await client.zincrby(SIGNS, `-${COUNTS_MS}`, sign);
};

// They mostly wait for a bot to show that it lives, so they wait together.
describe.runIf(hasRedisServer).concurrent('commands for a Redis that only a stopped bot leaves alone', () => {
  let redis: RedisServer;
  beforeAll(async () => {
    redis = await startRedisServer();
  });
  afterAll(() => redis[Symbol.asyncDispose]());

  const start = async () =>
    await startWorld({
      withoutBot: true,
      env: { STORAGE_URL: redis.freshUrl(), STORAGE_KEY: randomBytes(32).toString('base64'), SHUTDOWN_SECONDS: '20' },
    });

  test('a bot that serves is named by each command, which changes nothing, and works once it has stopped', async () => {
    await using world = await start();
    const bot = await world.startProcess();
    const commands: [string, ...string[]][] = [
      ['move', '--new-key'],
      ['restore', 'file', '--replace'],
      ['move', `sqlite://${join(world.folder, 'moved.db')}`],
    ];
    const others = someOf(commands, ['restore']);
    expect(await run(world, 'backup', 'file')).toMatchObject({ code: 0 });
    for (const [name, ...args] of others) expect(await run(world, name, ...args)).toMatchObject(refused(bot));
    await expectPicture(await world.ask());
    expect(await bot.stop()).toBe(0);
    for (const [name, ...args] of others) {
      expect(await run(world, name, ...args)).toMatchObject({ code: 0, stderr: '' });
    }
  });

  nightly.each(['receiver', 'worker'])('a bot that is only a %s counts', async (ROLES) => {
    await using world = await start();
    const bot = await world.startProcess({ ROLES });
    expect(await move(world)).toMatchObject(refused(bot));
  });

  nightly('a bot that has yet to reach Discord counts', async () => {
    await using world = await start();
    using client = connect(world);
    const bot = await world.launch({ DISCORD_API_URL: 'http://127.0.0.1:9/api' });
    await eventually(async () => expect(await client.zcard(SIGNS)).toBe(1));
    expect(await move(world)).toMatchObject(refused(bot));
  });

  nightly('a bot that finishes its last request counts until it has', async () => {
    await using world = await start();
    const { step, release } = held();
    world.endpoint.script([step]);
    const bot = await world.startProcess();
    const asked = await world.ask();
    await world.until(() => world.endpoint.calls.length === 1);
    bot.process.kill('SIGTERM');
    await bot.untilLogged('Stopping');
    expect(await move(world)).toMatchObject(refused(bot));
    release();
    await expectPicture(asked);
    await world.expectExit(bot, 0);
    expect(await move(world)).toMatchObject({ code: 0, stderr: '' });
  });

  nightly('a bot that was killed counts for the time that the refusal says, and is waited for', async () => {
    await using world = await start();
    const bot = await world.startProcess();
    await world.kill(bot);
    await endSigns(world);
    expect(await move(world)).toMatchObject({ code: 0, stderr: '' });
  });

  nightly('a bot that starts while a command has the store ends with 78 and one sentence', async () => {
    await using world = await start();
    await using store = await openWholeStore(world.env.STORAGE_URL, { clock: systemClock });
    await using hold = await store.hold();
    const bot = await world.launch();
    await world.expectExit(bot, 78);
    expect(bot.output).toMatch(/^Redis at .* cannot be used: its data is being moved or restored; try again later$/m);
    await hold.ensure();
  });

  nightly('a bot that was suspended for so long that a command has the store ends when it goes on', async () => {
    await using world = await start();
    const bot = await world.startProcess();
    bot.process.kill('SIGSTOP');
    await endSigns(world);
    await using store = await openWholeStore(world.env.STORAGE_URL, { clock: systemClock });
    await using hold = await store.hold();
    bot.process.kill('SIGCONT');
    await world.expectExit(bot, 78);
    expect(bot.output).toMatch(/its data is being moved or restored/);
    await hold.ensure();
  });

  nightly('a Redis whose queue has a request that nobody has made yet is neither moved nor replaced', async () => {
    await using world = await start();
    const receiver = await world.startProcess({ ROLES: 'receiver' });
    const asked = await world.ask();
    await asked.acknowledged();
    await receiver.untilLogged('Request accepted');
    expect(await receiver.stop()).toBe(0);
    const unfinished = expect.stringMatching(/has unfinished requests in its queue/) as string;
    expect(await move(world)).toMatchObject({ code: 78, stderr: unfinished });
    expect(await run(world, 'backup', 'file')).toMatchObject({ code: 0 });
    expect(await run(world, 'restore', 'file', '--replace')).toMatchObject({ code: 78, stderr: unfinished });
    const worker = await world.startProcess({ ROLES: 'worker' });
    await expectPicture(asked);
    expect(await worker.stop()).toBe(0);
    expect(await move(world)).toMatchObject({ code: 0, stderr: '' });
  });
});
