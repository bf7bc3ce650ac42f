import { ChannelType } from 'discord.js';
import { expect, test } from 'vitest';
import { collectInteractionExtras } from '../../../../src/discord/gateway/interaction-extras.ts';

const NOW = 1_750_000_000_000;
const none = { receivedAt: NOW };

/** The extras of an interaction whose event has these fields. */
function extrasOf(event: object) {
  const extras = collectInteractionExtras({ now: () => NOW });
  extras.collect({ id: '1', ...event });
  return extras.take('1');
}

test.each([
  [
    'an ordinary channel',
    { channel: { type: ChannelType.GuildText, nsfw: false } },
    { isThread: false, ageRestricted: false },
  ],
  [
    'one for adults',
    { channel: { type: ChannelType.GuildText, nsfw: true } },
    { isThread: false, ageRestricted: true },
  ],
  ['one that does not say', { channel: { type: ChannelType.GuildText } }, { isThread: false }],
  ['one that says nothing', { channel: { type: ChannelType.GuildVoice, nsfw: null } }, { isThread: false }],
  ['one that says something odd', { channel: { type: ChannelType.GuildText, nsfw: 'no' } }, { isThread: false }],
  ['a direct message', { channel: { type: ChannelType.DM } }, { isThread: false, ageRestricted: false }],
  ['a group', { channel: { type: ChannelType.GroupDM, nsfw: null } }, { isThread: false, ageRestricted: false }],
  [
    'a thread that says no',
    { channel: { type: 11, parent_id: '7', nsfw: false } },
    { isThread: true, parentChannelId: '7' },
  ],
  ['a thread that says yes', { channel: { type: 11, nsfw: true } }, { isThread: true, ageRestricted: true }],
  ['a channel of which only the id is there', { channel: { id: '7' } }, {}],
  ['a server with a language', { guild_locale: 'fr', guild: { locale: 'fr', features: [] } }, { serverLocale: 'fr' }],
  ['one whose language is only in its object', { guild: { locale: 'fr', features: [] } }, { serverLocale: 'fr' }],
  ['a server that cannot set a language', { guild_locale: 'en-US', guild: { features: [] } }, {}],
  ['one that may not', { guild_locale: 'en-US' }, {}],
  [
    'one that has set English',
    { guild_locale: 'en-US', guild: { features: ['COMMUNITY'] } },
    { serverLocale: 'en-US' },
  ],
  [
    'a thread',
    { channel: { type: ChannelType.PublicThread, parent_id: '7' } },
    { isThread: true, parentChannelId: '7' },
  ],
  [
    'a thread that says null',
    { channel: { type: 12, parent_id: '7', nsfw: null } },
    { isThread: true, parentChannelId: '7' },
  ],
  ['a thread without a channel', { channel: { type: ChannelType.PrivateThread } }, { isThread: true }],
  ['nothing at all', {}, {}],
])('the known extras of %s are kept', (_what, event, expected) => {
  expect(extrasOf(event)).toEqual({ receivedAt: NOW, ...expected });
});

test('the target of a menu is kept as sent until it is taken once', () => {
  const extras = collectInteractionExtras({ now: () => NOW });
  const data = { type: 3, target_id: '5', resolved: { messages: { 5: { id: '5', odd: true } } } };
  extras.collect({ id: '1', data });
  expect(extras.take('1')).toMatchObject({ targetMessage: { id: '5', odd: true } });
  expect(extras.take('1')).toEqual(none);
});

test("interactions whose extras are never taken don't accumulate", () => {
  const extras = collectInteractionExtras({ now: () => NOW });
  for (let id = 0; id <= 1000; id += 1) {
    extras.collect({ id: String(id), channel: { type: ChannelType.DM } });
  }
  expect(extras.take('0')).toEqual(none);
  expect(extras.take('1000')).toEqual({ receivedAt: NOW, isThread: false, ageRestricted: false });
});
