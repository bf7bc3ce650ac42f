import { MessageFlags, PermissionFlagsBits } from 'discord.js';
import { expect, test } from 'vitest';
import { ordinaryPermissions } from '../src/world/world.ts';
import { setUp } from './sample-bot.ts';

// What a client shows around messages: the commands that it offers, and private answers that can be dismissed.

test('a client offers the commands that its person can use in a place', async () => {
  await using world = await setUp();
  const { alice, channel, discord } = world;
  const names = (where: Parameters<typeof alice.commandsIn>[0]) => alice.commandsIn(where).map(({ name }) => name);

  expect(names({ channel })).toEqual(['age', 'Change age', 'Age avatar']);
  expect(names({ dm: true })).toEqual(['age', 'Age avatar']);
  const guild = discord.addGuild();
  guild.setMemberPermissions(alice, ordinaryPermissions | PermissionFlagsBits.ManageGuild);
  expect(names({ channel: guild.addChannel() })).toContain('settings');

  const elsewhere = discord.addGuild({ botInstalled: false }).addChannel();
  const bob = discord.addUser({ name: 'Bob', installed: true });
  expect(bob.commandsIn({ channel: elsewhere }).map(({ name }) => name)).toEqual(['age', 'Age avatar']);
  const group = discord.addGroup([bob]);
  expect(() => names({ channel: group })).toThrow('Alice is not in');
});

test('a private answer that was dismissed is gone for its person, and the bot can still edit it', async () => {
  await using world = await setUp();
  const { alice, channel, ask, acknowledge, original, rest } = world;
  const asked = await ask();
  await acknowledge(asked, { type: 4, data: { content: 'secret', flags: MessageFlags.Ephemeral } });
  const answer = await asked.final();

  alice.dismiss(answer);
  expect(channel.seenBy(alice)).toEqual([]);
  await rest.patch(original(asked), { body: { content: 'changed' }, auth: false });
  expect(channel.seenBy(alice)).toEqual([]);
});

test('only what nobody else sees can be dismissed', async () => {
  await using world = await setUp();
  const { alice, channel, discord } = world;
  const message = await alice.post(channel, { content: 'hello' });
  expect(() => alice.dismiss(message)).toThrow('only a message that nobody else sees');

  const asked = await world.ask();
  await world.acknowledge(asked, { type: 4, data: { content: 'secret', flags: MessageFlags.Ephemeral } });
  const answer = await asked.final();
  expect(() => discord.addUser({ name: 'Bob' }).dismiss(answer)).toThrow('Bob does not see');
});

test('a command that nobody answered in time is known to its person', async () => {
  await using world = await setUp();
  const asked = await world.ask();
  expect(asked.isUnanswered).toBe(false);
  world.clock.advance(3001);
  expect(asked.isUnanswered).toBe(true);
});

test('a listener hears of changes until it is disposed', async () => {
  await using world = await setUp();
  let heard = 0;
  const subscription = world.discord.onChange(() => {
    heard += 1;
  });
  await world.alice.post(world.channel, { content: 'hello' });
  const before = heard;
  expect(before).toBeGreaterThan(0);
  subscription[Symbol.dispose]();
  await world.alice.post(world.channel, { content: 'again' });
  expect(heard).toBe(before);
});
