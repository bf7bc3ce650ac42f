import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Asked } from 'discord-simulator';
import { startWorld, type World } from '../../support/world.ts';
import { hasRedisServer, startRedisServer, type RedisServer } from '../../support/redis-server.ts';
import { runScript } from '../../support/run-script.ts';
import { held } from '../../support/faults/endpoint-steps.ts';
import {
  countCalls,
  ended,
  expectPicture,
  expectRefusedAtOnce,
  expectSentence,
  nothingPaid,
} from '../../support/expectations.ts';
import { photos } from '../../support/pictures/photos.ts';
import { optOut } from '../../support/people/privacy.ts';
import { channelOn } from '../../support/people/servers.ts';

const image = photos.marieCurie;

function adminOf({ env, folder }: Pick<World, 'env' | 'folder'>) {
  return async (...args: readonly string[]) => await runScript('admin', args, { cwd: folder, env });
}

let redis: RedisServer | undefined;
beforeAll(async () => {
  redis = hasRedisServer ? await startRedisServer() : undefined;
});
afterAll(async () => {
  await redis?.[Symbol.asyncDispose]();
});

/** Two processes with a shard each, on one Redis: guilds are with either, direct messages with the first. */
async function twoProcesses(more: Record<string, string> = {}) {
  const store = { STORAGE_URL: redis?.freshUrl() ?? '', STORAGE_KEY: randomBytes(32).toString('base64') };
  const env = { SHARD_COUNT: '2', ...store, ...more };
  const world = await startWorld({ withoutBot: true, env, discord: { shards: 2 } });
  const bots = await Promise.all(['0', '1'].map((SHARDS) => world.start({ SHARDS })));
  return { world, bots, admin: adminOf(world), channels: ([0, 1] as const).map((shard) => channelOn(world, shard)) };
}

async function expectBlocked(asked: Asked): Promise<void> {
  await expectSentence(asked, 'blocked');
  expectRefusedAtOnce(asked);
}

describe.runIf(hasRedisServer)('what the operator does holds at once in every running process:', () => {
  test('a person is kept out of servers, direct messages, menus and buttons, and let in again', async () => {
    const { world, admin, channels } = await twoProcesses();
    await using _world = world;
    const { discord, ask } = world;
    const [bob, carol] = ['Bob', 'Carol'].map((name) => discord.addUser({ name }));
    if (!bob || !carol) throw new Error('there are two people');
    carol.setAvatar(photos.astronaut.bytes);
    const answers = await Promise.all(
      channels.map(async (channel) => expectPicture(await ask({ person: bob, channel }))),
    );

    const { code, stdout } = await admin('block', 'user', bob.id);
    expect({ code, stdout }).toMatchObject({ code: 0, stdout: expect.stringContaining(bob.id) as string });
    const counted = countCalls(world);
    for (const [index, channel] of channels.entries()) {
      await expectBlocked(await ask({ person: bob, channel }));
      await expectBlocked(await bob.userMenu({ channel, user: carol, command: 'Age this avatar' }));
      const answer = answers[index];
      if (answer) await expectBlocked(await bob.press(answer, 'Older'));
    }
    await expectBlocked(await ask({ person: bob, dm: true }));
    await bob.dm('60', [image]);
    const said = await bob.dmChannel.until((messages) => messages.find(({ author }) => author !== 'Bob'));
    expect(said.content).toMatch(/^I'm not available here\./);
    await bob.dm('stop');
    await bob.dmChannel.until((messages) => messages.some(({ content }) => content.startsWith("I've forgotten")));
    expect(counted()).toEqual(nothingPaid);
    await expectPicture(await ask({ person: carol, channel: channels[1] ?? world.newChannel() }));

    expect((await admin('unblock', 'user', bob.id)).code).toBe(0);
    for (const channel of channels) await expectPicture(await ask({ person: bob, channel }));
  });

  test('a server is kept out, and no other', async () => {
    const { world, admin, channels } = await twoProcesses();
    await using _world = world;
    const [one, other] = channels;
    const guild = one?.state.guild?.id ?? '';
    expect((await admin('block', 'server', guild)).code).toBe(0);
    if (one) await expectBlocked(await world.ask({ channel: one }));
    if (other) await expectPicture(await world.ask({ channel: other }));
    await expectPicture(await world.ask({ dm: true }));
    expect((await admin('unblock', 'server', guild)).code).toBe(0);
    if (one) await expectPicture(await world.ask({ channel: one }));
  });

  test('an opt-out made in one process holds in the other, and deleted data is deleted there', async () => {
    const { world, admin, channels } = await twoProcesses();
    await using _world = world;
    const { alice, discord, ask } = world;
    const [, far] = channels;
    if (!far) throw new Error('there are two channels');
    const bob = discord.addUser({ name: 'Bob' });
    const message = await bob.post(far, { uploads: [image] });
    const answer = await expectPicture(await ask({ person: bob, channel: far }));
    // Direct messages are with the first process, this server with the second.
    await optOut(bob);
    await expectSentence(await alice.messageMenu({ message, command: 'Age this photo' }), 'subject_opted_out');
    expect((await admin('delete-data', bob.id)).code).toBe(0);
    await expectSentence(await bob.press(answer, 'Older'), 'answer_forgotten');
    await expectSentence(await alice.messageMenu({ message, command: 'Age this photo' }), 'subject_opted_out');
  });

  test('who waits in the line is turned away before anything is paid', async () => {
    const { world, admin, channels } = await twoProcesses({ ENDPOINT_CONCURRENCY: '1' });
    await using _world = world;
    const [channel] = channels;
    if (!channel) throw new Error('there is a channel');
    const { discord, ask, endpoint } = world;
    const { step, release } = held();
    endpoint.script([step]);
    const served = await ask({ channel });
    await world.until(() => endpoint.calls.length === 1);
    const bob = discord.addUser({ name: 'Bob' });
    const waiting = await ask({ person: bob, channel });
    await waiting.acknowledged();
    await admin('block', 'user', bob.id);
    release();
    await expectPicture(served);
    expect((await ended(waiting)).content).toMatch(/^I'm not available here\./);
    expect(endpoint.charged).toBe(1);
  });
});

test('npm run admin shows who asked for a picture, and nothing of the picture', async () => {
  await using world = await startWorld({ env: { FACE_DETECTION: 'off' } });
  const { ask, alice, channel, guild } = world;
  const answer = await expectPicture(await ask({ image, age: 33 }), 33);
  const [, reference = ''] = /^aged-33-(.+)\.jpg$/.exec(answer.pictures[0]?.filename ?? '') ?? [];
  const admin = adminOf(world);
  const { code, stdout, stderr } = await admin('show', reference);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  for (const part of [reference, alice.id, guild.id, channel.id, 'age 33', 'upload']) expect(stdout).toContain(part);
  expect(stdout).not.toMatch(/https?:|\.jpg/);
  expect(await admin('show', 'AAAAA-AAAAA')).toMatchObject({
    code: 1,
    stdout: expect.stringContaining('30 days') as string,
  });
  expect(await admin('unblock', 'user', alice.id)).toMatchObject({ code: 1 });
});

test.each([
  [[]],
  [['block']],
  [['block', 'user']],
  [['block', 'user', 'Bob']],
  [['block', 'channel', '123456789012345678']],
  [['show', 'that one']],
  [['delete-data', '123456789012345678', 'really']],
])('npm run admin explains itself when it is told %j', async (args) => {
  const { code, stdout, stderr } = await runScript('admin', args, { cwd: '/', env: {} });
  expect({ code, stdout }).toEqual({ code: 64, stdout: '' });
  expect(stderr).toContain('npm run admin -- block user|server ID');
});

test('npm run admin says which variable is missing, and that a store in memory is out of reach', async () => {
  const block = ['block', 'user', '123456789012345678'];
  expect(await runScript('admin', block, { cwd: '/', env: {} })).toMatchObject({
    code: 78,
    stderr: expect.stringContaining('DISCORD_TOKEN') as string,
  });
  const nowhere = { DISCORD_TOKEN: 'a.b.c', ACEDATACLOUD_API_TOKEN: 'k', STORAGE_URL: 'sqlite:///nowhere/bot.db' };
  expect(await runScript('admin', block, { cwd: '/', env: nowhere })).toMatchObject({
    code: 78,
    stderr: expect.stringContaining('no database at /nowhere/bot.db') as string,
  });
  const env = { DISCORD_TOKEN: 'a.b.c', ACEDATACLOUD_API_TOKEN: 'k', STORAGE_URL: 'memory:' };
  expect(await runScript('admin', block, { cwd: '/', env })).toMatchObject({
    code: 78,
    stderr: expect.stringContaining('out of reach') as string,
  });
});
