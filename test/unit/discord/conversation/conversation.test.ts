import { randomBytes } from 'node:crypto';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { AskedRequest } from '../../../../src/aging/request/age-request.ts';
import { createAnswers } from '../../../../src/aging/records/answers.ts';
import { createQuestions } from '../../../../src/aging/records/questions.ts';
import { createPaces } from '../../../../src/discord/commands/paces.ts';
import { createConversation, type ConversationOptions } from '../../../../src/discord/conversation/conversation.ts';
import type { DirectMessages, ReplyOptions } from '../../../../src/discord/delivery/direct-messages.ts';
import { en } from '../../../../src/i18n/en.ts';
import { ExplainedError } from '../../../../src/i18n/explained-error.ts';
import type { Access } from '../../../../src/limits/access.ts';
import type { Logger } from '../../../../src/ops/log/logger.ts';
import { openMemoryStorage } from '../../../../src/storage/memory/memory-storage.ts';
import { createVault } from '../../../../src/storage/sealing/vault.ts';
import { StorageError, type Storage } from '../../../../src/storage/storage.ts';
import { anyRequest } from '../../../support/fakes/any-request.ts';
import { createFakeClock } from '../../../support/fake-clock.ts';

const CHANNEL = '2';
const ALICE = '3';
const BOT = '4';
const bounds = { min: 10, max: 80 };
const GREETING = /^I change the age of a face\. .* from 10 to 80\./;
const attachment = (name: string) => ({
  id: name,
  filename: `${name}.jpg`,
  content_type: 'image/jpeg',
  url: `https://cdn.discordapp.com/attachments/2/${name}/${name}.jpg`,
  size: 1000,
});
const linkTo = (name: string) => attachment(name).url;

/** A person's message as Discord sends it, with these photos. */
const message = (id: string, content: string, photos: readonly string[] = [], more: object = {}) => ({
  id,
  type: 0,
  channel_id: CHANNEL,
  channel_type: 1,
  author: { id: ALICE },
  content,
  attachments: photos.map(attachment),
  ...more,
});
const replying = (to: string) => ({ type: 19, message_reference: { message_id: to } });

/** A conversation with Alice, in memory. All her messages can be read again. */
function start(over: { storage?: Storage } = {}) {
  const clock = createFakeClock();
  const storage = over.storage ?? openMemoryStorage({ clock });
  const vault = createVault([randomBytes(32)]);
  const [answers, questions] = [createAnswers(storage, vault), createQuestions(storage, vault)];
  const known = new Map<string, unknown>();
  const said: string[] = [];
  const replies: ReplyOptions[] = [];
  const submitted: AskedRequest[] = [];
  const reply = vi.fn<DirectMessages['reply']>(async (_to, compose, options) => {
    said.push(compose().body.content ?? '');
    replies.push(options);
    return 'delivered';
  });
  const read = vi.fn<DirectMessages['read']>(async (_channel, id) => known.get(id) as never);
  const access = vi.fn<Access>(async () => undefined);
  const compare = vi.fn<ConversationOptions['compare']>(async () => ({ jpeg: new Uint8Array([1]), stacked: false }));
  const error = vi.fn<(fields: object, message: string) => void>();
  const conversation = createConversation({
    messages: {
      reply,
      read,
      type: async () => 'confirmed',
      recent: async () => [...known.values()].reverse() as never,
    },
    storage,
    answers,
    questions,
    access,
    optOuts: { has: async () => false },
    links: { privacy: undefined, support: undefined },
    compare,
    paces: createPaces({
      clock,
      atomic: storage.atomic,
      actionsPerMinute: 60,
      alias: (text) => text,
      onTooFast: () => undefined,
    }),
    submit: async (request) => void submitted.push(request),
    ownId: () => BOT,
    languages: { of: async () => 'en-US' },
    bounds,
    logger: { error, info: () => undefined } as unknown as Logger,
    clock,
  });
  let count = 100;
  /** Sends a message and returns the bot's answer, without the greeting. */
  const send = async (content: string, photos: readonly string[] = [], more: object = {}) => {
    count += 1;
    const event = message(String(count), content, photos, more);
    known.set(event.id, event);
    const before = said.length;
    await conversation.handle(event);
    return { id: event.id, said: said.slice(before).filter((words) => !GREETING.test(words)) };
  };
  const made = () => submitted.map(({ age, picture }) => [age, picture.url]);
  return {
    clock,
    conversation,
    answers,
    questions,
    known,
    said,
    replies,
    submitted,
    reply,
    read,
    access,
    error,
    send,
    made,
    compare,
  };
}

let world: ReturnType<typeof start>;
beforeEach(() => {
  world = start();
});

describe('a person who writes too fast', () => {
  test('is told so once, the rest is ignored, and later messages are answered again', async () => {
    await world.send('hello');
    for (let count = 1; count < 20; count += 1) expect((await world.send('hello')).said).toEqual([en.texts.dm_hello]);
    expect((await world.send('hello')).said).toEqual([en.reasons.too_fast_dm]);
    for (let count = 0; count < 20; count += 1) expect((await world.send('hello')).said).toEqual([]);
    await world.clock.advance(2000);
    expect((await world.send('hello')).said).toEqual([en.texts.dm_hello]);
  });
});

describe('the first message', () => {
  test('the first message is greeted once, before anything else', async () => {
    await world.send('60', ['a']);
    await world.send('70');
    expect(world.said).toEqual([expect.stringMatching(GREETING)]);
    expect(world.made()).toEqual([
      [60, linkTo('a')],
      [70, linkTo('a')],
    ]);
  });

  test('a first message without a request gets only the greeting, and the next one gets help', async () => {
    await world.send('hello');
    expect(world.said).toHaveLength(1);
    expect((await world.send('hello')).said).toEqual([en.texts.dm_hello]);
    expect((await world.send('what is this')).said).toEqual([en.texts.dm_help]);
  });

  test("a person who accepts no messages isn't greeted until they do", async () => {
    world.reply.mockResolvedValueOnce('gone');
    await world.send('60', ['a']);
    expect(world.submitted).toEqual([]);
    await world.send('60', ['a']);
    expect(world.said).toEqual([expect.stringMatching(GREETING)]);
    expect(world.submitted).toHaveLength(1);
  });

  test('a first message of a person without access gets the reason and no greeting', async () => {
    world.access.mockRejectedValue(new ExplainedError('blocked'));
    expect((await world.send('60', ['a'])).said).toEqual([en.reasons.blocked]);
    expect(world.said).toHaveLength(1);
    expect(world.submitted).toEqual([]);
  });
});

describe('a photo', () => {
  test('a photo with an age is made, as a request with the id of the message', async () => {
    const { id } = await world.send('60', ['a']);
    expect(world.submitted).toEqual([
      expect.objectContaining({
        id,
        command: 'dm',
        userId: ALICE,
        channelIds: [CHANNEL],
        age: 60,
        private: false,
        deadline: world.clock.now() + 14.5 * 60_000,
        route: { kind: 'message', channelId: CHANNEL, messageId: id },
        picture: expect.objectContaining({ url: linkTo('a'), origin: { channelId: CHANNEL, messageId: id, index: 0 } }),
      }),
    ]);
  });

  test('a photo without an age leads to a question, and is made at the age that follows', async () => {
    const { id, said } = await world.send('', ['a']);
    expect(said).toEqual([en.texts.dm_how_old]);
    await world.send('60');
    expect(world.submitted[0]?.picture.origin).toEqual({ channelId: CHANNEL, messageId: id, index: 0 });
    expect(world.made()).toEqual([[60, linkTo('a')]]);
  });

  test("a photo's age can be changed by words", async () => {
    await world.send('60', ['a']);
    await world.send('10 years younger');
    await world.send('older');
    expect(world.made().map(([age]) => age)).toEqual([60, 50, 60]);
  });

  test('a photo that was deleted when it is needed again is asked for', async () => {
    const { id } = await world.send('60', ['a']);
    world.known.delete(id);
    expect((await world.send('70')).said).toEqual([en.reasons.picture_gone]);
    world.read.mockRejectedValueOnce(new Error('Discord is down'));
    expect((await world.send('70')).said).toEqual([en.reasons.picture_gone]);
    expect(world.made().map(([age]) => age)).toEqual([60]);
  });
});

describe('several photos', () => {
  test('several photos lead to a question, and the named one is made', async () => {
    expect((await world.send('60', ['a', 'b'])).said).toEqual(['Which of these 2 photos?']);
    await world.send('2');
    expect(world.made()).toEqual([[60, linkTo('b')]]);
  });
});

describe("what can't be done", () => {
  test.each([
    ['an age out of range', '90', 'The age must be a whole number from 10 to 80. Choose one in that range.'],
    ["an age that isn't a number", 'sixty or seventy', en.texts.dm_how_old],
  ])('the person gets a sentence for %s', async (_what, words, expected) => {
    await world.send('', ['a']);
    expect((await world.send(words)).said).toEqual([expected]);
    expect(world.submitted).toEqual([]);
  });

  test('the person gets a sentence at the oldest and at the youngest age', async () => {
    await world.send('80', ['a']);
    expect((await world.send('older')).said).toEqual([
      "I can't make a face look older than 80. Ask for a younger age.",
    ]);
    await world.send('10');
    expect((await world.send('younger')).said).toEqual([
      "I can't make a face look younger than 10. Ask for an older age.",
    ]);
    expect(world.submitted).toHaveLength(2);
  });

  test('the person gets a sentence if there is no photo', async () => {
    await world.send('hello');
    expect((await world.send('60')).said).toEqual([en.texts.dm_no_photo]);
  });

  test("the person gets a sentence for an answer whose photo wasn't in a message", async () => {
    await world.answers.remember(anyRequest({ id: '7', userId: ALICE }));
    world.known.set('8', { author: { id: BOT, bot: true }, interaction_metadata: { id: '7' } });
    expect((await world.send('70', [], replying('8'))).said).toEqual([en.texts.dm_not_a_message]);
  });

  test.each([
    ['a sticker', { sticker_items: [{}] }, en.reasons.dm_sticker],
    [
      'a voice message',
      { attachments: [{ ...attachment('a'), content_type: 'audio/ogg', waveform: 'AA==' }] },
      en.reasons.dm_voice,
    ],
    [
      'a moving GIF',
      { attachments: [{ ...attachment('a'), content_type: 'image/gif', flags: 32 }] },
      en.reasons.dm_video,
    ],
    ['a poll', { poll: { question: { text: 'Who?' } } }, en.reasons.dm_poll],
    ['a forwarded message', { message_snapshots: [{ message: { content: 'look' } }] }, en.reasons.dm_forwarded],
    ['a video', { attachments: [{ ...attachment('a'), content_type: 'video/mp4' }] }, en.reasons.dm_video],
    [
      'a document',
      { attachments: [{ ...attachment('a'), filename: 'a.pdf', content_type: 'application/pdf' }] },
      en.reasons.picture_not_a_picture,
    ],
  ])('the person gets a sentence for %s', async (_what, more, expected) => {
    expect((await world.send('60', [], more)).said).toEqual([expected]);
    expect(world.submitted).toEqual([]);
  });

  test('the person gets a sentence for a link without a picture, after waiting for its preview', async () => {
    const sent = world.send('60 https://example.com/me');
    await world.clock.advance(6000);
    expect((await sent).said).toEqual([en.reasons.dm_link]);
  });

  test('the person gets help on request', async () => {
    await world.send('60', ['a']);
    expect((await world.send('help')).said).toEqual([en.texts.dm_help]);
  });
});

describe('a few words', () => {
  test('"again", a time of life and a timeline are made from the same photo', async () => {
    await world.send('60', ['a']);
    await world.send('again');
    await world.send('make me old');
    await world.send('timeline 20, 40');
    await world.send('again');
    expect(world.made().map(([age]) => age)).toEqual([60, 60, 75, 40, 40]);
    expect(world.submitted.map(({ timeline }) => timeline)).toEqual([
      undefined,
      undefined,
      undefined,
      [20, 40],
      [20, 40],
    ]);
    expect((await world.send('timeline 5, 40')).said).toEqual([
      'Enter two to five ages from 10 to 80, such as "20, 40, 60".',
    ]);
    expect((await world.send('as a baby')).said).toEqual([
      "I can't make a face look younger than 10. Ask for an older age.",
    ]);
  });

  test('thanks, greetings and questions about data get a sentence, and make nothing', async () => {
    await world.send('60', ['a']);
    expect((await world.send('thanks!')).said).toEqual([en.texts.dm_welcome]);
    expect((await world.send('hi')).said).toEqual([en.texts.dm_hello]);
    expect((await world.send('delete my data')).said).toEqual([expect.stringContaining(en.texts.privacy_deletion)]);
    expect(await world.answers.find('7')).toBeUndefined();
    await world.send('older');
    expect(world.made().map(([age]) => age)).toEqual([60, 70]);
  });

  test('"before and after" shows the last answer beside its photo, or the one that it replies to', async () => {
    expect((await world.send('before and after', [], {})).said).toEqual([en.texts.dm_no_answer]);
    for (const name of ['a', 'b']) {
      const { id } = await world.send('60', [name]);
      const picture = world.submitted.at(-1)?.picture ?? anyRequest().picture;
      await world.answers.remember(anyRequest({ id, userId: ALICE, age: 60, picture }));
      const answer = { author: { id: BOT, bot: true }, message_reference: { message_id: id } };
      world.known.set(`answer ${name}`, { ...answer, attachments: [attachment(`aged-${name}`)] });
    }
    const compared = () => world.compare.mock.calls.map(([person, before, after]) => [person, before, after]);
    await world.send('before and after');
    await world.send('before and after', [], replying('answer a'));
    expect(compared()).toEqual(
      ['b', 'a'].map((name) => [
        ALICE,
        expect.objectContaining({ url: linkTo(name) }),
        { age: 60, source: expect.objectContaining({ url: linkTo(`aged-${name}`) }) },
      ]),
    );
  });

  test('an age after two photos in a row leads to the question for which', async () => {
    await world.send('', ['a']);
    expect((await world.send('', ['b'])).said).toEqual([en.texts.dm_how_old]);
    expect((await world.send('60')).said).toEqual(['Which of these 2 photos?']);
    await world.send('1');
    expect(world.made()).toEqual([[60, linkTo('a')]]);
  });
});

describe('a reply', () => {
  test('a reply to an answer continues from its photo, whatever came between', async () => {
    const { id } = await world.send('60', ['a']);
    const [request] = world.submitted;
    await world.answers.remember(
      anyRequest({ id, userId: ALICE, age: 60, picture: request?.picture ?? anyRequest().picture }),
    );
    world.known.set('8', { author: { id: BOT, bot: true }, message_reference: { message_id: id } });
    await world.send('', ['b']);
    await world.send('older', [], replying('8'));
    expect(world.made().at(-1)).toEqual([70, linkTo('a')]);
  });

  test('a reply to a photo ages that photo', async () => {
    const { id } = await world.send('60', ['a']);
    await world.send('60', ['b']);
    await world.send('40', [], replying(id));
    expect(world.made().at(-1)).toEqual([40, linkTo('a')]);
  });
});

describe('an answer to the question about faces', () => {
  const faces = [1, 2, 3].map((x) => ({ x, y: 0, width: 1, height: 1 }));

  test('the named faces are made, at the age that was asked for', async () => {
    await world.questions.remember(anyRequest({ id: '7', userId: ALICE, age: 40 }), faces);
    await world.send('1 and 3');
    expect(world.submitted).toEqual([
      expect.objectContaining({ age: 40, handling: { turn: 0, faces: [faces[0], faces[2]] } }),
    ]);
  });

  test("a message about something else isn't an answer to the question", async () => {
    await world.questions.remember(anyRequest({ id: '7', userId: ALICE, age: 40 }), faces);
    await world.send('60', ['a']);
    expect(world.made()).toEqual([[60, linkTo('a')]]);
    expect(world.submitted[0]?.handling).toBeUndefined();
  });
});

describe('"stop"', () => {
  test('the word "stop" deletes the photo, the answers and the questions, even for a person without access', async () => {
    await world.send('60', ['a']);
    await world.answers.remember(anyRequest({ id: '7', userId: ALICE }));
    await world.questions.remember(anyRequest({ id: '7', userId: ALICE }), [{ x: 0, y: 0, width: 1, height: 1 }]);
    world.access.mockRejectedValue(new ExplainedError('blocked'));
    expect((await world.send('stop')).said).toEqual([en.texts.dm_forgotten]);
    expect(await world.answers.find('7')).toBeUndefined();
    expect(await world.questions.latest(ALICE)).toBeUndefined();
    world.access.mockReset();
    expect((await world.send('70')).said).toEqual([en.texts.dm_no_photo]);
  });
});

describe('a message', () => {
  test('a message that arrives twice has one answer', async () => {
    const event = message('5', '60', ['a']);
    await Promise.all([world.conversation.handle(event), world.conversation.handle(event)]);
    expect(world.submitted).toHaveLength(1);
  });

  test.each([
    ['the bot itself', { author: { id: BOT } }],
    ['another bot', { author: { id: '8', bot: true } }],
    ['somebody in a server', { guild_id: '9' }],
  ])('a message by %s is ignored', async (_who, more) => {
    await world.send('60', ['a'], more);
    expect([world.said, world.submitted]).toEqual([[], []]);
  });

  test('Discord shows each reply once, and it is tried for at most a minute', async () => {
    const { id } = await world.send('', ['a']);
    expect(world.replies.map(({ nonce }) => nonce)).toEqual([`first${id}`, id]);
    for (const { until } of world.replies) expect(until).toBe(world.clock.now() + 60_000);
  });

  test('a message during a store failure gets a sentence, and is logged', async () => {
    const storage = openMemoryStorage({ clock: createFakeClock() });
    const broken: Storage = {
      ...storage,
      atomic: { ...storage.atomic, reserve: () => Promise.reject(new StorageError('disk full')) },
    };
    world = start({ storage: broken });
    expect((await world.send('60', ['a'])).said).toEqual([en.reasons.storage_down]);
    expect(world.error).toHaveBeenCalledWith(expect.objectContaining({ message: '101' }), 'Direct message failed');
  });

  test('a message that meets an error of the bot gets a sentence, and is logged', async () => {
    world.access.mockRejectedValue(new Error('a bug'));
    expect((await world.send('60', ['a'])).said).toEqual([en.reasons.internal]);
    expect(world.error).toHaveBeenCalledOnce();
  });

  test('a message that arrives after the stop is left to the next process', async () => {
    await world.conversation[Symbol.asyncDispose]();
    await world.send('60', ['a']);
    expect([world.said, world.submitted]).toEqual([[], []]);
  });
});

describe('the buttons in direct messages', () => {
  test('the buttons find their photo, and set what the conversation continues from', async () => {
    const { controls } = world.conversation;
    const { id } = await world.send('', ['a']);
    const photo = { channelId: CHANNEL, messageId: id, index: 0 };
    expect(await controls.photo(photo)).toMatchObject({ url: linkTo('a'), origin: photo });
    await expect(controls.photo({ ...photo, index: 1 })).rejects.toMatchObject({ reason: 'picture_gone' });
    await controls.continueFrom(ALICE, photo, 40);
    await world.send('older');
    expect(world.made()).toEqual([[50, linkTo('a')]]);
    await controls.continueFrom(ALICE, photo, 7);
    expect((await world.send('older')).said).toEqual([en.texts.dm_how_old]);
  });
});
