import { AttachmentBuilder, MessageFlags, Routes, type Interaction } from 'discord.js';
import { expect, test } from 'vitest';
import { startDiscord } from '../src/discord.ts';
import { echo, file, setUp, startBot } from './sample-bot.ts';

const upload = { bytes: Buffer.from('not really a picture'), filename: 'a.png' };
const options = { image: upload, age: 60 };
const status = async (link: string) => (await fetch(link)).status;

test("pictures inside embeds and components aren't shown twice", async () => {
  await using world = await setUp();
  const { ask, acknowledge, rest, original } = world;
  const asked = await ask();
  await acknowledge(asked, { type: 5 });
  const embeds = [{ title: 'Older', image: { url: 'attachment://a.png' } }];
  await rest.patch(original(asked), { auth: false, body: { embeds }, files: [file('a.png'), file('b.png')] });
  const answer = await asked.final();
  expect(answer.attachments.map(({ filename }) => filename)).toEqual(['b.png']);
  expect(answer.pictures.map(({ filename }) => filename)).toEqual(['b.png', 'a.png']);

  const second = await ask();
  await acknowledge(second, { type: 5 });
  const gallery = { type: 12, items: [{ media: { url: 'attachment://c.png' } }] };
  const body = { flags: MessageFlags.IsComponentsV2, components: [{ type: 17, components: [gallery] }] };
  await rest.patch(original(second), { auth: false, body, files: [file('c.png')] });
  const shown = await second.final();
  expect([shown.attachments.length, shown.pictures.length]).toEqual([0, 1]);
});

test('an edit keeps all files, or those that it lists', async () => {
  await using world = await setUp();
  const { ask, acknowledge, rest, original } = world;
  const asked = await ask();
  await acknowledge(asked, { type: 5 });
  const edit = (body: object, files: ReturnType<typeof file>[] = []) =>
    rest.patch(original(asked), { auth: false, body, files });
  await edit({}, [file('a.png'), file('b.png')]);
  await edit({ content: 'same files' });
  const names = () => asked.answer?.attachments.map(({ filename }) => filename);
  expect(names()).toEqual(['a.png', 'b.png']);
  await edit({ attachments: [{ id: asked.answer?.attachments[1]?.id }, { id: 0, description: 'new' }] }, [
    file('c.png'),
  ]);
  expect(names()).toEqual(['b.png', 'c.png']);
  await edit({ attachments: [] });
  expect(names()).toEqual([]);
});

test('links to files are signed and expire', async () => {
  await using world = await setUp();
  const { discord, alice, clock } = world;
  const message = await alice.dm('look', [upload]);
  const url = message.data.attachments[0]?.url ?? '';
  const response = await fetch(url);
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'image/png']);
  expect(await status(url.replace('/attachments/', '/proxy/attachments/'))).toBe(200);
  expect(await status(url.split('?')[0] ?? '')).toBe(404);
  expect(await (await fetch(discord.cdn.expiredLink(url))).text()).toBe('This content is no longer available.');
  clock.advance(601_000);
  expect(await status(url)).toBe(404);
  expect(await status(alice.dmChannel.messages[0]?.attachments[0]?.url ?? '')).toBe(200);
});

test("a command's files are deleted when Discord cleans up", async () => {
  const links: string[] = [];
  await using discord = await startDiscord();
  await using _client = await startBot(discord, async (interaction: Interaction): Promise<void> => {
    if (interaction.isChatInputCommand()) links.push(interaction.options.getAttachment('image', true).url);
    await echo(interaction);
  });
  const channel = discord.addGuild().addChannel();
  const asked = await discord.addUser({ name: 'Alice' }).slash({ channel, command: 'age', options });
  const answer = await asked.final();
  discord.cdn.purgeEphemeral();
  expect((await fetch(links[0] ?? '')).status).toBe(404);
  expect((await fetch(answer.attachments[0]?.url ?? '')).status).toBe(200);
});

test('file names that Discord would change are reported', async () => {
  await using world = await setUp();
  const { discord, rest, channel } = world;
  await rest.post(Routes.channelMessages(channel.id), {
    files: [{ name: 'an älter one.png', data: Buffer.from('x') }],
  });
  expect(channel.messages[0]?.attachments[0]?.filename).toBe('an_lter_one.png');
  expect(discord.takeProblems()).toEqual([expect.stringContaining('would rewrite the file name')]);
  expect(new AttachmentBuilder(Buffer.from('x'), { name: 'a.png' }).setSpoiler(true).name).toBe('SPOILER_a.png');
});
