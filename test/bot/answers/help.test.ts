import { expect, test } from 'vitest';
import type { Where } from 'discord-simulator';
import { en } from '../../../src/i18n/en.ts';
import { useWorld } from '../../support/world.ts';

const links = { PRIVACY_URL: 'https://example.com/privacy', SUPPORT_URL: 'https://example.com/support?from=bot' };
const world = useWorld({ env: links });

async function help(person: ReturnType<typeof world>['alice'], where: Where) {
  const answer = await (await person.slash({ ...where, command: 'age-help' })).final();
  expect(answer.ephemeral).toBe(true);
  return { text: answer.content, links: answer.buttons.map(({ url }) => url) };
}

test('in a server, /age-help explains the command, the menus and the buttons, and mentions direct messages', async () => {
  const { alice, channel, discord } = world();
  const { text, links: shown } = await help(alice, { channel });
  for (const words of ['/age', 'Age this photo', 'Age this avatar', 'Ace Data Cloud']) expect(text).toContain(words);
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

test('the text of /age-help fits into a message', async () => {
  const longest = Object.entries(en.texts).filter(([key]) => key.startsWith('help_'));
  expect(longest.map(([, words]) => words).join('\n').length).toBeLessThan(2000);
});
