import { expect, test } from 'vitest';
import { expectPicture, expectSentence } from '../../support/expectations.ts';
import { photos } from '../../support/pictures/photos.ts';
import { useWorld } from '../../support/world.ts';

const world = useWorld();
const command = 'Age this avatar';

async function lastGiven(): Promise<{ link: URL; bytes: Buffer }> {
  const link = Reflect.get(Object(world().endpoint.calls.at(-1)?.body), 'image_url') as string;
  return { link: new URL(link), bytes: Buffer.from(await (await fetch(link)).arrayBuffer()) };
}

test("a person's avatar is aged in high resolution and named, and only the requester sees it", async () => {
  const { alice, discord, newChannel } = world();
  const bob = discord.addUser({ name: 'Bob' });
  bob.setAvatar(photos.astronaut.bytes);
  const channel = newChannel();
  const asked = await alice.userMenu({ channel, user: bob, command });
  await asked.modalShown();
  const answer = await expectPicture(await alice.submit(asked, {}));
  expect(answer.ephemeral).toBe(true);
  expect(answer.embeds[0]?.description).toContain(`<@${bob.id}>`);
  const { link, bytes } = await lastGiven();
  expect(link.searchParams.get('size')).toBe('1024');
  expect(bytes.equals(photos.astronaut.bytes)).toBe(true);
});

test("the server avatar comes before the person's own", async () => {
  const { alice, discord, newChannel } = world();
  const bob = discord.addUser({ name: 'Bob' });
  const channel = newChannel();
  bob.setAvatar(photos.astronaut.bytes);
  bob.setAvatar(photos.marieCurie.bytes, { id: channel.state.guild?.id ?? '' });
  const asked = await alice.userMenu({ channel, user: bob, command });
  await asked.modalShown();
  await expectPicture(await alice.submit(asked, { age: '30' }), 30);
  expect((await lastGiven()).bytes.equals(photos.marieCurie.bytes)).toBe(true);
});

test("everyone sees a person's own aged avatar", async () => {
  const { discord, newChannel } = world();
  const bob = discord.addUser({ name: 'Bob' });
  bob.setAvatar(photos.astronaut.bytes);
  const asked = await bob.userMenu({ channel: newChannel(), user: bob, command });
  await asked.modalShown();
  expect((await expectPicture(await bob.submit(asked, {}))).ephemeral).toBe(false);
});

test("the bot says that a person without an avatar can't be aged", async () => {
  const { alice, discord, newChannel } = world();
  const bob = discord.addUser({ name: 'Bob' });
  await expectSentence(await alice.userMenu({ channel: newChannel(), user: bob, command }), 'user_without_avatar');
});

test('avatars can be aged in a server without the bot and in direct messages', async () => {
  const { discord } = world();
  const carol = discord.addUser({ name: 'Carol', installed: true });
  const guild = discord.addGuild({ botInstalled: false });
  carol.setAvatar(photos.marieCurie.bytes, guild);
  carol.setAvatar(photos.astronaut.bytes);
  for (const place of [{ channel: guild.addChannel() }, { dm: true } as const]) {
    const asked = await carol.userMenu({ ...place, user: carol, command });
    await asked.modalShown();
    await expectPicture(await carol.submit(asked, {}));
    const own = 'dm' in place ? photos.astronaut : photos.marieCurie;
    expect((await lastGiven()).bytes.equals(own.bytes)).toBe(true);
  }
});
