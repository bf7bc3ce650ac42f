import { ComponentType } from 'discord-api-types/v10';
import { describe, expect, test } from 'vitest';
import { type Asked, type Channel, type FormValue, type Person, type Post, walkComponents } from 'discord-simulator';
import { countCalls, expectPicture, expectSentence, nothingPaid } from '../../support/expectations.ts';
import { someOf } from '../../support/cases.ts';
import { photos } from '../../support/pictures/photos.ts';
import { useWorld } from '../../support/world.ts';

const world = useWorld();
const command = 'Age this photo';
const { graceHopper, marieCurie, astronaut } = photos;

interface Place {
  channel: Channel;
  bob: Person;
}

/** Another person, in a channel of a new guild. */
function somewhere(): Place {
  const { discord, newChannel } = world();
  return { channel: newChannel(), bob: discord.addUser({ name: 'Bob' }) };
}

/** Alice uses the menu on a message and submits the form. */
async function ageMessage(message: { id: string }, values: Record<string, FormValue> = {}): Promise<Asked> {
  const { alice } = world();
  const asked = await alice.messageMenu({ message, command });
  await asked.modalShown();
  return await alice.submit(asked, values);
}

/** The picture that the endpoint fetched last. */
async function lastGiven(): Promise<Buffer> {
  const body = world().endpoint.calls.at(-1)?.body;
  const link = Reflect.get(Object(body), 'image_url') as string;
  return Buffer.from(await (await fetch(link)).arrayBuffer());
}

describe('pictures that are found', () => {
  const image = { url: 'attachment://grace-hopper.jpg' };
  const media = { media: image };
  const gallery = { type: ComponentType.MediaGallery as const, items: [media] };
  const thumbnail = { type: ComponentType.Thumbnail as const, ...media };
  const words = { type: ComponentType.TextDisplay as const, content: 'Look!' };
  const inside = [graceHopper];

  test.each<[string, Post]>([
    ['as an attachment', { uploads: [graceHopper] }],
    ["as an embed's picture", { embeds: [{ image }], inside }],
    ["as an embed's thumbnail", { embeds: [{ thumbnail: image }], inside }],
    ['in a gallery', { components: [gallery], inside }],
    [
      'next to a text',
      { components: [{ type: ComponentType.Section, components: [words], accessory: thumbnail }], inside },
    ],
    ['as a file of a newer message', { components: [{ type: ComponentType.File, file: image }], inside }],
    ['in a container', { components: [{ type: ComponentType.Container, components: [words, gallery] }], inside }],
  ])('a picture %s is found', async (_where, post) => {
    const { bob, channel } = somewhere();
    const message = await bob.post(channel, post);
    await expectPicture(await ageMessage(message));
    expect((await lastGiven()).equals(graceHopper.bytes)).toBe(true);
  });

  test.each<[string, Post]>([
    ['attachment', { uploads: [graceHopper] }],
    ['gallery', { components: [gallery], inside }],
    ['embed', { embeds: [{ image }], inside }],
  ])('a picture in a forwarded message is found: %s', async (_where, post) => {
    const { bob, channel } = somewhere();
    const forwarded = await bob.post(channel, { forward: await bob.post(somewhere().channel, post) });
    await expectPicture(await ageMessage(forwarded));
    expect((await lastGiven()).equals(graceHopper.bytes)).toBe(true);
  });

  test("a picture behind a link is downloaded from Discord's copy, and never from the website", async () => {
    const { discord } = world();
    const { bob, channel } = somewhere();
    const elsewhere = discord.cdn.unfurl(graceHopper, 'http://127.0.0.1:9/never-asked.jpg');
    const message = await bob.post(channel, { content: 'a link', embeds: [{ thumbnail: elsewhere }] });
    await expectPicture(await ageMessage(message));
    expect(world().endpoint.calls.at(-1)?.body).toMatchObject({ image_url: elsewhere.proxy_url });
  });
});

describe('messages without a usable picture', () => {
  test.each<[string, Post, 'message_without_picture' | 'message_with_sticker' | 'message_with_video']>([
    ['a message of only text', { content: 'only words' }, 'message_without_picture'],
    ['a message with a sticker', { stickers: ['Wave'] }, 'message_with_sticker'],
    ['a message with a video', { uploads: [{ ...graceHopper, filename: 'me.mp4' }] }, 'message_with_video'],
    ['a message with a document', { uploads: [{ ...graceHopper, filename: 'me.pdf' }] }, 'message_without_picture'],
  ])('%s gets a private sentence', async (_what, post, reason) => {
    const { alice } = world();
    const { bob, channel } = somewhere();
    const message = await bob.post(channel, post);
    await expectSentence(await alice.messageMenu({ message, command }), reason);
    expect(channel.messages).toHaveLength(1);
  });
});

describe('the form', () => {
  test('the form asks only for the age if there is one picture, and suggests 60', async () => {
    const { alice } = world();
    const { bob, channel } = somewhere();
    const message = await bob.post(channel, { uploads: [graceHopper] });
    const asked = await alice.messageMenu({ message, command });
    const form = await asked.modalShown();
    const inputs = walkComponents(form.components).filter((component) => 'custom_id' in component);
    expect(inputs).toMatchObject([{ custom_id: 'age', value: '60' }]);
    await expectPicture(await alice.submit(asked, {}), 60);
  });

  test('the form asks which of several pictures, and suggests the first', async () => {
    const { alice } = world();
    const { bob, channel } = somewhere();
    const message = await bob.post(channel, { uploads: [graceHopper, marieCurie, astronaut] });
    await expectPicture(await ageMessage(message));
    expect((await lastGiven()).equals(graceHopper.bytes)).toBe(true);

    const asked = await alice.messageMenu({ message, command });
    await asked.modalShown();
    await expectPicture(await alice.submit(asked, { picture: '2', age: '30' }), 30);
    expect((await lastGiven()).equals(astronaut.bytes)).toBe(true);
  });

  test('the form offers at most 25 pictures', async () => {
    const { alice, discord } = world();
    const { bob, channel } = somewhere();
    const many = Array.from({ length: 10 }, (_, index) => ({ ...marieCurie, filename: `${index}.jpg` }));
    const items = many.map(({ filename }) => ({ media: { url: `attachment://${filename}` } }));
    const components = [{ type: ComponentType.MediaGallery as const, items }];
    const embeds = many.map((upload) => ({ image: discord.cdn.unfurl(upload) }));
    const message = await bob.post(channel, { uploads: many, components, inside: many, embeds });
    const form = await (await alice.messageMenu({ message, command })).modalShown();
    const select = walkComponents(form.components).find(({ type }) => type === ComponentType.StringSelect);
    const options = select?.['options'] as { value: string; default?: boolean }[];
    expect(options).toHaveLength(25);
    expect(options.filter((option) => option.default)).toMatchObject([{ value: '0' }]);
  });

  test.each(
    someOf(
      [
        [' 45 years ', 45],
        ['about 45', 45],
        ['４５', 45],
      ] as const,
      ['about 45'],
    ),
  )('the form accepts "%s" as an age', async (typed, age) => {
    const { bob, channel } = somewhere();
    await expectPicture(await ageMessage(await bob.post(channel, { uploads: [graceHopper] }), { age: typed }), age);
  });

  test.each(someOf(['old', '9', '81', '-30', '30.5', '30 or 40'], ['old', '81']))(
    'the form refuses "%s"',
    async (typed) => {
      const { bob, channel } = somewhere();
      const counted = countCalls(world());
      const message = await bob.post(channel, { uploads: [graceHopper] });
      await expectSentence(await ageMessage(message, { age: typed }), 'age_out_of_range');
      expect(counted()).toEqual(nothingPaid);
    },
  );

  test('the form still works after a restart', async () => {
    const { alice } = world();
    const { bob, channel } = somewhere();
    const message = await bob.post(channel, { uploads: [graceHopper] });
    const asked = await alice.messageMenu({ message, command });
    await asked.modalShown();
    await world().restart();
    await expectPicture(await alice.submit(asked, {}));
  });

  test('the form of a picture that was deleted meanwhile ends in a sentence', async () => {
    const { alice, discord } = world();
    const { bob, channel } = somewhere();
    const message = await bob.post(channel, { uploads: [graceHopper] });
    const asked = await alice.messageMenu({ message, command });
    await asked.modalShown();
    discord.faults.inject({ match: { kind: 'cdn' }, do: { status: 404 } });
    await expectSentence(await alice.submit(asked, {}), 'picture_gone');
  });
});

describe('who sees the answer', () => {
  test("only the requester sees the answer about somebody else's message, and it says whose message it was", async () => {
    const { bob, channel } = somewhere();
    const message = await bob.post(channel, { uploads: [graceHopper] });
    const answer = await expectPicture(await ageMessage(message));
    expect(answer.ephemeral).toBe(true);
    expect(channel.messages).toHaveLength(1);
    const guildId = channel.state.guild?.id;
    expect(answer.embeds[0]?.description).toContain(`<@${bob.id}>`);
    expect(answer.embeds[0]?.description).toContain(
      `https://discord.com/channels/${guildId}/${channel.id}/${message.id}`,
    );
    expect(answer.data.mentions).toEqual([]);
  });

  test("everyone sees the answer about a person's own message", async () => {
    const { alice } = world();
    const { channel } = somewhere();
    const message = await alice.post(channel, { uploads: [graceHopper] });
    const answer = await expectPicture(await ageMessage(message));
    expect(answer.ephemeral).toBe(false);
    expect(channel.messages).toHaveLength(2);
  });

  test('a server can make such answers public, even for a form that is already open', async () => {
    const { alice, discord } = world();
    const { bob, channel } = somewhere();
    const message = await bob.post(channel, { uploads: [graceHopper] });
    const asked = await alice.messageMenu({ message, command });
    await asked.modalShown();
    const admin = discord.addUser({ name: 'Admin' });
    admin.state.permissions.set(channel.state.guild?.id ?? '', (1n << 64n) - 1n);
    const options = { on: true };
    await (await admin.slash({ channel, command: 'age-settings others-public', options })).final();
    expect((await expectPicture(await alice.submit(asked, {}))).ephemeral).toBe(false);
  });

  test('a hidden picture stays hidden', async () => {
    const { bob, channel } = somewhere();
    const message = await bob.post(channel, { uploads: [{ ...graceHopper, spoiler: true }] });
    const answer = await expectPicture(await ageMessage(message));
    expect(answer.attachments).toMatchObject([{ spoiler: true }]);
  });

  test('in a server without the bot, a person who installed it for themselves gets the picture within five follow-ups', async () => {
    const { discord } = world();
    const carol = discord.addUser({ name: 'Carol', installed: true });
    const { bob } = somewhere();
    const channel = discord.addGuild({ botInstalled: false }).addChannel();
    const message = await bob.post(channel, { uploads: [graceHopper] });
    const asked = await carol.messageMenu({ message, command });
    await asked.modalShown();
    const sent = await carol.submit(asked, { age: '70' });
    const answer = await expectPicture(sent, 70);
    expect(answer.ephemeral).toBe(true);
    expect(sent.history.map(({ kind }) => kind)).toEqual(['callback', 'edit-original']);
    expect(channel.messages.map(({ id }) => id)).toEqual([message.id]);
  });

  test("in direct messages, the bot's own answer can be aged again", async () => {
    const { alice, ask } = world();
    const answer = await expectPicture(await ask({ dm: true, age: 30 }), 30);
    const again = await expectPicture(await ageMessage(answer, { age: '75' }), 75);
    expect(again.embeds[0]?.description).toContain(
      `https://discord.com/channels/@me/${alice.dmChannel.id}/${answer.id}`,
    );
  });
});
