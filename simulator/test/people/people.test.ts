import { Events, MessageFlags, PermissionFlagsBits, Routes, type Message } from 'discord.js';
import { expect, test } from 'vitest';
import { startDiscord } from '../../src/discord.ts';
import { plainRest, setUp, startBot } from '../sample-bot.ts';
import { ordinaryPermissions } from '../../src/world/world.ts';

const upload = { bytes: Buffer.from('not really a picture'), filename: 'a.png' };

test('messages of people and bots have pictures in embeds, components, stickers and forwards', async () => {
  await using discord = await startDiscord();
  await using client = await startBot(discord);
  const targets: Message[] = [];
  client.on(Events.InteractionCreate, (interaction) => {
    if (!interaction.isMessageContextMenuCommand()) return;
    targets.push(interaction.targetMessage);
    interaction.reply('seen').catch(() => undefined);
  });
  const channel = discord.addGuild().addChannel();
  const [alice, robot] = [discord.addUser({ name: 'Alice' }), discord.addUser({ name: 'Robot', bot: true })];
  const look = async (message: { id: string }): Promise<Message | undefined> => {
    await (await alice.messageMenu({ message, command: 'Change age' })).final();
    return targets.at(-1);
  };
  const image = { url: 'attachment://a.png' };

  const embedded = await look(await robot.post(channel, { embeds: [{ image }], inside: [upload] }));
  const link = embedded?.embeds[0]?.image?.proxyURL ?? '';
  expect(await (await fetch(link)).text()).toBe('not really a picture');
  const thumbnail = discord.cdn.unfurl(upload);
  const unfurled = await look(await robot.post(channel, { content: 'a link', embeds: [{ thumbnail }] }));
  expect(unfurled?.embeds[0]?.thumbnail?.url).toBe('https://example.com/a.png');
  expect((await fetch(unfurled?.embeds[0]?.thumbnail?.proxyURL ?? '')).status).toBe(200);
  const gallery = { type: 12 as const, items: [{ media: image }] };
  const modern = await look(await robot.post(channel, { components: [gallery], inside: [upload] }));
  expect(modern?.flags.has(MessageFlags.IsComponentsV2)).toBe(true);
  expect(modern?.components[0]?.toJSON()).toMatchObject({ items: [{ media: { content_type: 'image/png' } }] });
  expect((await look(await alice.post(channel, { stickers: ['Wave'] })))?.stickers.size).toBe(1);
  expect(discord.transcript()).toContain('[sticker Wave]');
});

const label = (component: object) => ({ type: 18, label: 'Question', component });

test('a form with choices, checkboxes and groups is filled in by its rules', async () => {
  await using world = await setUp();
  const { alice, ask, acknowledge, discord } = world;
  const options = [
    { label: 'One', value: '1' },
    { label: 'Two', value: '2', default: true },
  ];
  const components = [
    label({ type: 3, custom_id: 'select', options }),
    label({ type: 21, custom_id: 'radio', options, required: false }),
    label({ type: 22, custom_id: 'group', options, min_values: 1, max_values: 2 }),
    label({ type: 23, custom_id: 'tick' }),
  ];
  const asked = await ask();
  await acknowledge(asked, { type: 9, data: { custom_id: 'form', title: 'Many', components } });
  await expect(asked.final()).rejects.toThrow('answered with a form');

  await expect(alice.submit(asked, { select: ['1', '2'] })).rejects.toThrow('"select" takes 1 to 1, not 2');
  await expect(alice.submit(asked, { radio: '3' })).rejects.toThrow('none of the options');
  await expect(alice.submit(asked, { other: 'x' })).rejects.toThrow('has no input other');
  const sent = await alice.submit(asked, { select: ['1'], group: ['1', '2'], tick: true });
  await expect(alice.submit(asked, {})).rejects.toThrow('sent already');
  await expect(
    acknowledge(sent, { type: 9, data: { custom_id: 'form', title: 'Again', components } }),
  ).rejects.toMatchObject({ code: 50_035 });
  await acknowledge(sent, { type: 4, data: { content: 'thank you' } });
  expect((await sent.final()).data.interaction_metadata).toMatchObject({
    triggering_interaction_metadata: { id: asked.id },
  });
  expect(discord.takeProblems()).toEqual([expect.stringContaining('a form cannot answer a form')]);
});

test("every answer is private where external apps aren't allowed", async () => {
  await using world = await setUp({ botInstalled: false });
  const { alice, channel, ask, acknowledge } = world;
  const id = channel.state.guild?.id ?? '';
  alice.state.permissions.set(id, ordinaryPermissions & ~PermissionFlagsBits.UseExternalApps);
  const asked = await ask();
  await acknowledge(asked, { type: 4, data: { content: 'for all?' } });
  expect(await asked.final()).toMatchObject({ ephemeral: true });
});

test("the test can decide what is final; by default an answer with a button to cancel isn't", async () => {
  await using world = await setUp();
  const { discord, rest, original, ask, acknowledge } = world;
  const { patienceMs } = discord;
  const asked = await ask();
  const cancel = { type: 1, components: [{ type: 2, style: 4, label: 'Cancel', custom_id: 'cancel' }] };
  await acknowledge(asked, { type: 4, data: { content: 'working', components: [cancel] } });
  discord.patienceMs = 50;
  await expect(asked.final()).rejects.toThrow(/\/age: no final answer\n {2}callback 4 "working"/);
  discord.patienceMs = patienceMs;
  expect((await asked.final({ until: ({ content }) => content === 'working' })).content).toBe('working');
  await rest.patch(original(asked), { auth: false, body: { content: 'done', components: [] } });
  expect((await asked.final()).content).toBe('done');
});

test('nobody can write to a deleted account', async () => {
  await using discord = await startDiscord();
  const alice = discord.addUser({ name: 'Alice' });
  const rest = plainRest(discord);
  const open = () => rest.post(Routes.userChannels(), { body: { recipient_id: alice.id } });
  const { id } = (await open()) as { id: string };
  expect(id).toBe(alice.dmChannel.id);
  alice.deleteAccount();
  await expect(open()).rejects.toMatchObject({ code: 50_033 });
  const write = rest.post(Routes.channelMessages(id), { body: { content: 'hello?' } });
  await expect(write).rejects.toMatchObject({ code: 50_007, status: 403 });
});

test('options make suggestions while a person types', async () => {
  await using discord = await startDiscord();
  await using client = await startBot(discord);
  const age = { type: 3, name: 'age', description: 'Age', required: true, autocomplete: true };
  await client.application.commands.set([{ name: 'age', description: 'Age', options: [age] }] as never[]);
  client.on(Events.InteractionCreate, (interaction) => {
    if (!interaction.isAutocomplete()) return;
    const typed = interaction.options.getFocused();
    interaction.respond([{ name: `${typed} years`, value: typed }]).catch(() => undefined);
  });
  const channel = discord.addGuild().addChannel();
  const alice = discord.addUser({ name: 'Alice' });
  const typing = await alice.autocomplete({ channel, command: 'age', options: { age: '6' }, focused: 'age' });
  expect(await typing.suggestions()).toEqual([{ name: '6 years', value: '6' }]);
});
