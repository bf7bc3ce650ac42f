import { expect, test } from 'vitest';
import { PermissionFlagsBits } from 'discord-api-types/v10';
import type { Where } from 'discord-simulator';
import { commands } from '../../../commands/index.ts';
import { en } from '../../../src/i18n/en.ts';
import { adminOf } from '../../support/people/servers.ts';
import { useWorld } from '../../support/world.ts';

const links = { PRIVACY_URL: 'https://example.com/privacy', SUPPORT_URL: 'https://example.com/support?from=bot' };
const { AttachFiles, ViewChannel, SendMessages } = PermissionFlagsBits;
const world = useWorld({ env: links });

async function help(person: ReturnType<typeof world>['alice'], where: Where) {
  const answer = await (await person.slash({ ...where, command: 'age-help' })).final();
  expect(answer.ephemeral).toBe(true);
  return { text: answer.content, links: answer.buttons.map(({ url }) => url) };
}

test('in a server, /age-help explains the command, the menus and the buttons, and mentions direct messages', async () => {
  const { alice, channel, discord } = world();
  const { text, links: shown } = await help(alice, { channel });
  for (const words of ['Age this photo', 'Age this avatar', 'Ace Data Cloud']) expect(text).toContain(words);
  expect(text).toContain(en.texts.help_others_server);
  expect(text).not.toContain(en.texts.help_installed);
  expect(shown).toEqual([`https://discord.com/users/${discord.applicationId}`, links.PRIVACY_URL, links.SUPPORT_URL]);
});

test('in direct messages, /age-help explains how to write to the bot', async () => {
  const { text, links: shown } = await help(world().alice, { dm: true });
  expect(text).toContain(en.texts.help_dm);
  expect(shown).toEqual([links.PRIVACY_URL, links.SUPPORT_URL]);
});

test('a person who installed the app for themselves learns from /age-help where they can use it', async () => {
  const { discord } = world();
  const carol = discord.addUser({ name: 'Carol', installed: true });
  const channel = discord.addGuild({ botInstalled: false }).addChannel();
  const { text } = await help(carol, { channel });
  expect(text).toContain(en.texts.help_installed);
  expect(text).toContain(en.texts.help_others_private);
});

test('/age-help names every command, and the permission that a person lacks for one', async () => {
  const { alice, channel } = world();
  const { text } = await help(alice, { channel });
  const slash = commands.flatMap((command) => (command.kind === 'slash' ? [command.data.name] : []));
  expect(slash.length).toBeGreaterThan(5);
  for (const name of slash) expect(text).toContain(`- \`/${name}\`: `);
  expect(text).toMatch(/`\/age-settings`: .* You need the Manage Server permission\./);
  const admin = await help(adminOf(world(), channel), { channel });
  expect(admin.text).not.toContain('permission');
});

test('/age-help says which permission the person, or the bot, lacks in this place', async () => {
  const { discord, alice, newChannel } = world();
  const carol = discord.addUser({ name: 'Carol', installed: true });
  const foreign = discord.addGuild({ botInstalled: false }).addChannel();
  carol.state.permissions.set(foreign.state.guild?.id ?? '', ViewChannel | SendMessages);
  expect((await help(carol, { channel: foreign })).text).toContain("You don't have the Use External Apps permission");
  const channel = newChannel();
  channel.state.botPermissions = ViewChannel | SendMessages;
  expect((await help(alice, { channel })).text).toContain('Ask an admin for the Attach Files permission');
  channel.state.botPermissions = ViewChannel | SendMessages | AttachFiles;
  expect((await help(alice, { channel })).text).not.toContain('Attach Files');
});

test('the text of /age-help fits into a message', async () => {
  const { discord } = world();
  const carol = discord.addUser({ name: 'Carol', installed: true });
  const foreign = discord.addGuild({ botInstalled: false }).addChannel();
  carol.state.permissions.set(foreign.state.guild?.id ?? '', ViewChannel | SendMessages);
  for (const where of [{ channel: world().channel }, { channel: foreign }, { dm: true }] as const) {
    expect((await help(carol, where)).text.length).toBeLessThan(1900);
  }
});
