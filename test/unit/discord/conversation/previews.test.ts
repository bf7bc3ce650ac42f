import type { APIMessage } from 'discord.js';
import { expect, test } from 'vitest';
import { countLinks, createPreviews } from '../../../../src/discord/conversation/previews.ts';
import { readIncoming, type IncomingMessage } from '../../../../src/discord/conversation/incoming-message.ts';
import type { DirectMessages } from '../../../../src/discord/delivery/direct-messages.ts';
import { createFakeClock, settle } from '../../../support/fake-clock.ts';

const LINK = 'https://example.com/me.jpg';
const embed = { type: 'image', url: LINK };
const never = new AbortController().signal;

function incoming(change: object = {}): IncomingMessage {
  const message = readIncoming({
    id: '1',
    type: 0,
    channel_id: '2',
    channel_type: 1,
    author: { id: '3' },
    content: LINK,
    attachments: [],
    embeds: [],
    ...change,
  });
  if (!message) throw new Error('this is no message');
  return message;
}

/** @param read what the message contains when it is read again */
function setUp(read: () => Promise<object | undefined> = async () => undefined) {
  const clock = createFakeClock();
  const log: string[] = [];
  const messages: Pick<DirectMessages, 'read' | 'type'> = {
    async read() {
      log.push('read');
      return (await read()) as APIMessage | undefined;
    },
    async type() {
      log.push('typing');
      return 'confirmed';
    },
  };
  const previews = createPreviews({ messages: messages as DirectMessages, clock });
  /** The message's embeds in the end. */
  const complete = async (message: IncomingMessage) => {
    using preview = previews.expect(message);
    const { raw } = (await preview?.complete(never)) ?? message;
    return (raw as { embeds: unknown }).embeds;
  };
  return { clock, log, previews, complete };
}

test.each([
  [LINK, 1],
  [`make me 60 ${LINK}`, 1],
  ['HTTPS://EXAMPLE.COM/ME.JPG', 1],
  [`||${LINK}||`, 1],
  [`${LINK} ${LINK}`, 1],
  [`${LINK}, https://example.com/other.jpg`, 2],
  [Array.from({ length: 9 }, (_, index) => `${LINK}?${index}`).join(' '), 5],
  [`<${LINK}>`, 0],
  ['example.com/me.jpg', 0],
  ['60', 0],
])('the message "%s" may get %i previews', (content, expected) => {
  expect(countLinks({ content })).toBe(expected);
});

test.each([
  ['has no link', { content: '60' }],
  ['has its preview already', { embeds: [embed] }],
  ['has a file', { attachments: [{ id: '5' }] }],
  ['wants no previews', { flags: 4 }],
])("the bot doesn't wait for a preview of a message that %s", (_what, change) => {
  expect(setUp().previews.expect(incoming(change))).toBeUndefined();
});

test('a message without information about files and previews may get some', () => {
  const change = { attachments: undefined, embeds: undefined, flags: null };
  expect(setUp().previews.expect(incoming(change))).toBeDefined();
});

test('the bot types while it waits for a preview, and stops waiting when it has come', async () => {
  const { previews, complete, log, clock } = setUp();
  const completed = complete(incoming());
  await clock.advance(5000);
  previews.update({ id: '1', channel_id: '2', embeds: [embed] });
  expect(await completed).toEqual([embed]);
  expect(log).toEqual(['typing']);
});

test("the bot doesn't wait for a preview that comes before the message has its turn", async () => {
  const { previews, log } = setUp();
  using preview = previews.expect(incoming());
  previews.update({ id: '1', embeds: [embed] });
  expect((await preview?.complete(never))?.raw).toMatchObject({ content: LINK, embeds: [embed] });
  expect(log).toEqual([]);
});

test.each([
  ['is of another message', { id: '9', embeds: [embed] }],
  ['holds no preview', { id: '1', content: LINK }],
  ['takes the previews away', { id: '1', embeds: [] }],
  ['is no update', 'odd'],
])('an update that %s changes nothing', async (_what, event) => {
  const { previews, complete, clock } = setUp();
  const completed = complete(incoming());
  previews.update(event);
  await clock.advance(6000);
  expect(await completed).toEqual([]);
});

test('the bot waits for both previews of two links, and in the end one is enough', async () => {
  const { previews, complete, clock } = setUp();
  const completed = complete(incoming({ content: `${LINK} ${LINK}?2` }));
  previews.update({ id: '1', embeds: [embed] });
  let isOver = false;
  void completed.then(() => (isOver = true));
  await clock.advance(5999);
  expect(isOver).toBe(false);
  await clock.advance(1);
  expect(await completed).toEqual([embed]);
});

test.each([
  ['has it', async () => ({ embeds: [embed] }), [embed]],
  ['has none', async () => ({ embeds: [] }), []],
  ['is gone', async () => undefined, []],
  ['cannot be read', () => Promise.reject(new Error('503')), []],
])('a missing preview is looked for in the message, which %s', async (_what, read, expected) => {
  const { complete, clock, log } = setUp(read);
  const completed = complete(incoming());
  await clock.advance(6000);
  expect(await completed).toEqual(expected);
  expect(log).toEqual(['typing', 'read']);
});

test("a stopping bot doesn't wait", async () => {
  const { previews } = setUp();
  const stop = new AbortController();
  using preview = previews.expect(incoming());
  const completed = preview?.complete(stop.signal);
  await settle();
  stop.abort(new Error('stopping'));
  await expect(completed).rejects.toThrow('stopping');
});
