import { expect, test } from 'vitest';
import { readSource } from '../../../src/discord/reading/raw-message.ts';

const own = { userId: 'bot', applicationId: 'app' };
const message = { id: '1', channel_id: '2', author: { id: 'alice' }, components: [] };
const source = (change: object) => {
  const { authorId, isOurs } = readSource({ ...message, ...change }, own);
  return { authorId, isOurs };
};

test.each<[string, object, ReturnType<typeof source>]>([
  ['a person', {}, { authorId: 'alice', isOurs: false }],
  ['a person, with null for what does not apply', { webhook_id: null }, { authorId: 'alice', isOurs: false }],
  ['another bot', { author: { id: 'other', bot: true } }, { authorId: 'other', isOurs: false }],
  [
    'another bot, to answer an interaction',
    { author: { id: 'other', bot: true }, webhook_id: 'its app', application_id: 'its app' },
    { authorId: 'other', isOurs: false },
  ],
  [
    'another bot, to answer an interaction, without the id of its application',
    { author: { id: 'other' }, webhook_id: 'its app', interaction_metadata: { id: '7' } },
    { authorId: 'other', isOurs: false },
  ],
  ['a webhook', { author: { id: 'hook' }, webhook_id: 'hook' }, { authorId: undefined, isOurs: false }],
  [
    "an application's own webhook",
    { author: { id: 'hook' }, webhook_id: 'hook', application_id: 'its app' },
    { authorId: undefined, isOurs: false },
  ],
  ['nobody', { author: undefined }, { authorId: undefined, isOurs: false }],
  ['this bot', { author: { id: 'bot' } }, { authorId: 'bot', isOurs: true }],
  [
    'this bot, to answer an interaction',
    { author: { id: 'bot' }, webhook_id: 'app', application_id: 'app' },
    { authorId: 'bot', isOurs: true },
  ],
  [
    'this bot, in the name of its application',
    { author: { id: 'app' }, webhook_id: 'app' },
    { authorId: 'app', isOurs: true },
  ],
])('the author of a message by %s is recognised', (_who, change, expected) => {
  expect(source(change)).toEqual(expected);
});
