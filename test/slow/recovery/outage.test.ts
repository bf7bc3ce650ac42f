import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { expect, test } from 'vitest';
import { nightly, someOf } from '../../support/cases.ts';
import type { Bot } from '../../support/world/bot.ts';
import { warningsIn } from '../../support/world/bot-log.ts';
import { expectPicture } from '../../support/expectations.ts';
import { startWorld, type World } from '../../support/world.ts';

const SHUTDOWN = { SHUTDOWN_SECONDS: '1' };

/** Accepts connections at a port and never answers. */
async function startBlackHole(port: number) {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    connection: async () => {
      if (sockets.size === 0) await once(server, 'connection');
    },
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

/** One way in which Discord, or something else that the bot needs, fails. Resolves with a bot in that state. */
type State = (world: World, parts: AsyncDisposableStack) => Promise<Bot>;

const portOf = ({ discord }: World) => Number(new URL(discord.origin).port);

const STATES: Readonly<Record<string, State>> = {
  async 'that never connected and is refused'(world) {
    await world.discord.goOffline();
    const bot = await world.launch(SHUTDOWN);
    await bot.untilLogged(/^Cannot connect to Discord/);
    return bot;
  },
  async 'that never connected and gets no answer'(world, parts) {
    const hole = parts.use(await startBlackHole(0));
    const bot = await world.launch({ ...SHUTDOWN, DISCORD_API_URL: `http://127.0.0.1:${hole.port}/api` });
    await hole.connection();
    return bot;
  },
  async "that can't resolve Discord's name"(world) {
    const bot = await world.launch({ ...SHUTDOWN, DISCORD_API_URL: 'http://discord.invalid/api' });
    await bot.untilLogged(/^Cannot connect to Discord/);
    return bot;
  },
  async 'whose gateway gets no answer at the start'(world, parts) {
    const hole = parts.use(await startBlackHole(0));
    const session_start_limit = { total: 1000, remaining: 1000, reset_after: 0, max_concurrency: 1 };
    const body = { url: `ws://127.0.0.1:${hole.port}`, shards: 1, session_start_limit };
    world.discord.faults.inject({ match: { kind: 'gateway' }, times: Infinity, do: { status: 200, body } });
    const bot = await world.launch(SHUTDOWN);
    await hole.connection();
    return bot;
  },
  async 'that is identifying'(world) {
    // The second shard waits 5 s for its turn.
    world.discord.gateway.sessionStartLimit.max_concurrency = 1;
    const bot = await world.launch({ ...SHUTDOWN, SHARDS: '0,1', SHARD_COUNT: '2' });
    await world.until(() => world.discord.gateway.counts.identifies === 1);
    return bot;
  },
  async 'that was connected and is refused'(world) {
    const bot = await world.start(SHUTDOWN);
    await world.discord.goOffline();
    await bot.untilLogged(/^Gateway connection lost/);
    return bot;
  },
  async 'that was connected and gets no answer'(world, parts) {
    const bot = await world.start(SHUTDOWN);
    await world.discord.goOffline();
    const hole = parts.use(await startBlackHole(portOf(world)));
    await hole.connection();
    return bot;
  },
  async 'that waits between two attempts'(world) {
    const bot = await world.start(SHUTDOWN);
    const { gateway } = world.discord;
    gateway.refuseConnections = true;
    gateway.drop();
    const before = gateway.attempts.length;
    await world.until(() => gateway.attempts.length >= before + 2);
    return bot;
  },
  async 'whose connections are silent during a request'(world) {
    const bot = await world.start(SHUTDOWN);
    world.endpoint.script([{ hang: 'before' }]);
    await world.askInNewServer();
    await world.until(() => world.endpoint.calls.length === 1);
    world.discord.gateway.zombie();
    world.discord.faults.inject({ times: Infinity, do: { delayMs: 3_600_000 } });
    return bot;
  },
};

const SOME_STATES = ['whose connections are silent during a request'];
test.each(someOf(Object.keys(STATES), SOME_STATES))('a bot %s ends with 0 when it is told to stop', async (state) => {
  await using parts = new AsyncDisposableStack();
  await using world = await startWorld({ withoutBot: true, ownProcess: true });
  const bot = await STATES[state]?.(world, parts);
  expect(await bot?.stop()).toBe(0);
  expect(bot?.output).not.toContain('Some parts did not close');
});

test('an outage is logged once when it begins and once when it ends, and attempts become rarer', async () => {
  await using world = await startWorld({ withoutBot: true });
  const bot = await world.start();
  const { gateway } = world.discord;
  gateway.refuseConnections = true;
  const before = gateway.attempts.length;
  const lostAt = Date.now();
  gateway.drop();
  await world.until(() => gateway.attempts.length >= before + 3, { what: 'no three tries' });
  expect(warningsIn(bot)).toMatchObject([{ msg: /^Gateway connection lost/ }]);
  const tries = gateway.attempts.slice(before);
  const pauses = tries.slice(1).map((at, index) => at - (tries[index] ?? lostAt));
  for (const [index, pause] of pauses.entries()) expect(pause).toBeGreaterThanOrEqual(1000 * 2 ** index);

  gateway.refuseConnections = false;
  await bot.untilLogged('Gateway connection restored');
  await expectPicture(await world.askInNewServer());
  const said = bot.log.map(({ msg }) => String(msg)).filter((msg) => msg.startsWith('Gateway connection'));
  expect(said).toEqual(['Gateway connection lost; reconnecting', 'Gateway connection restored']);
});

nightly('after an outage of everything, the bot recovers by itself', async () => {
  await using world = await startWorld({ withoutBot: true });
  const bot = await world.start();
  await world.discord.goOffline();
  await bot.untilLogged(/^Gateway connection lost/);
  await world.discord.goOnline();
  await bot.untilLogged('Gateway connection restored');
  await expectPicture(await world.askInNewServer());
});
