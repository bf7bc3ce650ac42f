import { PermissionFlagsBits, StickerFormatType } from 'discord-api-types/v10';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Asked, Channel, Guild, Person, SeenMessage } from 'discord-simulator';
import {
  countCalls,
  ended,
  expectPicture,
  expectRefusedAtOnce,
  expectSentence,
  nothingPaid,
  sentence,
} from '../../support/expectations.ts';
import { optOut } from '../../support/people/privacy.ts';
import { set } from '../../support/people/servers.ts';
import { photos } from '../../support/pictures/photos.ts';
import { useWorld } from '../../support/world.ts';
import type { Reason } from '../../../src/i18n/explained-error.ts';

// The intent MESSAGE_CONTENT, without which Discord shows the bot only few messages.
const world = useWorld({ discord: { messageContent: true }, env: { USER_DAILY_QUOTA: '1000' } });
const { ViewChannel, ReadMessageHistory } = PermissionFlagsBits;

interface Place {
  guild: Guild;
  here: Channel;
  there: Channel;
  bob: Person;
  alice: Person;
}

/** A server with two channels, in which nobody has asked for anything. */
function place(): Place {
  const { discord } = world();
  const guild = discord.addGuild();
  const [here, there] = ['here', 'there'].map((name) => guild.addChannel({ name }));
  if (!here || !there) throw new Error('no channels');
  return { guild, here, there, bob: discord.addUser({ name: 'Bob' }), alice: discord.addUser({ name: 'Alice' }) };
}

const linkTo = ({ id, channelId }: SeenMessage, guild?: Guild) =>
  `https://discord.com/channels/${guild?.id ?? '@me'}/${channelId}/${id}`;
const fileOf = (message: SeenMessage) => message.pictures[0]?.url ?? '';

async function askOnce(person: Person, channel: Channel, link: string, more: { private?: boolean; age?: number } = {}) {
  return await person.slash({ channel, command: 'age', options: { link, age: 60, ...more } });
}

/** On a busy machine, the bot may run out of the time in which it reads a link. It says so, and the person asks again. */
async function ask(...question: Parameters<typeof askOnce>): Promise<Asked> {
  const asked = await askOnce(...question);
  return sentence('link_unread').test((await ended(asked)).content) ? await ask(...question) : asked;
}

async function given(): Promise<Buffer> {
  const link = Reflect.get(Object(world().endpoint.calls.at(-1)?.body), 'image_url') as string;
  return Buffer.from(await (await fetch(link)).arrayBuffer());
}

/** The person is refused at once and privately, and nothing is paid. */
async function expectRefused(asked: Asked, reason: Reason) {
  const counted = countCalls(world());
  const answer = await expectSentence(asked, reason);
  expectRefusedAtOnce(asked);
  expect(counted()).toEqual(nothingPaid);
  return answer;
}

beforeEach(() => {
  world().discord.messageContent = true;
});

describe('the link of a message', () => {
  test("in the same channel: somebody else's photo is aged privately, with its author named", async () => {
    const { guild, here, bob, alice } = place();
    const posted = await bob.post(here, { uploads: [photos.marieCurie] });
    const answer = await expectPicture(await ask(alice, here, linkTo(posted, guild)));
    expect(answer.ephemeral).toBe(true);
    expect(answer.embeds[0]?.description).toContain(`<@${bob.id}>`);
    expect(answer.embeds[0]?.description).toContain(linkTo(posted, guild));
    expect((await given()).equals(photos.marieCurie.bytes)).toBe(true);
  });

  test.each(['https://ptb.discord.com', 'https://canary.discord.com', 'https://discordapp.com', 'http://discord.com'])(
    'copied from the app at %s',
    async (origin) => {
      const { guild, here, alice } = place();
      const posted = await alice.post(here, { uploads: [photos.marieCurie] });
      const link = `<${linkTo(posted, guild).replace('https://discord.com', origin)}>`;
      expect((await expectPicture(await ask(alice, here, link))).ephemeral).toBe(false);
    },
  );

  test("nobody makes somebody else's picture public by saying so, unless the server allows it", async () => {
    const { guild, here, there, bob, alice } = place();
    const posted = await bob.post(here, { uploads: [photos.marieCurie] });
    const elsewhere = await bob.post(there, { uploads: [photos.marieCurie] });
    const publicly = { private: false };
    expect((await expectPicture(await ask(alice, here, linkTo(posted, guild), publicly))).ephemeral).toBe(true);
    await set(world(), here, 'others-public', { on: true });
    expect((await expectPicture(await ask(alice, here, linkTo(posted, guild), publicly))).ephemeral).toBe(false);
    // Not everybody here may see the other channel.
    expect((await expectPicture(await ask(alice, here, linkTo(elsewhere, guild), publicly))).ephemeral).toBe(true);
  });

  test("a person's own photo of another channel is private, unless they say otherwise", async () => {
    const { guild, here, there, alice } = place();
    const posted = await alice.post(there, { uploads: [photos.marieCurie] });
    expect((await expectPicture(await ask(alice, here, linkTo(posted, guild)))).ephemeral).toBe(true);
    const shown = await expectPicture(await ask(alice, here, linkTo(posted, guild), { private: false }));
    expect(shown.ephemeral).toBe(false);
  });

  test('in a channel that the person cannot see, and in one that does not exist: the same sentence', async () => {
    const { guild, here, there, bob, alice } = place();
    const posted = await bob.post(there, { uploads: [photos.marieCurie] });
    there.overwrite(alice, { deny: ViewChannel });
    const hidden = await expectRefused(await ask(alice, here, linkTo(posted, guild)), 'link_not_seen');
    const none = await expectRefused(
      await ask(alice, here, `https://discord.com/channels/${guild.id}/${alice.id}/${posted.id}`),
      'link_not_seen',
    );
    expect(hidden.content).toBe(none.content);
    expect(world().discord.requests.filter(({ path }) => path.endsWith(`/messages/${posted.id}`))).toEqual([]);
  });

  test.each([
    ['cannot see the history of the channel', ReadMessageHistory],
    ['is not in a role that sees the channel', ViewChannel],
  ])('of which a person %s', async (_what, deny) => {
    const { guild, here, there, bob, alice } = place();
    const posted = await bob.post(there, { uploads: [photos.marieCurie] });
    there.overwrite('everyone', { deny });
    await expectRefused(await ask(alice, here, linkTo(posted, guild)), 'link_not_seen');
    there.overwrite(alice, { allow: deny });
    await expectPicture(await ask(alice, here, linkTo(posted, guild)));
  });

  test('in its own channel, without the permission to read its history', async () => {
    const { guild, here, bob, alice } = place();
    const posted = await bob.post(here, { uploads: [photos.marieCurie] });
    here.overwrite(alice, { deny: ReadMessageHistory });
    await expectRefused(await ask(alice, here, linkTo(posted, guild)), 'link_not_seen');
  });

  test("an admin sees what others don't", async () => {
    const { guild, here, there, bob, alice } = place();
    const posted = await bob.post(there, { uploads: [photos.marieCurie] });
    there.overwrite('everyone', { deny: ViewChannel });
    guild.setMemberPermissions(alice, PermissionFlagsBits.Administrator);
    await expectPicture(await ask(alice, here, linkTo(posted, guild)));
  });

  test('in a private thread, for those in it only', async () => {
    const { guild, here, there, bob, alice } = place();
    const thread = there.addThread({ privateFor: [bob] });
    const posted = await bob.post(thread, { uploads: [photos.marieCurie] });
    await expectRefused(await ask(alice, here, linkTo(posted, guild)), 'link_not_seen');
    thread.state.members.push(alice.state);
    await expectPicture(await ask(alice, here, linkTo(posted, guild)));
  });

  test('in a thread of a channel that the person cannot see', async () => {
    const { guild, here, there, bob, alice } = place();
    const thread = there.addThread();
    const posted = await bob.post(thread, { uploads: [photos.marieCurie] });
    await expectPicture(await ask(alice, here, linkTo(posted, guild)));
    there.overwrite(alice, { deny: ViewChannel });
    await expectRefused(await ask(alice, here, linkTo(posted, guild)), 'link_not_seen');
  });

  test('in a channel that the bot cannot read', async () => {
    const { guild, here, there, bob, alice } = place();
    const posted = await bob.post(there, { uploads: [photos.marieCurie] });
    there.setBotPermissions(0n);
    await expectRefused(await ask(alice, here, linkTo(posted, guild)), 'link_not_seen');
  });

  test('in another server, or in direct messages between others', async () => {
    const { here, bob, alice } = place();
    const other = place();
    const posted = await other.bob.post(other.here, { uploads: [photos.marieCurie] });
    await expectRefused(await ask(alice, here, linkTo(posted, other.guild)), 'link_other_server');
    // The channel is the other server's, whatever the link says.
    const forged = linkTo(posted).replace('@me', here.state.guild?.id ?? '');
    await expectRefused(await ask(alice, here, forged), 'link_not_seen');
    await expectRefused(await ask(alice, here, linkTo(posted)), 'link_not_seen');
    const written = await bob.dm('a secret', [photos.marieCurie]);
    await expectRefused(await ask(alice, here, linkTo(written)), 'link_not_seen');
  });

  test("in the person's own direct messages: private where others are, and open there", async () => {
    const { here, alice } = place();
    const written = await alice.dm('thoughts?', [photos.marieCurie]);
    expect((await expectPicture(await ask(alice, here, linkTo(written)))).ephemeral).toBe(true);
    await expectPicture(await alice.slash({ dm: true, command: 'age', options: { link: linkTo(written), age: 60 } }));
  });

  test('that was deleted', async () => {
    const { guild, here, bob, alice } = place();
    const posted = await bob.post(here, { uploads: [photos.marieCurie] });
    here.delete(posted);
    await expectRefused(await ask(alice, here, linkTo(posted, guild)), 'link_not_seen');
  });

  test('without a picture, with a sticker, with a recording, or with several pictures', async () => {
    const { guild, here, bob, alice } = place();
    const refused = async (post: Parameters<Person['post']>[1], reason: Reason) =>
      await expectRefused(await ask(alice, here, linkTo(await bob.post(here, post), guild)), reason);
    await refused({ content: 'hello' }, 'message_without_picture');
    await refused({ stickers: [String(StickerFormatType.PNG)] }, 'message_with_sticker');
    const voice = { bytes: Buffer.from('OggS'), filename: 'voice-message.ogg', contentType: 'audio/ogg' };
    await refused({ uploads: [voice] }, 'message_without_picture');
    await refused({ uploads: [photos.marieCurie, photos.astronaut] }, 'link_several_pictures');
  });

  test('with the picture in an embed of another bot', async () => {
    const { guild, here, alice } = place();
    const robot = world().discord.addUser({ name: 'Robot', bot: true });
    const image = { url: `attachment://${photos.marieCurie.filename}` };
    const posted = await robot.post(here, { embeds: [{ image }], inside: [photos.marieCurie] });
    const answer = await expectPicture(await ask(alice, here, linkTo(posted, guild)));
    expect(answer).toMatchObject({ ephemeral: true });
    expect(answer.embeds[0]?.description).toContain(`<@${robot.id}>`);
  });

  test('with a spoiler, which stays one', async () => {
    const { guild, here, bob, alice } = place();
    const posted = await bob.post(here, { uploads: [{ ...photos.marieCurie, spoiler: true }] });
    const answer = await expectPicture(await ask(alice, here, linkTo(posted, guild)));
    expect(answer.pictures[0]?.spoiler).toBe(true);
    await expectRefused(await ask(alice, here, linkTo(posted, guild), { age: 12 }), 'young_face_here');
  });

  test('in an age-restricted channel, which can be used only there', async () => {
    const { guild, here, bob, alice } = place();
    const restricted = guild.addChannel({ name: 'adults', nsfw: true });
    const posted = await bob.post(restricted, { uploads: [photos.marieCurie] });
    await expectRefused(await ask(alice, here, linkTo(posted, guild)), 'link_age_restricted');
    await expectPicture(await ask(alice, restricted, linkTo(posted, guild)));
    await expectRefused(await ask(alice, restricted, linkTo(posted, guild), { age: 12 }), 'young_face_here');
  });

  test('while Discord has trouble, and too often', async () => {
    const { guild, here, there, bob, alice } = place();
    const posted = await bob.post(there, { uploads: [photos.marieCurie] });
    world().discord.faults.schedule(({ kind }) => (kind === 'get-message' ? { status: 503 } : undefined));
    for (let times = 0; times < 10; times += 1) {
      await expectRefused(await askOnce(alice, here, linkTo(posted, guild)), 'link_unread');
    }
    await expectRefused(await ask(alice, here, linkTo(posted, guild)), 'cooldown');
  });

  test('that Discord shows to the bot only with the intent MESSAGE_CONTENT', async () => {
    const { guild, here, bob, alice } = place();
    world().discord.messageContent = false;
    const posted = await bob.post(here, { content: 'look', uploads: [photos.marieCurie] });
    await expectRefused(await ask(alice, here, linkTo(posted, guild)), 'message_hidden');
    await expectRefused(await ask(alice, here, fileOf(posted)), 'link_file_unknown');
    const mentioning = await bob.post(here, { uploads: [photos.marieCurie], mentionsBot: true });
    await expectPicture(await ask(alice, here, linkTo(mentioning, guild)));
    const answer = await expectPicture(await ask(alice, here, fileOf(mentioning)));
    expect(answer.ephemeral).toBe(true);
  });
});

describe("an opt-out can't be got around", () => {
  test('by any link, nor by the option for people', async () => {
    const { guild, here, there, bob, alice } = place();
    const posted = await bob.post(there, { uploads: [photos.marieCurie] });
    const robot = world().discord.addUser({ name: 'Robot', bot: true });
    bob.setAvatar(photos.astronaut.bytes);
    bob.setAvatar(photos.astronaut.bytes, guild);
    const { origin } = world().discord;
    const { avatar } = bob.user;
    const shown = await robot.post(here, { embeds: [{ image: { url: `${origin}/avatars/${bob.id}/${avatar}.png` } }] });
    await optOut(bob);
    const links = [
      linkTo(posted, guild),
      fileOf(posted),
      world().discord.cdn.expiredLink(fileOf(posted)),
      fileOf(posted).replace(/\?.*/, ''),
      `https://cdn.discordapp.com${new URL(fileOf(posted)).pathname}`,
      `https://media.discordapp.net${new URL(fileOf(posted)).pathname}?width=300`,
      `https://cdn.discordapp.com/avatars/${bob.id}/${avatar}.webp?size=64`,
      `${origin}/guilds/${guild.id}/users/${bob.id}/avatars/${bob.state.guildAvatars.get(guild.id)}.png`,
    ];
    for (const link of links) await expectRefused(await ask(alice, here, link), 'subject_opted_out');
    await expectRefused(
      await alice.slash({ channel: here, command: 'age', options: { user: bob, age: 60 } }),
      'subject_opted_out',
    );
    await expectRefused(
      await alice.slash({ channel: here, command: 'age-timeline', options: { link: linkTo(posted, guild) } }),
      'subject_opted_out',
    );
    expect(shown.embeds).toHaveLength(1);
    // Their own pictures are still theirs.
    await expectPicture(await ask(bob, here, linkTo(posted, guild)));
  });

  test("by a link of the bot's own answer about their picture", async () => {
    const { guild, here, bob, alice } = place();
    await set(world(), here, 'others-public', { on: true });
    const posted = await bob.post(here, { uploads: [photos.marieCurie] });
    const answer = await expectPicture(await ask(alice, here, linkTo(posted, guild)));
    expect(answer.ephemeral).toBe(false);
    await optOut(bob);
    await expectRefused(await ask(alice, here, linkTo(answer, guild)), 'subject_opted_out');
    await expectRefused(await ask(alice, here, answer.embeds[0]?.image?.url ?? ''), 'subject_opted_out');
  });
});

describe('the link of a file', () => {
  test('names its message, whose author it belongs to; an expired link works, too', async () => {
    const { guild, here, bob, alice } = place();
    const posted = await bob.post(here, { uploads: [photos.marieCurie, photos.astronaut] });
    await bob.post(here, { content: 'and more' });
    const expired = world().discord.cdn.expiredLink(posted.pictures[1]?.url ?? '');
    const answer = await expectPicture(await ask(alice, here, expired, { private: false }));
    expect(answer.ephemeral).toBe(true);
    expect(answer.embeds[0]?.description).toContain(linkTo(posted, guild));
    expect((await given()).equals(photos.astronaut.bytes)).toBe(true);
  });

  test('whose message is deleted, in a channel that is hidden, in another server, or uploaded to a command', async () => {
    const { here, there, bob, alice } = place();
    const other = place();
    const posted = await bob.post(here, { uploads: [photos.marieCurie] });
    here.delete(posted);
    await expectRefused(await ask(alice, here, fileOf(posted)), 'link_file_unknown');
    const hidden = await bob.post(there, { uploads: [photos.marieCurie] });
    there.overwrite(alice, { deny: ViewChannel });
    await expectRefused(await ask(alice, here, fileOf(hidden)), 'link_not_seen');
    const elsewhere = await other.bob.post(other.here, { uploads: [photos.marieCurie] });
    await expectRefused(await ask(alice, here, fileOf(elsewhere)), 'link_not_seen');
    const upload = `https://cdn.discordapp.com/ephemeral-attachments/${bob.id}/${bob.id}/photo.png`;
    await expectRefused(await ask(alice, here, upload), 'link_file_unknown');
  });

  test('that was forwarded belongs to whoever wrote the message that was forwarded', async () => {
    const { guild, here, there, bob, alice } = place();
    const posted = await bob.post(there, { uploads: [photos.marieCurie] });
    await alice.post(here, { forward: posted });
    const answer = await expectPicture(await ask(alice, here, fileOf(posted)));
    expect(answer.embeds[0]?.description).toContain(linkTo(posted, guild));
  });
});

test('other links are refused by the name of their host, which is shown as it is and never opened', async () => {
  const { here, alice } = place();
  const refused = async (link: string, reason: Reason) => await expectRefused(await ask(alice, here, link), reason);
  const told = await refused('https://example.com/photo.jpg?token=secret', 'link_other_host');
  expect(told.content).toContain('`example.com`');
  expect(world().bot.output).not.toContain('token=secret');
  expect((await refused('https://discord.com@evil.example/x', 'link_other_host')).content).toContain('`evil.example`');
  await refused('https://discord.com.evil.example/channels/1/2/3', 'link_other_host');
  await refused('https://exa`mple.com/', 'link_unreadable');
  await refused('file:///etc/passwd', 'link_unreadable');
  await refused('a photo', 'link_unreadable');
  await refused('https://discord.com/channels/@me', 'link_not_a_picture');
  await refused('https://cdn.discordapp.com/emojis/1234567890.png', 'link_not_a_picture');
});

describe('exactly one picture', () => {
  test('is given to a command', async () => {
    const { here, bob, alice } = place();
    const link = 'https://discord.com/channels/1/2/3';
    const image = photos.marieCurie;
    for (const options of [
      {},
      { image, link },
      { image, user: bob },
      { user: bob, link },
      { image, user: bob, link },
    ]) {
      await expectRefused(
        await alice.slash({ channel: here, command: 'age', options: { age: 60, ...options } }),
        'one_picture',
      );
      await expectRefused(await alice.slash({ channel: here, command: 'age-timeline', options }), 'one_picture');
    }
  });

  test("a person is named for their profile picture, the server's first", async () => {
    const { guild, here, bob, alice } = place();
    await expectRefused(
      await alice.slash({ channel: here, command: 'age', options: { user: bob, age: 30 } }),
      'user_without_avatar',
    );
    bob.setAvatar(photos.astronaut.bytes);
    bob.setAvatar(photos.marieCurie.bytes, guild);
    const options = { user: bob, age: 30, private: false };
    const answer = await expectPicture(await alice.slash({ channel: here, command: 'age', options }), 30);
    expect(answer.ephemeral).toBe(true);
    expect(answer.embeds[0]?.description).toContain(`<@${bob.id}>`);
    expect((await given()).equals(photos.marieCurie.bytes)).toBe(true);
    const own = await bob.slash({ channel: here, command: 'age', options: { user: bob, age: 40 } });
    expect((await expectPicture(own, 40)).ephemeral).toBe(false);
  });
});
