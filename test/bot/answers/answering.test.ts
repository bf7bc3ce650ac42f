import { PermissionFlagsBits } from 'discord-api-types/v10';
import { ordinaryPermissions } from 'discord-simulator';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { countCalls, expectNothingLeft, expectPicture } from '../../support/expectations.ts';
import { photos } from '../../support/pictures/photos.ts';
import { useWorld } from '../../support/world.ts';

const world = useWorld();

describe('places', () => {
  test('a member of a server gets the aged picture where everyone sees it', async () => {
    const { ask, endpoint, channel } = world();
    const asked = await ask({ age: 70 });
    const answer = await expectPicture(asked, 70);

    expect(await asked.acknowledged()).toMatchObject({ ephemeral: false });
    expect(answer.ephemeral).toBe(false);
    expect(channel.messages.map(({ id }) => id)).toContain(answer.id);
    const [picture] = answer.pictures;
    const before = await sharp(photos.marieCurie.bytes).metadata();
    const after = await sharp(picture?.bytes).metadata();
    expect(after).toMatchObject({ format: 'jpeg', width: before.width, height: before.height });
    expect(picture?.bytes.equals(photos.marieCurie.bytes)).toBe(false);
    expect(endpoint.calls.at(-1)?.body).toEqual({
      image_url: expect.stringMatching(/^http/) as string,
      age_infos: [{ age: 70 }],
    });
  });

  test('a person gets the picture in direct messages with the bot', async () => {
    const { ask, alice } = world();
    const answer = await expectPicture(await ask({ dm: true }));
    expect(alice.dmChannel.messages.map(({ id }) => id)).toContain(answer.id);
  });

  test('a person who installed the app for themselves gets the picture in a server without the bot', async () => {
    const { ask, discord } = world();
    const bob = discord.addUser({ name: 'Bob', installed: true });
    const channel = discord.addGuild({ botInstalled: false }).addChannel();
    const answer = await expectPicture(await ask({ person: bob, channel }));
    expect(channel.messages.map(({ id }) => id)).toEqual([answer.id]);
  });

  test('a person who installed the app for themselves gets the picture in a group', async () => {
    const { ask, discord } = world();
    const bob = discord.addUser({ name: 'Bob', installed: true });
    const channel = discord.addGroup([bob, discord.addUser({ name: 'Carol' })]);
    await expectPicture(await ask({ person: bob, channel }));
  });

  test('Discord keeps the answer private where the person may not use external apps', async () => {
    const { ask, discord } = world();
    const bob = discord.addUser({ name: 'Bob', installed: true });
    const guild = discord.addGuild({ botInstalled: false });
    const channel = guild.addChannel();
    guild.setMemberPermissions(bob, ordinaryPermissions & ~PermissionFlagsBits.UseExternalApps);
    const answer = await expectPicture(await ask({ person: bob, channel }));
    expect(answer.ephemeral).toBe(true);
    expectNothingLeft(channel);
  });
});

describe('contents of the answer', () => {
  test('the embed contains the picture, its age, a footer and an alt text', async () => {
    const { ask, discord } = world();
    const answer = await expectPicture(await ask({ age: 25 }), 25);
    const [embed] = answer.embeds;
    const [picture] = answer.pictures;
    expect(embed?.footer?.text).toMatch(/^AI-altered · [\dA-Z]{5}-[\dA-Z]{5}$/);
    expect(discord.cdn.fileAt(embed?.image?.url ?? '')?.id).toBe(picture?.id);
    expect(picture).toMatchObject({ description: 'Face altered by AI to look about 25', spoiler: false });
    expect(answer).toMatchObject({ attachments: [], content: '' });
  });

  test('the alt text includes the description of the photo', async () => {
    const image = { ...photos.graceHopper, description: 'Grace Hopper in uniform' };
    const answer = await expectPicture(await world().ask({ image }));
    expect(answer.pictures[0]?.description).toContain('Face altered by AI to look about 60');
    expect(answer.pictures[0]?.description).toContain('Grace Hopper in uniform');
  });

  test('a description of the maximum length is shortened, not refused', async () => {
    const image = { ...photos.graceHopper, description: '👵'.repeat(512) };
    const answer = await expectPicture(await world().ask({ image }));
    expect(answer.pictures[0]?.description).toContain('👵👵👵');
  });

  test.each([
    ['marked as one', { ...photos.graceHopper, spoiler: true }],
    ['named as one', { ...photos.graceHopper, filename: 'SPOILER_me.jpg' }],
  ])('a photo %s stays hidden', async (_how, image) => {
    const answer = await expectPicture(await world().ask({ image }));
    expect(answer.attachments).toMatchObject([{ spoiler: true }]);
    // If an embed refers to a spoiler, Discord shows it uncovered.
    expect(answer.embeds[0]?.image).toBeUndefined();
  });

  test('only the person sees a private answer', async () => {
    const { ask, newChannel } = world();
    const channel = newChannel();
    const asked = await ask({ channel, private: true });
    const answer = await expectPicture(asked);
    expect(await asked.acknowledged()).toMatchObject({ ephemeral: true });
    expect(answer.ephemeral).toBe(true);
    expectNothingLeft(channel);
  });

  test('a PNG and a grey JPEG are accepted too', async () => {
    const { ask } = world();
    await expectPicture(await ask({ image: photos.astronaut }));
    await expectPicture(await ask({ image: photos.marieCurie }));
  });

  test.each([
    ['a WebP', 'me.webp', () => sharp(photos.graceHopper.bytes).webp().toBuffer()],
    ['a GIF', 'me.gif', () => sharp(photos.graceHopper.bytes).gif().toBuffer()],
    ['a TIFF', 'me.tiff', () => sharp(photos.graceHopper.bytes).tiff().toBuffer()],
    ['a photo that is stored on its side', 'me.jpg', () => Promise.resolve(photos.onItsSide.bytes)],
  ])("%s, which the endpoint doesn't accept, arrives there upright and in an accepted format", async (...row) => {
    const [, filename, make] = row;
    const counted = countCalls(world());
    const answer = await expectPicture(await world().ask({ image: { bytes: await make(), filename } }));
    expect(await sharp(answer.pictures[0]?.bytes).metadata()).toMatchObject({ width: 512, height: 600 });
    expect(counted()).toEqual({ calls: 1, charged: 1 });
  });

  test('each person gets their own picture if several use the bot at the same time', async () => {
    const { ask, discord } = world();
    const ages = [11, 22, 33, 44, 55, 66, 77];
    const asked = await Promise.all(
      ages.map((age) => ask({ person: discord.addUser({ name: `Age ${age}` }), channel: world().newChannel(), age })),
    );
    await Promise.all(asked.map((each, index) => expectPicture(each, ages[index])));
  });

  test('an event that Discord sends twice is answered and paid once', async () => {
    const { ask, discord, bot } = world();
    const counted = countCalls(world());
    discord.gateway.duplicateEvents = discord.interactions.repeat = true;
    const asked = await ask();
    discord.gateway.duplicateEvents = discord.interactions.repeat = false;
    await expectPicture(asked);
    await expectPicture(await ask());
    expect(counted()).toEqual({ calls: 2, charged: 2 });
    expect(asked.history.map(({ kind }) => kind)).toEqual(['callback', 'edit-original']);
    expect(bot.log.filter(({ msg, request }) => msg === 'Request answered' && request === asked.id)).toHaveLength(1);
  });
});
