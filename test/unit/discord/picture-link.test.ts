import { expect, test } from 'vitest';
import { readPictureLink } from '../../../src/discord/reading/picture-link.ts';

const read = (link: string) => readPictureLink(link, 'https://cdn.discordapp.com');

test.each([
  ['https://discord.com/channels/1/2/3', { kind: 'message', guildId: '1', channelId: '2', messageId: '3' }],
  [' <https://canary.discord.com/channels/1/2/3/> ', { kind: 'message', guildId: '1', channelId: '2', messageId: '3' }],
  ['https://ptb.discord.com/channels/@me/2/3', { kind: 'message', guildId: undefined, channelId: '2', messageId: '3' }],
  ['https://cdn.discordapp.com/attachments/1/2/a.png?ex=1', { kind: 'file', channelId: '1', attachmentId: '2' }],
  ['https://media.discordapp.net/attachments/1/2/a.png', { kind: 'file', channelId: '1', attachmentId: '2' }],
  ['https://cdn.discordapp.com/avatars/1/a_b.gif', { kind: 'avatar', userId: '1', guildId: undefined, hash: 'a_b' }],
  [
    'https://cdn.discordapp.com/guilds/9/users/1/avatars/ab.png?size=64',
    { kind: 'avatar', userId: '1', guildId: '9', hash: 'ab' },
  ],
])('%s is read', (link, expected) => {
  expect(read(link)).toEqual(expected);
});

test.each([
  ['https://cdn.discordapp.com/ephemeral-attachments/1/2/a.png', 'link_file_unknown'],
  ['https://cdn.discordapp.com/banners/1/ab.png', 'link_not_a_picture'],
  ['https://cdn.discordapp.com/embed/avatars/0.png', 'link_not_a_picture'],
  ['https://cdn.discordapp.com/guilds/9/users/1/banners/ab.png', 'link_not_a_picture'],
  ['https://cdn.discordapp.com/attachments/1/2/../../avatars/x', 'link_not_a_picture'],
  ['https://media.discordapp.net/external/abc/https/example.com/a.png', 'link_not_a_picture'],
  ['https://discord.com/channels/1/2', 'link_not_a_picture'],
  ['https://discord.com/channels/1/2/3/4', 'link_not_a_picture'],
  ['https://images-ext-1.discordapp.net/external/a.png', 'link_other_host'],
  ['https://notdiscord.com/channels/1/2/3', 'link_other_host'],
  ['https://[::1]/channels/1/2/3', 'link_unreadable'],
  ['javascript:alert(1)', 'link_unreadable'],
  ['', 'link_unreadable'],
])('%s is refused with %s', (link, reason) => {
  expect(() => read(link)).toThrow(expect.objectContaining({ reason }));
});

test('in a simulated Discord, its files have another host', () => {
  expect(readPictureLink('http://127.0.0.1:4800/attachments/1/2/a.png', 'http://127.0.0.1:4800')).toMatchObject({
    kind: 'file',
  });
  expect(() => readPictureLink('http://127.0.0.1:1/attachments/1/2/a.png', 'http://127.0.0.1:4800')).toThrow(
    expect.objectContaining({ reason: 'link_other_host' }),
  );
});
