import { readFile } from 'node:fs/promises';
import { Events, type Interaction, type Message } from 'discord.js';
import { expect, test } from 'vitest';
import { startDiscord } from '../../src/discord.ts';
import { buttons, decades, echo, form, startBot } from '../sample-bot.ts';

const photo = await readFile(new URL('../../../test/photos/astronaut.png', import.meta.url));
const upload = { bytes: photo, filename: 'astronaut.png' };

test('a slash command is deferred and answered with a picture', async () => {
  await using discord = await startDiscord();
  await using client = await startBot(discord, echo);
  await discord.untilCommand('age');
  const channel = discord.addGuild().addChannel();
  const alice = discord.addUser({ name: 'Alice' });

  const asked = await alice.slash({ channel, command: 'age', options: { image: upload, age: 60 } });
  expect(await asked.acknowledged()).toMatchObject({ type: 5, ephemeral: false });
  const answer = await asked.final();

  expect(answer.content).toBe('At 60');
  expect(answer.attachments).toMatchObject([{ filename: 'aged.png', description: 'An older face', spoiler: false }]);
  expect(answer.attachments[0]?.bytes.equals(photo)).toBe(true);
  expect(asked.history.map(({ kind }) => kind)).toEqual(['callback', 'edit-original']);
  expect(channel.messages).toHaveLength(1);
  expect(client.errors).toEqual([]);
});

test('the transcript reads like the conversation', async () => {
  await using discord = await startDiscord();
  await using _client = await startBot(discord, echo);
  const channel = discord.addGuild({ name: 'Friends' }).addChannel();
  const alice = discord.addUser({ name: 'Alice' });
  const options = { image: upload, age: 60, private: true };
  await (await alice.slash({ channel, command: 'age', options })).final();

  expect(discord.transcript().split('\n')).toEqual([
    '#general (Friends) | Alice uses /age image: [picture "astronaut.png" 773 KB, no alt text] age: 60 private: true',
    '#general (Friends) | Face Age: (only Alice can see this)',
    '    … is thinking',
    '#general (Friends) | Face Age: (only Alice can see this)',
    '    At 60',
    '    [picture "aged.png" 773 KB, An older face]',
    '    [⏩ Older] [Never (off)] [Help → https://example.com/help]',
  ]);
});

test('only one person sees a private answer', async () => {
  await using discord = await startDiscord();
  await using _client = await startBot(discord, echo);
  const channel = discord.addGuild().addChannel();
  const [alice, bob] = [discord.addUser({ name: 'Alice' }), discord.addUser({ name: 'Bob' })];
  const asked = await alice.slash({ channel, command: 'age', options: { image: upload, age: 60, private: true } });
  const answer = await asked.final();

  expect(answer.ephemeral).toBe(true);
  expect(channel.seenBy(alice)).toHaveLength(1);
  expect(channel.seenBy(bob)).toEqual([]);
  await expect(bob.press(answer, 'Older')).rejects.toThrow('Bob does not see the message');
});

test('people can use buttons and menus that are visible, and no others', async () => {
  await using discord = await startDiscord();
  await using client = await startBot(discord, async (interaction: Interaction): Promise<void> => {
    if (interaction.isButton()) {
      await interaction.update({ content: `pressed ${interaction.customId}`, components: [decades] });
    } else if (interaction.isStringSelectMenu()) {
      await interaction.deferUpdate();
      await interaction.editReply({ content: `chose ${interaction.values.join()}`, components: [] });
    } else await echo(interaction);
  });
  const channel = discord.addGuild().addChannel();
  const alice = discord.addUser({ name: 'Alice' });
  const answer = await (await alice.slash({ channel, command: 'age', options: { image: upload, age: 60 } })).final();

  await expect(alice.press(answer, 'Younger')).rejects.toThrow('there is not one button "Younger"');
  await expect(alice.press(answer, 'Never')).rejects.toThrow('disabled');
  const pressed = await (await alice.press(answer, 'Older')).final();
  expect(pressed).toMatchObject({ id: answer.id, content: 'pressed older' });
  expect(pressed.attachments).toHaveLength(1);
  await expect(alice.choose(pressed, ['90'])).rejects.toThrow('has no option "90"');
  const chosen = await (await alice.choose(pressed, ['30'])).final({ until: ({ content }) => content === 'chose 30' });
  expect(chosen.components).toEqual([]);
  await expect(alice.press(answer, 'Older')).rejects.toThrow('no buttons');
  expect(client.errors).toEqual([]);
});

test("the bot gets the whole message from a message's menu, and a form is filled in", async () => {
  await using discord = await startDiscord({ omit: { 'attachment.size': 'never', 'attachment.size-null': 'never' } });
  await using client = await startBot(discord, async (interaction: Interaction): Promise<unknown> => {
    if (interaction.isMessageContextMenuCommand()) return interaction.showModal(form);
    if (!interaction.isModalSubmit()) return undefined;
    const file = interaction.fields.getUploadedFiles('photo')?.first();
    return interaction.reply(`${interaction.fields.getTextInputValue('age')} ${file?.name}`);
  });
  const targets: Message[] = [];
  client.on(Events.InteractionCreate, (interaction) => {
    if (interaction.isMessageContextMenuCommand()) targets.push(interaction.targetMessage);
  });
  const channel = discord.addGuild().addChannel();
  const [alice, bob] = [discord.addUser({ name: 'Alice' }), discord.addUser({ name: 'Bob' })];
  const message = await bob.post(channel, { content: 'me', uploads: [upload] });
  const forwarded = await bob.post(channel, { forward: message });

  const asked = await alice.messageMenu({ message, command: 'Change age' });
  expect(await asked.modalShown()).toMatchObject({ title: 'How old?' });
  await expect(alice.submit(asked, { age: '1234' })).rejects.toThrow('too long');
  await expect(alice.submit(asked, { photo: [{ ...upload, filename: 'a.pdf' }], age: '1' })).rejects.toThrow('kinds');
  const answer = await (await alice.submit(asked, { age: '70', photo: [upload] })).final();
  expect(answer.content).toBe('70 astronaut.png');

  await (await alice.messageMenu({ message: forwarded, command: 'Change age' })).modalShown();
  expect(targets[0]?.attachments.first()).toMatchObject({ name: 'astronaut.png', width: 512, height: 512 });
  expect(targets[1]?.attachments.size).toBe(0);
  expect(targets[1]?.messageSnapshots.first()?.attachments.first()?.name).toBe('astronaut.png');
  expect(client.errors).toEqual([]);
});

test("the bot gets the user from a user's menu, and can download the avatar", async () => {
  await using discord = await startDiscord();
  await using client = await startBot(discord, async (interaction: Interaction): Promise<void> => {
    if (!interaction.isUserContextMenuCommand()) return;
    const link = interaction.targetUser.displayAvatarURL({ extension: 'png', size: 1024 });
    const bytes = Buffer.from(await (await fetch(link)).arrayBuffer());
    await interaction.reply({ files: [{ attachment: bytes, name: 'avatar.png' }] });
  });
  const channel = discord.addGuild({ botInstalled: false }).addChannel();
  const [alice, bob] = [discord.addUser({ name: 'Alice' }), discord.addUser({ name: 'Bob' })];
  bob.setAvatar(photo);
  const answer = await (await alice.userMenu({ channel, user: bob, command: 'Age avatar' })).final();
  expect(answer.attachments[0]?.bytes.equals(photo)).toBe(true);
  expect(client.errors).toEqual([]);
});

test('people write to the bot and it writes back, until they block it', async () => {
  // An unmodified discord.js recognises direct messages only by this field.
  await using discord = await startDiscord({ omit: { 'message.channel_type': 'never' } });
  await using client = await startBot(discord);
  const failures: unknown[] = [];
  client.on(Events.MessageCreate, (message) => {
    if (message.author.bot) return;
    const files = message.attachments.map((attachment) => attachment.name).join();
    message
      .reply({ content: `got ${files}`, components: [buttons] })
      .catch((error: { code: unknown }) => failures.push(error.code));
  });
  const alice = discord.addUser({ name: 'Alice' });
  const sent = await alice.dm('make me 60', [upload]);
  const reply = await alice.dmChannel.until((messages) => messages.find(({ author }) => author === 'Face Age'));
  expect(reply.content).toBe('got astronaut.png');
  expect(reply.data.referenced_message?.id).toBe(sent.id);

  alice.block();
  await alice.dm('again', [], { replyTo: reply });
  await discord.until(() => failures.length === 1);
  alice.leaveMutualGuilds();
  await alice.dm('again');
  await discord.until(() => failures.length === 2);
  expect(failures).toEqual([50_007, 50_278]);
});

test("an action that a client wouldn't offer is an error of the test", async () => {
  await using discord = await startDiscord();
  await using _client = await startBot(discord, echo);
  const guild = discord.addGuild();
  const channel = guild.addChannel();
  const elsewhere = discord.addGuild({ botInstalled: false }).addChannel();
  const [alice, bob] = [discord.addUser({ name: 'Alice' }), discord.addUser({ name: 'Bob' })];
  const options = { image: upload, age: 60 };
  const large = { ...upload, declaredSize: 11 * 1024 * 1024 };
  const use = (changed: object) => alice.slash({ channel, command: 'age', options, ...changed });

  await expect(use({ command: 'aeg' })).rejects.toThrow('not deployed');
  await expect(use({ options: { image: upload } })).rejects.toThrow('"age" of /age is required');
  await expect(use({ options: { ...options, age: 9 } })).rejects.toThrow('less than 10');
  await expect(use({ options: { ...options, size: 1 } })).rejects.toThrow('no option "size"');
  await expect(use({ options: { ...options, image: { ...upload, filename: 'a.heic' } } })).rejects.toThrow('kinds');
  await expect(use({ options: { ...options, image: large } })).rejects.toThrow('the limit here is 10485760');
  await expect(use({ command: 'settings', options: {} })).rejects.toThrow('lacks the permissions');
  await expect(use({ dm: true, channel: undefined, command: 'settings', options: {} })).rejects.toThrow('contexts');
  const message = await bob.post(elsewhere, { content: 'hello' });
  await expect(alice.messageMenu({ message, command: 'Change age' })).rejects.toThrow('integration types');
  await expect(alice.slash({ channel: discord.addGroup([bob]), command: 'age', options })).rejects.toThrow('not in');
});
