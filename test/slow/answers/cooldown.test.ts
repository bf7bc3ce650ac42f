import { describe, expect, test } from 'vitest';
import type { Asked } from 'discord-simulator';
import { nightly } from '../../support/cases.ts';
import {
  countCalls,
  ended,
  expectNothingLeft,
  expectPicture,
  expectRefusedAtOnce,
  expectSentence,
  logOf,
  nothingPaid,
} from '../../support/expectations.ts';
import { answers, envelope, tencent } from '../../support/faults/endpoint-steps.ts';
import { photos } from '../../support/pictures/photos.ts';
import { startWorld, useWorld } from '../../support/world.ts';

// Without patience, nobody waits in line for a cooldown to end.
const env = { GUILD_COOLDOWN_SECONDS: '60', DM_COOLDOWN_SECONDS: '60', QUEUE_PATIENCE_SECONDS: '0' };
const world = useWorld({ env });
const text = { bytes: Buffer.from('This is not a photo.'), filename: 'photo.jpg' };

/** Refused because of the cooldown, with the time when it ends: within a minute. */
async function expectCooldown(asked: Asked): Promise<void> {
  const { content } = await expectSentence(asked, 'cooldown');
  expectRefusedAtOnce(asked);
  const endsAt = Number(/<t:(\d+):R>/.exec(content)?.[1]) * 1000;
  expect(endsAt).toBeGreaterThan(asked.state.createdAt);
  expect(endsAt).toBeLessThanOrEqual(asked.state.createdAt + 62_000);
}

describe('servers', () => {
  test('exactly one of twenty people who ask at the same moment is served and paid for', async () => {
    const { ask, discord, newChannel } = world();
    const channel = newChannel();
    const counted = countCalls(world());
    const people = Array.from({ length: 20 }, (_, index) => discord.addUser({ name: `Person ${index}` }));
    const asked = await Promise.all(people.map((person) => ask({ person, channel })));
    const answers = await Promise.all(asked.map(ended));

    const served = answers.filter(({ pictures }) => pictures.length > 0);
    expect(served).toHaveLength(1);
    const refused = asked.filter((_, index) => answers[index]?.pictures.length === 0);
    await Promise.all(refused.map(expectCooldown));
    expect(counted()).toEqual({ calls: 1, charged: 1 });
    expect(channel.messages).toHaveLength(1);
  });

  nightly('another server can ask meanwhile', async () => {
    const { ask, newChannel } = world();
    const [one, other] = [newChannel(), newChannel()];
    await expectPicture(await ask({ channel: one }));
    await expectCooldown(await ask({ channel: one }));
    await expectPicture(await ask({ channel: other }));
  });

  nightly('a cooldown applies to all channels of a server', async () => {
    const { ask, discord } = world();
    const guild = discord.addGuild();
    await expectPicture(await ask({ channel: guild.addChannel() }));
    await expectCooldown(await ask({ channel: guild.addChannel() }));
  });
});

describe('the cooldown is given back', () => {
  nightly('a refusal before the acknowledgement gives the cooldown back', async () => {
    const { ask, newChannel } = world();
    const channel = newChannel();
    await expectSentence(
      await ask({ channel, image: { ...photos.graceHopper, bytes: Buffer.alloc(0) } }),
      'picture_empty',
    );
    await expectPicture(await ask({ channel }));
  });

  test("a file that isn't a picture gives the cooldown back", async () => {
    const { ask, newChannel } = world();
    const channel = newChannel();
    await expectSentence(await ask({ channel, image: text }), 'picture_not_a_picture');
    await expectPicture(await ask({ channel }));
  });

  nightly('an unpaid call gives the cooldown back', async () => {
    const { ask, endpoint, newChannel } = world();
    const channel = newChannel();
    endpoint.script([answers(500, tencent('FailedOperation.DetectNoFace'))]);
    await expectSentence(await ask({ channel }), 'no_face');
    await expectPicture(await ask({ channel }));
  });

  test("a paid result that can't be downloaded keeps the cooldown", async () => {
    const { ask, endpoint, newChannel } = world();
    const channel = newChannel();
    endpoint.script([{ result: 'missing' }]);
    await expectSentence(await ask({ channel }), 'result_unavailable');
    await expectCooldown(await ask({ channel }));
  });

  nightly('a call whose answer broke off may have been paid, and keeps the cooldown', async () => {
    const { ask, endpoint, newChannel } = world();
    const channel = newChannel();
    endpoint.script([{ reset: 'after' }]);
    await expectSentence(await ask({ channel }), 'endpoint_lost');
    await expectCooldown(await ask({ channel }));
  });
});

describe('places without the bot as a member', () => {
  test('each person has their own cooldown in direct messages', async () => {
    const { ask, discord } = world();
    const [bob, carol] = [discord.addUser({ name: 'Bob' }), discord.addUser({ name: 'Carol' })];
    await expectPicture(await ask({ person: bob, dm: true }));
    await expectCooldown(await ask({ person: bob, dm: true }));
    await expectPicture(await ask({ person: carol, dm: true }));
  });

  nightly("a person's cooldown follows them to servers without the bot, and doesn't affect others there", async () => {
    const { ask, discord } = world();
    const [bob, carol] = ['Bob', 'Carol'].map((name) => discord.addUser({ name, installed: true }));
    if (!bob || !carol) throw new Error('there are two people');
    const channel = discord.addGuild({ botInstalled: false }).addChannel();
    await expectPicture(await ask({ person: bob, dm: true }));
    await expectCooldown(await ask({ person: bob, channel }));
    await expectPicture(await ask({ person: carol, channel }));
  });

  nightly("a person's cooldown is independent of their servers", async () => {
    const { ask, discord, newChannel } = world();
    const bob = discord.addUser({ name: 'Bob' });
    await expectPicture(await ask({ person: bob, dm: true }));
    await expectPicture(await ask({ person: bob, channel: newChannel() }));
  });
});

nightly('a cooldown outlasts a restart', async () => {
  await using own = await startWorld({ env });
  const { ask } = own;
  await expectPicture(await ask());
  await own.restart();
  const counted = countCalls(own);
  await expectCooldown(await ask());
  expect(counted()).toEqual(nothingPaid);
  expectNothingLeft(own.newChannel());
});

nightly('a busy endpoint puts the server on cooldown for as long as it asks', async () => {
  await using own = await startWorld({ env: { QUEUE_PATIENCE_SECONDS: '0' } });
  const { ask, discord, endpoint } = own;
  endpoint.script([{ answer: { status: 429, headers: { 'retry-after': '6' }, body: envelope('busy', 'busy') } }]);
  const first = await ask();
  await discord.until(() => logOf(own, first).some(({ outcome }) => outcome === 'rate_limited'));
  await expectCooldown(await ask());
  await expectPicture(first);
});
