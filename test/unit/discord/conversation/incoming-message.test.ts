import { expect, test } from 'vitest';
import { readIncoming } from '../../../../src/discord/conversation/incoming-message.ts';

const event = {
  id: '1',
  type: 0,
  channel_id: '2',
  channel_type: 1,
  author: { id: '3', username: 'alice' },
  content: '60',
  attachments: [],
};

test("a person's direct message is read", () => {
  expect(readIncoming(event)).toEqual({
    id: '1',
    channelId: '2',
    userId: '3',
    content: '60',
    repliesTo: undefined,
    raw: event,
  });
});

test("a reply has the id of the message that it replies to, and a forwarded message hasn't", () => {
  const message_reference = { message_id: '9' };
  expect(readIncoming({ ...event, type: 19, message_reference })?.repliesTo).toBe('9');
  expect(readIncoming({ ...event, message_reference })?.repliesTo).toBeUndefined();
});

test.each([
  ['a bot wrote', { author: { id: '3', bot: true } }],
  ['Discord itself wrote', { type: 7 }],
  ['was written in a server', { channel_type: 0, guild_id: '4' }],
  ['was written in a group', { channel_type: 3 }],
  ['was written in a server, and does not say in what channel', { channel_type: undefined, guild_id: '4' }],
  ['a member of a server wrote, and does not say where', { channel_type: undefined, member: { roles: [] } }],
  ['a webhook wrote', { webhook_id: '5' }],
  ['answers an interaction', { interaction_metadata: { id: '6' } }],
  ['an application wrote', { application_id: '7' }],
  ['one person alone can see', { flags: 64 }],
  ['one person alone can see, among other things', { flags: 64 | 4 }],
])('a message that %s is ignored', (_, change) => {
  expect(readIncoming({ ...event, ...change })).toBeUndefined();
});

test.each([
  ['does not say in what channel', { channel_type: undefined }],
  ['says null of that', { channel_type: null, guild_id: null }],
  [
    'has null for what does not apply',
    { webhook_id: null, application_id: null, message_reference: null, flags: null },
  ],
  ['says that its author is no bot', { author: { id: '3', bot: false } }],
  ['has flags of another kind', { flags: 4 }],
  ['refers to something odd', { message_reference: 7 }],
])('a direct message that %s is read', (_, change) => {
  expect(readIncoming({ ...event, ...change })).toMatchObject({ id: '1', channelId: '2', userId: '3', content: '60' });
});

test('a direct message without words is read', () => {
  for (const content of [undefined, null]) expect(readIncoming({ ...event, content })?.content).toBe('');
});

test('anything but a message is ignored', () => {
  for (const odd of [undefined, null, 1, 'text', [], {}]) expect(readIncoming(odd)).toBeUndefined();
});
