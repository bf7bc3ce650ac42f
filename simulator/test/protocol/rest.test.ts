import { MessageFlags, PermissionFlagsBits, Routes } from 'discord.js';
import { expect, test } from 'vitest';
import { startDiscord } from '../../src/discord.ts';
import { file, plainRest, setUp } from '../sample-bot.ts';
import { ordinaryPermissions } from '../../src/world/world.ts';

const code = (number: number, status: number) => expect.objectContaining({ code: number, status });

test('a late, repeated or unknown acknowledgement is refused', async () => {
  await using world = await setUp();
  const { discord, ask, acknowledge, clock } = world;
  const late = await ask();
  clock.advance(3001);
  await expect(acknowledge(late, { type: 5 })).rejects.toEqual(code(10_062, 404));
  await expect(late.acknowledged()).rejects.toThrow('The application did not respond');
  expect(discord.transcript()).toContain('(only Alice can see this) The application did not respond');
  const twice = await ask();
  await acknowledge(twice, { type: 5 });
  await expect(acknowledge(twice, { type: 5 })).rejects.toEqual(code(40_060, 400));
  await expect(acknowledge({ id: '1', token: 'x' }, { type: 5 })).rejects.toEqual(code(10_062, 404));
});

test('the token expires after 15 minutes, and a deleted answer is gone', async () => {
  await using world = await setUp();
  const { ask, acknowledge, rest, original, hook, clock, channel } = world;
  const asked = await ask();
  await acknowledge(asked, { type: 5, data: { flags: MessageFlags.Ephemeral } });
  await rest.delete(original(asked), { auth: false });
  await expect(rest.patch(original(asked), { auth: false, body: { content: 'x' } })).rejects.toEqual(code(10_008, 404));
  await rest.post(hook(asked), { auth: false, body: { content: 'instead', flags: MessageFlags.Ephemeral } });
  expect(await asked.final()).toMatchObject({ content: 'instead', deleted: true, ephemeral: true });

  const second = await ask();
  await acknowledge(second, { type: 4, data: { content: 'public' } });
  const [message] = channel.messages;
  if (message) channel.delete(message);
  await expect(rest.get(original(second), { auth: false })).rejects.toEqual(code(10_008, 404));

  const third = await ask();
  await acknowledge(third, { type: 5 });
  clock.advance(15 * 60_000 + 1);
  await expect(rest.patch(original(third), { auth: false, body: { content: 'x' } })).rejects.toEqual(code(50_027, 401));
  await expect(third.final()).rejects.toThrow('still thinking when the token died');
});

test('the first follow-up to a deferral is the answer, as private as the deferral was', async () => {
  await using world = await setUp();
  const { ask, acknowledge, rest, hook } = world;
  const asked = await ask();
  await acknowledge(asked, { type: 5 });
  await rest.post(hook(asked), { auth: false, body: { content: 'first', flags: MessageFlags.Ephemeral } });
  await rest.post(hook(asked), { auth: false, body: { content: 'second', flags: MessageFlags.Ephemeral } });
  const answer = await asked.final();
  expect(answer).toMatchObject({ content: 'first', ephemeral: false });
  expect(answer.followUps).toMatchObject([{ content: 'second', ephemeral: true }]);
});

test('an app that only the person has installed has five follow-ups', async () => {
  await using world = await setUp({ botInstalled: false });
  const { ask, acknowledge, rest, hook } = world;
  const asked = await ask();
  await acknowledge(asked, { type: 4, data: { content: 'hello' } });
  const more = () => rest.post(hook(asked), { auth: false, body: { content: 'more' } });
  for (let count = 0; count < 5; count += 1) await more();
  await expect(more()).rejects.toEqual(code(40_094, 400));
});

test('limits of size, content and permission apply', async () => {
  await using world = await setUp();
  const { discord, ask, acknowledge, rest, original, channel } = world;
  const asked = await ask();
  await acknowledge(asked, { type: 5 });
  const edit = (body: object, files: ReturnType<typeof file>[] = []) =>
    rest.patch(original(asked), { auth: false, body, files });
  await expect(edit({}, [file('large.png', 10 * 1024 * 1024 + 1)])).rejects.toEqual(code(40_005, 413));
  channel.setBotPermissions(ordinaryPermissions & ~PermissionFlagsBits.AttachFiles);
  await expect(rest.post(Routes.channelMessages(channel.id), { files: [file('a.png')] })).rejects.toEqual(
    code(50_013, 403),
  );
  expect(discord.takeProblems()).toEqual([]);

  await expect(edit({ content: '' })).rejects.toEqual(code(50_006, 400));
  await expect(edit({ embeds: [{ title: 'x'.repeat(257) }] })).rejects.toMatchObject({
    code: 50_035,
    rawError: { errors: { embeds: { 0: { title: { _errors: [{ code: 'BASE_TYPE_MAX_LENGTH' }] } } } } },
  });
  const large = { description: 'x'.repeat(3001) };
  await expect(edit({ embeds: [large, large] })).rejects.toThrow('Embed size exceeds maximum size of 6000');
  const button = { type: 2, style: 1, label: 'a', custom_id: 'same' };
  await expect(edit({ components: [{ type: 1, components: [button, button] }] })).rejects.toThrow('duplicated');
  await expect(edit({ components: [{ type: 10, content: 'V2' }] })).rejects.toEqual(code(50_035, 400));
  expect(discord.takeProblems()).toHaveLength(5);
});

test('a nonce makes one message of two, and wrong authorization is refused', async () => {
  await using world = await setUp();
  const { rest, channel, discord } = world;
  const send = () =>
    rest.post(Routes.channelMessages(channel.id), { body: { content: 'once', nonce: 'n1', enforce_nonce: true } });
  const [first, second] = [await send(), await send()];
  expect(second).toEqual(first);
  expect(channel.messages).toHaveLength(1);
  const headers = { 'user-agent': 'DiscordBot (https://example.com, 1)', authorization: 'Bot wrong' };
  expect((await fetch(`${discord.apiUrl}/v10/users/@me`, { headers })).status).toBe(401);
});

test('unknown routes, fields and flags fail the test in which they occur', async () => {
  const discord = await startDiscord();
  const rest = plainRest(discord);
  await expect(rest.get('/guilds/1/emojis')).rejects.toEqual(code(0, 404));
  const body = { name: 'age', description: 'x', colour: 'red' };
  await expect(rest.post(Routes.applicationCommands(discord.applicationId), { body })).rejects.toEqual(
    code(50_035, 400),
  );
  await expect(discord[Symbol.asyncDispose]()).rejects.toThrow(
    /GET \/guilds\/1\/emojis: the simulator does not know this route\nPOST .*: colour UNKNOWN_FIELD unknown field/,
  );
});

test('an ordinary webhook accepts an alert, and commands are listed with localizations on request', async () => {
  await using world = await setUp();
  const { discord, rest } = world;
  const { url, channel } = discord.addWebhook();
  const body = JSON.stringify({ content: 'the disk is full' });
  const headers = { 'content-type': 'application/json', 'user-agent': 'DiscordBot (https://example.org, 1.0)' };
  const answer = await fetch(url, { method: 'POST', body, headers });
  expect(answer.status).toBe(204);
  expect(channel.messages).toMatchObject([{ author: 'Alerts', content: 'the disk is full' }]);

  const route = Routes.applicationCommands(discord.applicationId);
  const command = { name: 'age', description: 'Age', description_localizations: { de: 'Alter' } };
  const [saved] = (await rest.put(route, { body: [command] })) as { id: string; version: string }[];
  const [again] = (await rest.put(route, { body: [command] })) as { id: string; version: string }[];
  expect(again).toEqual(saved);
  expect((await rest.get(route)) as object[]).toEqual([
    expect.not.objectContaining({ description_localizations: expect.anything() }),
  ]);
  const query = new URLSearchParams({ with_localizations: 'true' });
  expect(await rest.get(route, { query })).toMatchObject([{ description_localizations: { de: 'Alter' } }]);
  expect(discord.requests.filter(({ method, kind }) => method === 'PUT' && kind === 'commands')).toHaveLength(3);
});
