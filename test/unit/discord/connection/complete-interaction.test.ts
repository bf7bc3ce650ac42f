import { expect, test } from 'vitest';
import { completeInteraction } from '../../../../src/discord/gateway/complete-interaction.ts';
import { interactionOf } from '../interactions.ts';
import { requesterOf } from '../../../../src/discord/reading/request-origin.ts';

const user = { id: '9', username: 'alice', discriminator: '0', avatar: null };
const base = { id: '1', application_id: '2', token: 't', version: 1, type: 2, data: { id: '3', name: 'age', type: 1 } };
const inGuild = { ...base, guild_id: '7', channel_id: '5', member: { user, roles: [], permissions: '0' } };
const inDm = { ...base, channel_id: '6', user };
const origin = (event: Record<string, unknown>) => requesterOf(interactionOf(event), { receivedAt: 0 });

test('a command in a server is read without any of the fields that Discord may leave out', () => {
  expect(origin({ ...inGuild })).toMatchObject({
    userId: '9',
    guildId: '7',
    channelIds: ['5'],
    venue: { context: 'guild', guildId: '7' },
    locale: 'en-US',
    uploadLimit: 10 * 1024 * 1024,
    route: { channel: { id: '5', kind: 'guild' } },
  });
});

test('a command in a direct message is read in the same way', () => {
  expect(origin({ ...inDm })).toMatchObject({
    userId: '9',
    channelIds: ['6'],
    venue: { context: 'dm' },
    route: { channel: { id: '6', kind: 'dm' } },
  });
});

test('null fields count as absent', () => {
  const nothing = Object.fromEntries(
    [
      'channel',
      'app_permissions',
      'authorizing_integration_owners',
      'context',
      'locale',
      'guild_locale',
      'entitlements',
      'attachment_size_limit',
    ].map((field) => [field, null]),
  );
  expect(origin({ ...inGuild, ...nothing })).toEqual(origin({ ...inGuild }));
  expect(origin({ ...inDm, ...nothing })).toEqual(origin({ ...inDm }));
});

test('present fields stay unchanged', () => {
  const said = {
    channel: { id: '5', type: 0, nsfw: false },
    app_permissions: '1024',
    authorizing_integration_owners: { 1: '9' },
    context: 0,
    locale: 'de',
    guild_locale: 'fr',
    entitlements: [],
    attachment_size_limit: 50,
  };
  const event = { ...inGuild, ...said };
  completeInteraction(event);
  expect(event).toEqual({ ...inGuild, ...said });
  expect(origin({ ...inGuild, ...said })).toMatchObject({
    venue: { context: 'user-install', guildId: '7' },
    locale: 'de',
    uploadLimit: 50,
  });
});

test("the server's language is used if the person's is missing", () => {
  expect(origin({ ...inGuild, guild_locale: 'fr' }).locale).toBe('fr');
});

test('a group is never a direct message with the bot', () => {
  const group = { ...inDm, channel: { id: '6', type: 3, recipients: [] } };
  expect(origin({ ...group, authorizing_integration_owners: { 1: '9' } }).venue.context).toBe('user-install');
  expect(origin({ ...group, context: 2 }).venue.context).toBe('user-install');
});

test('other events stay unchanged', () => {
  for (const odd of [undefined, null, 1, 'text', []]) expect(() => completeInteraction(odd)).not.toThrow();
});
