import { describe, expect, test } from 'vitest';
import type { Asked, Channel } from 'discord-simulator';
import { en } from '../../../src/i18n/en.ts';
import {
  countCalls,
  expectPicture,
  expectRefusedAtOnce,
  expectSentence,
  nothingPaid,
  sentence,
} from '../../support/expectations.ts';
import { photos } from '../../support/pictures/photos.ts';
import { adminOf, endOfDayOf, set, timeIn } from '../../support/people/servers.ts';
import { useWorld } from '../../support/world.ts';

const MOST = 5;
const YOUNGEST = 18;
const world = useWorld({
  env: {
    GUILD_DAILY_QUOTA: String(MOST),
    MIN_AGE: String(YOUNGEST),
    QUEUE_PATIENCE_SECONDS: '0',
    FACE_DETECTION: 'off',
  },
});
const image = photos.marieCurie;

/** What an admin reads if nothing is set. */
const DEFAULTS = [
  'Minimum time between pictures: 0 seconds (default)',
  `Pictures per day: ${MOST} (default)`,
  `Youngest age that people can ask for: ${YOUNGEST} (default)`,
  'Turned on in all channels (default)',
  'Answers are private by default: off (default)',
  "Answers about somebody else's picture can be public: off (default)",
];

/** The lines of the list that an admin reads. */
const listed = (text: string) => text.split('\n').flatMap((line) => (line.startsWith('- ') ? [line.slice(2)] : []));

async function show(channel: Channel): Promise<string[]> {
  return listed(await set(world(), channel, 'show'));
}

/**
 * The person gets this sentence as a refusal instead of an acknowledgement.
 * @returns the sentence
 */
async function expectRefused(asked: Asked, reason: Parameters<typeof expectSentence>[1]): Promise<string> {
  const { content } = await expectSentence(asked, reason);
  expectRefusedAtOnce(asked);
  return content;
}

test('only people who may manage the server can change its settings, and only in servers', async () => {
  const { alice, channel } = world();
  await expect(alice.slash({ channel, command: 'age-settings show' })).rejects.toThrow('lacks the permissions');
  await expect(alice.slash({ dm: true, command: 'age-settings show' })).rejects.toThrow('cannot use');
});

test('without settings, the page shows what the operator has set, and where other things are set', async () => {
  const text = await set(world(), world().newChannel(), 'show');
  expect(text.split('\n').at(0)).toBe(en.texts.settings_head);
  expect(listed(text)).toEqual(DEFAULTS);
  expect(text.split('\n').at(-1)).toBe(en.texts.settings_more);
});

describe('limits', () => {
  test('a cooldown applies from the next picture on', async () => {
    const { ask, newChannel } = world();
    const [channel, other] = [newChannel(), newChannel()];
    const text = await set(world(), channel, 'cooldown', { seconds: 60 });
    expect(text.split('\n').at(0)).toBe(en.texts.settings_changed);
    expect(listed(text)).toContain('Minimum time between pictures: 60 seconds (set here)');
    await expectPicture(await ask({ channel, image }));
    await expectRefused(await ask({ channel, image }), 'cooldown');
    for (let times = 0; times < 2; times += 1) await expectPicture(await ask({ channel: other, image }));
  });

  test("a quota is at most the operator's, and applies until the day ends", async () => {
    const { ask, newChannel } = world();
    const channel = newChannel();
    const text = await set(world(), channel, 'quota', { pictures: MOST + 1 });
    expect(text).toMatch(sentence('setting_above_operator'));
    expect(text).toContain(`a limit of ${MOST} per day`);
    expect(await show(channel)).toEqual(DEFAULTS);

    expect(await set(world(), channel, 'quota', { pictures: 1 })).toContain('Pictures per day: 1');
    await expectPicture(await ask({ channel, image }));
    const counted = countCalls(world());
    const refused = await ask({ channel, image });
    expect(timeIn(await expectRefused(refused, 'quota_guild'))).toBe(endOfDayOf(refused));
    expect(counted()).toEqual(nothingPaid);
    await set(world(), channel, 'quota', { pictures: 2 });
    await expectPicture(await ask({ channel, image }));
  });

  test("a minimum age applies, and is at least the operator's", async () => {
    const { ask, newChannel } = world();
    const channel = newChannel();
    await set(world(), channel, 'minimum-age', { years: 30 });
    const text = await expectRefused(await ask({ channel, image, age: 29 }), 'age_out_of_range');
    expect(text).toContain('from 30 to 80');
    await expectPicture(await ask({ channel, image, age: 30 }), 30);

    const admin = adminOf(world(), channel);
    const tooYoung = { years: YOUNGEST - 1 };
    await expect(admin.slash({ channel, command: 'age-settings minimum-age', options: tooYoung })).rejects.toThrow(
      `less than ${YOUNGEST}`,
    );
    await set(world(), channel, 'quota', { pictures: 3 });
    const afterwards = await set(world(), channel, 'reset', { setting: 'minimum-age' });
    expect(listed(afterwards)).toEqual(
      DEFAULTS.map((line) => (line.startsWith('Pictures') ? 'Pictures per day: 3 (set here)' : line)),
    );
    // Discord itself refuses what is below the deployed minimum.
    await expect(ask({ channel, image, age: YOUNGEST - 1 })).rejects.toThrow(`less than ${YOUNGEST}`);
    await expectPicture(await ask({ channel, image, age: YOUNGEST }), YOUNGEST);
  });
});

test('a closed channel accepts nothing, and neither do its threads and buttons, until it is opened again', async () => {
  const { ask, alice, discord } = world();
  const guild = discord.addGuild();
  const [closed, open] = [guild.addChannel(), guild.addChannel()];
  const thread = closed.addThread();
  const answer = await expectPicture(await ask({ channel: closed, image, age: 50 }), 50);
  expect(await set(world(), open, 'channel', { channel: closed, on: false })).toContain(
    `Turned off in: <#${closed.id}>`,
  );
  const counted = countCalls(world());
  await expectRefused(await ask({ channel: closed, image }), 'channel_closed');
  await expectRefused(await ask({ channel: thread, image }), 'channel_closed');
  await expectRefused(await alice.press(answer, '10 years older'), 'channel_closed');
  expect(counted()).toEqual(nothingPaid);
  expect(thread.messages).toEqual([]);
  await expectPicture(await ask({ channel: open, image }));
  await expectPicture(await ask({ dm: true, image }));

  await set(world(), closed, 'channel', { channel: closed, on: true });
  expect(await show(open)).toContain('Turned on in all channels (default)');
  await expectPicture(await ask({ channel: thread, image }));
  await expectPicture(await alice.press(answer, '10 years older'), 60);
});

describe('who sees answers', () => {
  test('answers are private by default, unless the person says otherwise', async () => {
    const { ask, newChannel } = world();
    const channel = newChannel();
    expect(await set(world(), channel, 'private', { on: true })).toContain('Answers are private by default: on');
    expect((await expectPicture(await ask({ channel, image }))).ephemeral).toBe(true);
    expect((await expectPicture(await ask({ channel, image, private: false }))).ephemeral).toBe(false);
    await set(world(), channel, 'private', { on: false });
    expect((await expectPicture(await ask({ channel, image }))).ephemeral).toBe(false);
  });

  test("answers about somebody else's picture are private, unless the server makes them public", async () => {
    const { alice, discord, newChannel } = world();
    const channel = newChannel();
    const message = await discord.addUser({ name: 'Bob' }).post(channel, { uploads: [image] });
    const ageIt = async () => {
      const menu = await alice.messageMenu({ message, command: 'Age this photo' });
      await menu.modalShown();
      return await expectPicture(await alice.submit(menu, { age: '60' }));
    };
    expect((await ageIt()).ephemeral).toBe(true);
    expect(await set(world(), channel, 'others-public', { on: true })).toContain('can be public: on');
    expect((await ageIt()).ephemeral).toBe(false);
  });
});

test("a reset restores the operator's settings, in this server only", async () => {
  const { ask, discord, newChannel } = world();
  const [guild, other] = [discord.addGuild(), newChannel()];
  const channel = guild.addChannel();
  await set(world(), other, 'minimum-age', { years: 40 });
  await set(world(), channel, 'minimum-age', { years: 40 });
  await set(world(), channel, 'channel', { channel, on: false });
  await set(world(), channel, 'private', { on: true });
  await set(world(), channel, 'quota', { pictures: 3 });
  expect(await show(channel)).not.toEqual(DEFAULTS);
  expect(listed(await set(world(), channel, 'reset'))).toEqual(DEFAULTS);
  expect((await expectPicture(await ask({ channel, image, age: 20 }), 20)).ephemeral).toBe(false);
  await expectRefused(await ask({ channel: other, image, age: 20 }), 'age_out_of_range');
});

test("changes of several admins don't undo each other", async () => {
  const { newChannel } = world();
  const channel = newChannel();
  const [one, other] = [adminOf(world(), channel), adminOf(world(), channel)];
  const asked = await Promise.all([
    one.slash({ channel, command: 'age-settings private', options: { on: true } }),
    other.slash({ channel, command: 'age-settings minimum-age', options: { years: 30 } }),
    one.slash({ channel, command: 'age-settings quota', options: { pictures: 2 } }),
  ]);
  for (const each of asked) await each.final();
  expect(await show(channel)).toEqual([
    'Minimum time between pictures: 0 seconds (default)',
    'Pictures per day: 2 (set here)',
    'Youngest age that people can ask for: 30 (set here)',
    'Turned on in all channels (default)',
    'Answers are private by default: on (set here)',
    "Answers about somebody else's picture can be public: off (default)",
  ]);
});
