import { PermissionFlagsBits } from 'discord-api-types/v10';
import { describe, expect, test } from 'vitest';
import { ordinaryPermissions, type Asked, type Channel } from 'discord-simulator';
import { countCalls, ended, expectPicture, expectSentence, nothingPaid, sentence } from '../../support/expectations.ts';
import { set } from '../../support/people/servers.ts';
import { optOut } from '../../support/people/privacy.ts';
import { photos } from '../../support/pictures/photos.ts';
import { useWorld, type Question } from '../../support/world.ts';
import type { Reason } from '../../../src/i18n/explained-error.ts';

const world = useWorld({ env: { USER_DAILY_QUOTA: '1000' } });
const POST = 'Post here';
const image = photos.marieCurie;

/** A private answer about Alice's own photo, alone in its channel. */
async function privately(question: Question = {}) {
  const channel = question.channel ?? world().newChannel();
  const asked = await world().ask({ image, private: true, ...question, channel });
  return { channel, answer: await expectPicture(asked, question.age) };
}

const postIn = async (channel: Channel) => await channel.until(([first]) => first);
const isPosted = (labels: { label: string }[]) => labels.some(({ label }) => label === 'Posted');

/** Nothing is posted, and the person reads why. */
async function expectNotPosted(pressed: Asked, channel: Channel, reason: Reason): Promise<string> {
  const answer = await pressed.final({ until: ({ content, followUps }) => content !== '' || followUps.length > 0 });
  const told = answer.followUps.at(-1) ?? answer;
  expect(told.ephemeral).toBe(true);
  expect(told.content).toMatch(sentence(reason));
  expect(channel.messages).toEqual([]);
  return told.content;
}

test('a private answer is posted for everyone, once and for free, and its original stays private', async () => {
  const { alice, discord } = world();
  const { channel, answer } = await privately({ image: photos.graceHopper });
  expect(answer.buttons.map(({ label }) => label)).toEqual([
    '10 years older',
    '10 years younger',
    'Another age…',
    'Before/after',
    POST,
    'Delete',
    'Report',
  ]);
  const counted = countCalls(world());
  await alice.press(answer, POST);
  const posted = await postIn(channel);
  await discord.until(() => isPosted(channel.seenBy(alice).find(({ id }) => id === answer.id)?.buttons ?? []));
  expect(channel.messages).toHaveLength(1);
  expect(posted.embeds[0]).toMatchObject({ title: 'About 60 years old', footer: answer.embeds[0]?.footer });
  expect(posted.embeds[0]?.description).toBe(`Posted by <@${alice.id}>`);
  expect(posted.data.mentions).toEqual([]);
  expect(posted.pictures.map(({ bytes, description }) => ({ bytes, description }))).toEqual(
    answer.pictures.map(({ bytes, description }) => ({ bytes, description })),
  );
  expect(posted.buttons.map(({ label }) => label)).toEqual([
    '10 years older',
    '10 years younger',
    'Another age…',
    'Before/after',
    'Delete',
    'Report',
  ]);
  expect(counted()).toEqual(nothingPaid);

  // What is made from the public one is public, and only its requester can continue from it.
  const bob = discord.addUser({ name: 'Bob' });
  await expectSentence(await bob.press(posted, '10 years older'), 'answer_not_yours');
  expect((await expectPicture(await alice.press(posted, '10 years older'), 70)).ephemeral).toBe(false);
  const left = channel.seenBy(alice).find(({ id }) => id === answer.id);
  if (!left) throw new Error('the private answer is gone');
  expect((await expectPicture(await alice.press(left, '10 years younger'), 50)).ephemeral).toBe(true);
});

test('two presses at the same time, and later ones, post one message', async () => {
  const { alice, discord } = world();
  const { channel, answer } = await privately();
  const pressed = await Promise.all([1, 2, 3].map(() => alice.press(answer, POST)));
  await postIn(channel);
  await discord.until(
    () => pressed.filter((each) => each.history.some(({ kind }) => kind === 'follow-up')).length === 2,
  );
  expect(channel.messages).toHaveLength(1);
  const told = pressed.flatMap((each) => each.answer?.followUps.map(({ content }) => content) ?? []);
  expect(new Set(told)).toEqual(new Set(["I've already posted this picture here."]));
});

test('a timeline is posted with its animation, and a spoiler stays one', async () => {
  const { alice, newChannel } = world();
  const channel = newChannel();
  const options = { image: { ...image, spoiler: true }, ages: '20, 40, 60', private: true };
  const answer = await ended(await alice.slash({ channel, command: 'age-timeline', options }));
  expect(answer.pictures).toHaveLength(2);
  await alice.press(answer, POST);
  const posted = await postIn(channel);
  expect(posted.embeds[0]?.title).toBe('From about 20 to about 60 years old');
  expect(posted.pictures.map(({ filename, spoiler }) => ({ filename, spoiler }))).toEqual(
    answer.pictures.map(({ filename }) => ({ filename, spoiler: true })),
  );
});

test("a person's own profile picture can be posted, and nobody else's", async () => {
  const { alice, discord, newChannel } = world();
  const bob = discord.addUser({ name: 'Bob' });
  for (const person of [alice, bob]) person.setAvatar(photos.astronaut.bytes);
  const channel = newChannel();
  const ask = async (user: typeof bob) =>
    await expectPicture(await alice.slash({ channel, command: 'age', options: { user, age: 60, private: true } }));
  expect((await ask(bob)).buttons.map(({ label }) => label)).not.toContain(POST);
  await alice.press(await ask(alice), POST);
  expect((await postIn(channel)).embeds[0]?.description).toBe(
    `Posted by <@${alice.id}>\nFrom <@${alice.id}>'s profile picture`,
  );
});

test('nothing is offered in direct messages, or where only the person has installed the bot', async () => {
  const { ask, discord } = world();
  const carol = discord.addUser({ name: 'Carol', installed: true });
  const channel = discord.addGuild({ botInstalled: false }).addChannel();
  const answers = [
    await expectPicture(await ask({ person: carol, channel, image, private: true })),
    await expectPicture(await ask({ dm: true, image, private: true })),
  ];
  for (const { buttons } of answers) expect(buttons.map(({ label }) => label)).not.toContain(POST);
});

describe('a private answer is not posted', () => {
  const { ViewChannel, SendMessages, SendMessagesInThreads, EmbedLinks, AttachFiles } = PermissionFlagsBits;

  test.each<[string, bigint]>([
    ['View Channel', ViewChannel],
    ['Send Messages', SendMessages],
    ['Embed Links', EmbedLinks],
    ['Attach Files', AttachFiles],
  ])('where the bot lacks the permission %s, which it names', async (name, permission) => {
    const { alice } = world();
    const { channel, answer } = await privately();
    channel.setBotPermissions(ordinaryPermissions & ~permission);
    const told = await expectNotPosted(await alice.press(answer, POST), channel, 'bot_may_not_post');
    expect(told).toContain(name);
    channel.setBotPermissions(ordinaryPermissions);
    await alice.press(answer, POST);
    await postIn(channel);
  });

  test('in a thread where the bot may not write', async () => {
    const { alice, newChannel } = world();
    const { channel, answer } = await privately({ channel: newChannel().addThread() });
    channel.setBotPermissions(ordinaryPermissions & ~SendMessagesInThreads);
    const told = await expectNotPosted(await alice.press(answer, POST), channel, 'bot_may_not_post');
    expect(told).toContain('Send Messages in Threads');
  });

  test('where the person may not write', async () => {
    const { alice } = world();
    const { channel, answer } = await privately();
    channel.overwrite(alice, { deny: SendMessages });
    expect(await expectNotPosted(await alice.press(answer, POST), channel, 'person_may_not_post')).toContain(
      'Send Messages',
    );
  });

  test("against the server's settings, which can have changed", async () => {
    const { alice } = world();
    const { channel, answer } = await privately({ age: 20 });
    await set(world(), channel, 'minimum-age', { years: 30 });
    await expectSentence(await alice.press(answer, POST), 'age_out_of_range');
    await set(world(), channel, 'minimum-age', { years: 10 });
    await set(world(), channel, 'channel', { channel, on: false });
    await expectNotPosted(await alice.press(answer, POST), channel, 'channel_closed');
    await set(world(), channel, 'channel', { channel, on: true });
    // Private is only what the server prefers.
    await set(world(), channel, 'private', { on: true });
    await alice.press(answer, POST);
    await postIn(channel);
  });

  test('as a child in a channel that has become age-restricted', async () => {
    const { alice } = world();
    const { channel, answer } = await privately({ age: 12 });
    channel.state.nsfw = true;
    await expectNotPosted(await alice.press(answer, POST), channel, 'young_face_here');
  });

  test('while Discord refuses it, and can be tried again', async () => {
    const { alice, discord, heal } = world();
    const { channel, answer } = await privately();
    const body = { code: 200_000, message: 'Message was blocked by automatic moderation' };
    discord.faults.schedule(({ kind }) => (kind === 'message' ? { status: 400, body } : undefined));
    await expectNotPosted(await alice.press(answer, POST), channel, 'upload_failed');
    heal();
    await alice.press(answer, POST);
    await postIn(channel);
  });

  test('by a person who has since opted out, for nobody but themselves', async () => {
    const { alice, discord } = world();
    const bob = discord.addUser({ name: 'Bob' });
    const { channel, answer } = await privately({ person: bob });
    await optOut(bob);
    await expect(alice.press(answer, POST)).rejects.toThrow('does not see');
    await bob.press(answer, POST);
    await postIn(channel);
  });
});
