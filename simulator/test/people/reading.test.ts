import { PermissionFlagsBits, Routes, type APIChannel, type APIGuild, type APIMessage } from 'discord.js';
import { expect, test } from 'vitest';
import { plainRest, setUp } from '../sample-bot.ts';
import { ordinaryPermissions } from '../../src/world/world.ts';

const code = (number: number, status: number) => expect.objectContaining({ code: number, status });
const { ViewChannel, ReadMessageHistory, ManageThreads } = PermissionFlagsBits;

test('without the intent MESSAGE_CONTENT, messages of others arrive empty, unless they mention the bot', async () => {
  await using world = await setUp();
  const { discord, alice, channel } = world;
  const rest = plainRest(discord);
  const read = async (id: string) => (await rest.get(Routes.channelMessage(channel.id, id))) as APIMessage;
  const uploads = [{ bytes: Buffer.from('photo'), filename: 'photo.png' }];
  const posted = await alice.post(channel, { content: 'look', uploads });
  const mentioning = await alice.post(channel, { uploads, mentionsBot: true });
  expect(await read(posted.id)).toMatchObject({ content: '', attachments: [] });
  expect(await read(mentioning.id)).toMatchObject({ attachments: [{}] });
  discord.messageContent = true;
  expect(await read(posted.id)).toMatchObject({ content: 'look', attachments: [{}] });
});

test('the messages around an id are read newest first, where the bot may read the history', async () => {
  await using world = await setUp();
  const { discord, alice, channel } = world;
  const rest = plainRest(discord);
  const ids: string[] = [];
  for (const content of ['one', 'two', 'three', 'four']) ids.push((await alice.post(channel, { content })).id);
  const query = new URLSearchParams({ around: ids[1] ?? '', limit: '2' });
  const read = async () => (await rest.get(Routes.channelMessages(channel.id), { query })) as APIMessage[];
  expect((await read()).map(({ id }) => id)).toEqual([ids[2], ids[1]]);
  channel.setBotPermissions(ordinaryPermissions & ~ReadMessageHistory);
  await expect(read()).rejects.toEqual(code(50_013, 403));
  channel.setBotPermissions(0n);
  await expect(read()).rejects.toEqual(code(50_001, 403));
  await expect(rest.get(Routes.channel(channel.id))).rejects.toEqual(code(50_001, 403));
});

test('overwrites and private threads hide a channel from people, and the bot can read how', async () => {
  await using world = await setUp();
  const { discord, alice, channel } = world;
  const rest = plainRest(discord);
  const guild = channel.state.guild;
  const thread = channel.addThread({ privateFor: [] });
  await expect(alice.post(thread, { content: 'hello' })).rejects.toThrow('cannot write');
  await expect(rest.get(Routes.threadMembers(thread.id, alice.id))).rejects.toEqual(code(10_007, 404));
  thread.state.members.push(alice.state);
  await alice.post(thread, { content: 'hello' });
  expect(await rest.get(Routes.threadMembers(thread.id, alice.id))).toMatchObject({ user_id: alice.id });

  channel.overwrite('everyone', { deny: ViewChannel });
  await expect(alice.post(channel, { content: 'hello' })).rejects.toThrow('cannot write');
  const described = (await rest.get(Routes.channel(channel.id))) as APIChannel;
  expect(described).toMatchObject({
    permission_overwrites: [{ id: guild?.id, type: 0, allow: '0', deny: String(ViewChannel) }],
  });
  alice.state.permissions.set(guild?.id ?? '', ordinaryPermissions | ManageThreads);
  const { roles } = (await rest.get(Routes.guild(guild?.id ?? ''))) as APIGuild;
  expect(roles.find(({ id }) => id === alice.id)?.permissions).toBe(String(ordinaryPermissions | ManageThreads));
});
