import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PATIENCE_MS, type Asked } from 'discord-simulator';
import { startWorld, useWorld, type World } from '../../support/world.ts';
import { hasRedisServer, startRedisServer, type RedisServer } from '../../support/redis-server.ts';
import { nightly } from '../../support/cases.ts';
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

async function expectBlocked(asked: Asked): Promise<void> {
  await expectSentence(asked, 'blocked');
  expectRefusedAtOnce(asked);
}

describe.runIf(hasRedisServer)("the operator's changes in all running processes", () => {
  let redis: RedisServer | undefined;
  beforeAll(async () => {
    redis = await startRedisServer();
  });
  afterAll(async () => {
    await redis?.[Symbol.asyncDispose]();
  });
  // Two processes with one shard each, on one store. Guilds are on both, direct messages on the first.
  const env = () => ({
    SHARD_COUNT: '2',
    ENDPOINT_CONCURRENCY: '1',
    STORAGE_URL: redis?.freshUrl() ?? '',
    STORAGE_KEY: randomBytes(32).toString('base64'),
  });
  const world = useWorld({ withoutBot: true, env, discord: { shards: 2 }, slowOpeningMs: PATIENCE_MS });
  beforeAll(async () => {
    // One of them makes all pictures, so that requests wait.
    await Promise.all([world().start({ SHARDS: '0' }), world().start({ SHARDS: '1', ROLES: 'receiver' })]);
  });
  const admin = (...args: readonly string[]) => adminOf(world())(...args);
  const newChannels = () => [channelOn(world(), 0), channelOn(world(), 1)] as const;

  test("a blocked person can't use servers, direct messages, menus and buttons until they are unblocked", async () => {
    const { discord, ask } = world();
    const channels = newChannels();
    const [bob, carol] = ['Bob', 'Carol'].map((name) => discord.addUser({ name }));
    if (!bob || !carol) throw new Error('there are two people');
    carol.setAvatar(photos.astronaut.bytes);
    const answers = await Promise.all(
      channels.map(async (channel) => expectPicture(await ask({ person: bob, channel }))),
    );

    const { code, stdout } = await admin('block', 'user', bob.id);
    expect({ code, stdout }).toMatchObject({ code: 0, stdout: expect.stringContaining(bob.id) as string });
    const counted = countCalls(world());
    for (const [index, channel] of channels.entries()) {
      await expectBlocked(await ask({ person: bob, channel }));
      await expectBlocked(await bob.userMenu({ channel, user: carol, command: 'Age this avatar' }));
      const answer = answers[index];
      if (answer) await expectBlocked(await bob.press(answer, '10 years older'));
    }
    await expectBlocked(await ask({ person: bob, dm: true }));
    await bob.dm('60', [image]);
    const said = await bob.dmChannel.until((messages) => messages.find(({ author }) => author !== 'Bob'));
    expect(said.content).toMatch(/^I'm not available here\./);
    await bob.dm('stop');
    await bob.dmChannel.until((messages) => messages.some(({ content }) => content.startsWith("I've forgotten")));
    expect(counted()).toEqual(nothingPaid);
    await expectPicture(await ask({ person: carol, channel: channels[1] }));

    expect((await admin('unblock', 'user', bob.id)).code).toBe(0);
    for (const channel of channels) await expectPicture(await ask({ person: bob, channel }));
  });

  nightly("a blocked server can't use the bot, and others can", async () => {
    const { ask } = world();
    const [one, other] = newChannels();
    const guild = one.state.guild?.id ?? '';
    expect((await admin('block', 'server', guild)).code).toBe(0);
    await expectBlocked(await ask({ channel: one }));
    await expectPicture(await ask({ channel: other }));
    await expectPicture(await ask({ dm: true }));
    expect((await admin('unblock', 'server', guild)).code).toBe(0);
    await expectPicture(await ask({ channel: one }));
  });

  nightly('an opt-out in one process applies in the other, and so does a deletion of data', async () => {
    const { alice, discord, ask } = world();
    const [, far] = newChannels();
    const bob = discord.addUser({ name: 'Bob' });
    const message = await bob.post(far, { uploads: [image] });
    const answer = await expectPicture(await ask({ person: bob, channel: far }));
    // Direct messages are on the first process, this server on the second.
    await optOut(bob);
    await expectSentence(await alice.messageMenu({ message, command: 'Age this photo' }), 'subject_opted_out');
    expect((await admin('delete-data', bob.id)).code).toBe(0);
    await expectSentence(await bob.press(answer, '10 years older'), 'answer_forgotten');
    await expectSentence(await alice.messageMenu({ message, command: 'Age this photo' }), 'subject_opted_out');
  });

  nightly("a blocked person's waiting request is refused before anything is paid", async () => {
    const { discord, ask, endpoint, until } = world();
    const [channel] = newChannels();
    const counted = countCalls(world());
    const { step, release } = held();
    endpoint.script([step]);
    const served = await ask({ channel });
    await until(() => counted().calls === 1);
    const bob = discord.addUser({ name: 'Bob' });
    const waiting = await ask({ person: bob, channel });
    await waiting.acknowledged();
    await admin('block', 'user', bob.id);
    release();
    await expectPicture(served);
    expect((await ended(waiting)).content).toMatch(/^I'm not available here\./);
    expect(counted().charged).toBe(1);
  });
});

test('npm run admin shows who asked for a picture, but nothing of the picture', async () => {
  await using world = await startWorld({ env: { FACE_DETECTION: 'off' } });
  const { ask, alice, channel, guild } = world;
  const answer = await expectPicture(await ask({ image, age: 33 }), 33);
  const [, reference = ''] = /^aged-33-(.+)\.jpg$/.exec(answer.pictures[0]?.filename ?? '') ?? [];
  const admin = adminOf(world);
  const { code, stdout, stderr } = await admin('show', reference);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  for (const part of [reference, alice.id, guild.id, channel.id, 'age 33', 'upload']) expect(stdout).toContain(part);
  expect(stdout).not.toMatch(/https?:|\.jpg/);
});

nightly('npm run admin says that a picture is not known, or that nobody was blocked', async () => {
  await using world = await startWorld();
  const admin = adminOf(world);
  expect(await admin('show', 'AAAAA-AAAAA')).toMatchObject({
    code: 1,
    stdout: expect.stringContaining('30 days') as string,
  });
  expect(await admin('unblock', 'user', world.alice.id)).toMatchObject({ code: 1 });
});

const WRONG = [
  '',
  'block user Bob',
  'block channel 123456789012345678',
  'show that one',
  'delete-data 123456789012345678 really',
];
nightly.each(WRONG)('npm run admin explains itself for the arguments "%s"', async (args) => {
  const { code, stdout, stderr } = await runScript('admin', args.split(' ').filter(Boolean), { cwd: '/', env: {} });
  expect({ code, stdout }).toEqual({ code: 64, stdout: '' });
  expect(stderr).toContain('npm run admin -- block user|server ID');
});

nightly('npm run admin names a missing variable, and refuses a store in memory', async () => {
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
    stderr: expect.stringContaining("in the bot's memory") as string,
  });
});
