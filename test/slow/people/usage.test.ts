import { expect, test } from 'vitest';
import type { Asked, Person } from 'discord-simulator';
import { dayOf, monthOf } from '../../../src/limits/day.ts';
import { nightly } from '../../support/cases.ts';
import { botEnvironment } from '../../support/world/bot.ts';
import { runScript } from '../../support/run-script.ts';
import { eventually } from '../../support/eventually.ts';
import { answers, tencent } from '../../support/faults/endpoint-steps.ts';
import {
  countCalls,
  expectPicture,
  expectRefusedAtOnce,
  expectSentence,
  nothingPaid,
} from '../../support/expectations.ts';
import { photos } from '../../support/pictures/photos.ts';
import { adminOf, endOfDayOf, set, timeIn, usageOf } from '../../support/people/servers.ts';
import { startWorld, useWorld, type World } from '../../support/world.ts';

const world = useWorld({ env: { USER_DAILY_QUOTA: '2', GUILD_DAILY_QUOTA: '3', FACE_DETECTION: 'off' } });
const image = photos.marieCurie;

function somebody(): Person {
  return world().discord.addUser({ name: 'Bob' });
}

async function expectQuota(asked: Asked, reason: 'quota_user' | 'quota_guild'): Promise<void> {
  const { content } = await expectSentence(asked, reason);
  expectRefusedAtOnce(asked);
  expect(timeIn(content)).toBe(endOfDayOf(asked));
}

test('a person has a number of pictures per day, wherever they ask', async () => {
  const { ask, newChannel } = world();
  const bob = somebody();
  await expectPicture(await ask({ person: bob, channel: newChannel(), image }));
  await expectPicture(await ask({ person: bob, dm: true, image }));
  const counted = countCalls(world());
  await expectQuota(await ask({ person: bob, channel: newChannel(), image }), 'quota_user');
  await expectQuota(await ask({ person: bob, dm: true, image }), 'quota_user');
  expect(counted()).toEqual(nothingPaid);
  await expectPicture(await ask({ person: somebody(), dm: true, image }));
});

test("unpaid pictures don't count", async () => {
  const { ask, endpoint, newChannel } = world();
  const [bob, channel] = [somebody(), newChannel()];
  endpoint.script([answers(500, tencent('FailedOperation.DetectNoFace'))]);
  await expectSentence(await ask({ person: bob, channel, image }), 'no_face');
  const admin = adminOf(world(), channel);
  expect(await usageOf(bob, { channel })).toContain("You've used 0 of 2 pictures today; 2 left.");
  expect(await usageOf(admin, { channel })).toContain('This server has used 0 of 3 pictures today; 3 left.');
  for (let times = 0; times < 2; times += 1) await expectPicture(await ask({ person: bob, channel, image }));
});

test("a server has a number of pictures per day, and a refusal doesn't count for the person", async () => {
  const { ask, discord, newChannel } = world();
  const guild = discord.addGuild();
  const [channel, bob] = [guild.addChannel(), somebody()];
  for (let times = 0; times < 3; times += 1) await expectPicture(await ask({ person: somebody(), channel, image }));
  await expectQuota(await ask({ person: bob, channel: guild.addChannel(), image }), 'quota_guild');
  expect(await usageOf(bob, { channel })).toContain("You've used 0 of 2 pictures today");
  await expectPicture(await ask({ person: bob, channel: newChannel(), image }));
});

test("people see their own usage in /age-usage, and those who may manage the server see the server's", async () => {
  const { ask, newChannel } = world();
  const [bob, channel] = [somebody(), newChannel()];
  await expectPicture(await ask({ person: bob, channel, image }));
  const asked = await bob.slash({ channel, command: 'age-usage' });
  const { content } = await asked.final();
  expect(content).toBe(`You've used 1 of 2 pictures today; 1 left.\nThe count resets <t:${endOfDayOf(asked)}:R>.`);
  expect(await usageOf(bob, { dm: true })).toBe(content);
  const admin = adminOf(world(), channel);
  const forAdmin = await usageOf(admin, { channel });
  expect(forAdmin.split('\n').slice(0, 2)).toEqual([
    "You've used 0 of 2 pictures today; 2 left.",
    'This server has used 1 of 3 pictures today; 2 left.',
  ]);
  await set(world(), channel, 'quota', { pictures: 2 });
  expect(await usageOf(admin, { channel })).toContain('This server has used 1 of 2 pictures today; 1 left.');
});

/** A line about calls, their cost, and calls per answer. */
const paid = (calls: number, dollars: string, ratio: string) =>
  new RegExp(
    String.raw`\b${calls} paid calls +about +\$${dollars.replace('.', String.raw`\.`)} +${ratio} calls per answer$`,
  );

test('npm run usage tells the operator what was paid, while the bot runs', async () => {
  await using own = await startWorld({ env: { FACE_DETECTION: 'off' } });
  const { ask, endpoint, channel, guild } = own;
  await expectPicture(await ask({ channel, image }));
  endpoint.script([answers(500, tencent('FailedOperation.DetectNoFace')), { result: 'missing' }]);
  await expectSentence(await ask({ channel, image }), 'no_face');
  await expectSentence(await ask({ channel, image }), 'result_unavailable');
  await expectPicture(await ask({ dm: true, image }));
  await eventually(async () => {
    const lines = (await usageScript(own)).trim().split('\n');
    const now = Date.now();
    expect(lines).toEqual([
      expect.stringMatching(paid(3, '0.75', '1.50')),
      expect.stringMatching(paid(3, '0.75', '1.50')),
      '',
      expect.stringContaining('top servers this month'),
      expect.stringMatching(paid(2, '0.50', '2.00')),
      expect.stringMatching(paid(1, '0.25', '1.00')),
    ]);
    expect(lines[0]).toContain(`today (${dayOf(now)}, UTC)`);
    expect(lines[1]).toContain(`this month (${monthOf(now)})`);
    expect(lines[4]).toContain(guild.id);
    expect(lines[5]?.trim()).toMatch(/^-/);
  });
  const { code, stdout } = await runUsage(own, {}, '--json');
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toEqual({
    today: { day: dayOf(Date.now()), calls: 3, answers: 2, cost: 0.015 },
    month: { month: monthOf(Date.now()), calls: 3, answers: 2, cost: 0.015 },
    callPriceUsd: 0.005,
    servers: [
      { server: guild.id, calls: 2, answers: 1, cost: 0.01 },
      { server: '-', calls: 1, answers: 1, cost: 0.005 },
    ],
  });
});

nightly(
  'npm run usage says that nothing was paid yet, what a call for less than a cent costs, and how it is written',
  async () => {
    await using own = await startWorld();
    expect(await usageScript(own)).toContain('none yet');
    await expectPicture(await own.ask({ image }));
    await eventually(async () => expect((await runUsage(own, {})).stdout).toMatch(/ 1 paid calls +about +\$0\.005 /));
    expect(await runUsage(own, {}, '--xml')).toMatchObject({ code: 64, stdout: '' });
  },
);

async function runUsage({ discord, endpoint, bot }: World, more: Readonly<Record<string, string>>, ...args: string[]) {
  const env = { ...botEnvironment(discord, endpoint), ...more };
  return await runScript('usage', args, { cwd: bot.folder, env });
}

async function usageScript(world: World): Promise<string> {
  const { stdout, stderr } = await runUsage(world, { CALL_PRICE_USD: '0.25' });
  expect(stderr).toBe('');
  return stdout;
}
