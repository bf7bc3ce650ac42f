import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { holdBack, type Asked } from 'discord-simulator';
import { nightly } from '../../support/cases.ts';
import { held } from '../../support/faults/endpoint-steps.ts';
import { expectNothingLeft, expectPicture, expectSentence, logOf } from '../../support/expectations.ts';
import { hasRedisServer, startRedisServer } from '../../support/redis-server.ts';
import { SMALL, startWorld, type World } from '../../support/world.ts';

const HTTP = { interactions: 'http' } as const;

/** Nobody waits for this answer: nothing is paid, and the person can ask again at once. */
async function expectLost(world: World, lost: Asked) {
  const line = 'Discord did not accept the first response in time';
  await world.until(() => logOf(world, lost).some(({ msg }) => msg === line));
  await expect(lost.final()).rejects.toThrow('The application did not respond');
  expect(world.endpoint.calls).toEqual([]);
  expectNothingLeft(world.channel);
  await expectPicture(await world.ask({ image: SMALL }));
}

test('a response that never arrives is not paid, and its cooldown is given back', async () => {
  const env = { GUILD_COOLDOWN_SECONDS: '60', QUEUE_PATIENCE_SECONDS: '0' };
  await using world = await startWorld({ ...HTTP, env });
  world.discord.faults.inject({ match: { kind: 'response' }, do: { drop: 'before' } });
  await expectLost(world, await world.ask({ image: SMALL }));
});

nightly('a request whose sender has gone before the response is not paid either', async () => {
  const env = { GUILD_COOLDOWN_SECONDS: '60', QUEUE_PATIENCE_SECONDS: '0' };
  await using world = await startWorld({ ...HTTP, env });
  const { discord } = world;
  // Before a young face is admitted, the bot asks whether the server is age-restricted.
  const { fault, release } = holdBack();
  discord.faults.inject({ match: { kind: 'get-guild' }, do: fault });
  const lost = await world.ask({ image: SMALL, age: 17 });
  await world.until(() => discord.requests.some(({ kind }) => kind === 'get-guild'));
  lost.giveUp();
  release();
  await expectLost(world, lost);
});

test('a bot that is killed after its response, before Discord has confirmed it, answers after the restart', async () => {
  await using world = await startWorld({ ...HTTP, withoutBot: true });
  const { discord, endpoint } = world;
  const bot = await world.startProcess();
  discord.faults.inject({ match: { kind: 'get-original' }, do: holdBack().fault });
  const asked = await world.ask({ image: SMALL });
  await asked.acknowledged();
  await world.until(() => discord.requests.some(({ kind }) => kind === 'get-original'));
  await world.kill(bot);
  expect((await world.unfinished()).map(({ stage }) => stage.name)).toEqual(['admitted']);
  await world.start();
  await expectPicture(asked);
  expect(endpoint.charged).toBe(1);
});

nightly('a bot that was killed before its response pays nothing after the restart', async () => {
  await using world = await startWorld({ ...HTTP, withoutBot: true });
  const bot = await world.startProcess();
  bot.process.kill('SIGSTOP');
  const lost = await world.ask({ image: SMALL });
  await world.kill(bot);
  await world.start();
  await expect(lost.final()).rejects.toThrow('The application did not respond');
  await expectPicture(await world.ask({ image: SMALL }));
  expect(world.endpoint.charged).toBe(1);
});

nightly('a stopping bot finishes its requests, and leaves new ones to the next start', async () => {
  await using world = await startWorld(HTTP);
  const { step, release } = held();
  world.endpoint.script([step]);
  const first = await world.ask();
  await world.until(() => world.endpoint.calls.length === 1);
  const stopped = world.bot.stop();
  await world.bot.untilLogged('Stopping');
  const late = await world.askInNewServer();
  await late.acknowledged();
  release();
  await expectPicture(first);
  expect(await stopped).toBe(0);
  await world.start();
  await expectPicture(late);
});

test('an interaction that is being decided on when the bot is told to stop is acknowledged, and made by the next', async () => {
  await using world = await startWorld(HTTP);
  const { discord } = world;
  const { fault, release } = holdBack();
  discord.faults.inject({ match: { kind: 'get-guild' }, do: fault });
  const asked = await world.ask({ image: SMALL, age: 17 });
  await world.until(() => discord.requests.some(({ kind }) => kind === 'get-guild'));
  const stopped = world.bot.stop();
  await world.bot.untilLogged('Stopping');
  release();
  expect((await asked.acknowledged()).ephemeral).toBe(false);
  expect(await stopped).toBe(0);
  await world.start();
  await expectPicture(asked, 17);
  expect(world.endpoint.charged).toBe(1);
});

nightly('while the gateway is not connected, commands work and direct messages wait', async () => {
  await using world = await startWorld(HTTP);
  const { discord, alice } = world;
  discord.gateway.refuseConnections = true;
  discord.gateway.drop();
  await expectPicture(await world.ask({ image: SMALL }));
  const sent = await alice.dm('hello');
  discord.gateway.refuseConnections = false;
  await alice.dmChannel.until((messages) => messages.find(({ data }) => data.referenced_message?.id === sent.id));
});

describe.runIf(hasRedisServer)('a store that stands still', () => {
  test('is told to the person in the response', async () => {
    await using redis = await startRedisServer();
    const env = { STORAGE_URL: redis.freshUrl(), STORAGE_KEY: randomBytes(32).toString('base64') };
    await using world = await startWorld({ ...HTTP, env });
    redis.freeze();
    const asked = await world.ask({ image: SMALL });
    await expectSentence(asked, 'storage_down');
    redis.thaw();
    expect(asked.history).toMatchObject([{ kind: 'callback', type: 4, ephemeral: true }]);
    await expectPicture(await world.askInNewServer());
    expect(world.endpoint.charged).toBe(1);
  });
});
