import { Client, Message, type APIMessage } from 'discord.js';
import { describe, expect, test } from 'vitest';
import type { AgeRequest } from '../../../../src/aging/request/age-request.ts';
import type { AgedPicture } from '../../../../src/aging/request/ports.ts';
import { referenceOf } from '../../../../src/aging/request/reference.ts';
import { QuestionError } from '../../../../src/aging/records/questions.ts';
import { createControlSignatures } from '../../../../src/discord/commands/custom-ids/control-signatures.ts';
import { ANSWER_ACTIONS } from '../../../../src/discord/messages/answer-buttons.ts';
import {
  answerMessage,
  comparisonMessage,
  type AnswerMessage,
} from '../../../../src/discord/messages/answer-message.ts';
import { failureMessage } from '../../../../src/discord/messages/failure-message.ts';
import { photoMessage, placeMessage, sentenceMessage, stepMessage } from '../../../../src/discord/messages/notices.ts';
import {
  deletersIn,
  isAnswer,
  pictureOwner,
  readAnswering,
  referenceIn,
  requestIdIn,
  shownPicture,
} from '../../../../src/discord/messages/read-answer.ts';
import { picturesInMessage } from '../../../../src/discord/reading/find-picture.ts';
import { anyRequest } from '../../../support/fakes/any-request.ts';

const REQUESTER = '11111111111111111111';
const OWNER = '22222222222222222222';
const messageUrl = 'https://discord.com/channels/1/2/3';
const request = anyRequest({ id: '12345678901234567890', userId: REQUESTER });
const picture: AgedPicture = { bytes: new Uint8Array([1]), extension: 'jpg', width: 1, height: 1 };
const client = new Client({ intents: [] });
const signatures = createControlSignatures({ aliases: () => ['0123456789abcdef'] });

/** A message as Discord returns it: a file that an embed refers to is in the embed only. */
function stored({ body, files }: AnswerMessage): APIMessage {
  const uploads = files.map(({ name }, index) => {
    const url = `https://cdn.discordapp.com/attachments/1/${index}/${name}?ex=1`;
    return { id: String(index), filename: name, size: 1, url, proxy_url: url };
  });
  const urlOf = (reference: string) => uploads.find(({ filename }) => reference === `attachment://${filename}`)?.url;
  const embeds = (body.embeds ?? []).map((embed) => ({
    ...embed,
    ...(embed.image && { image: { url: urlOf(embed.image.url) ?? '' } }),
  }));
  const attachments = uploads.filter(({ url }) => embeds.every(({ image }) => image?.url !== url));
  const author = { id: '7', username: 'bot', bot: true };
  const message = { id: '5', channel_id: '2', author, content: body.content ?? '', timestamp: '2026-01-01T00:00:00Z' };
  return {
    ...message,
    embeds,
    attachments,
    components: signatures.sign(body.components ?? []),
  } as unknown as APIMessage;
}

/** The message as discord.js passes it to a button's command. */
const asObject = (message: APIMessage): Message => Reflect.construct(Message, [client, message]) as Message;

function idsOf(message: APIMessage, action: string): readonly string[] {
  const rows = (message.components ?? []) as { components: { custom_id?: string }[] }[];
  const ids = rows.flatMap(({ components }) => components.map(({ custom_id }) => signatures.read(custom_id ?? '')));
  const found = ids.find((id) => id?.action === action);
  if (!found) throw new Error(`There is no button for ${action}`);
  return found.ids;
}

const variants: readonly [string, Partial<AgeRequest>, Partial<AgedPicture>, owner: object, deleters: string[]][] = [
  ["the requester's own photo", {}, {}, { userId: REQUESTER }, [REQUESTER]],
  ['a spoiler', { picture: { ...request.picture, spoiler: true } }, {}, { userId: REQUESTER }, [REQUESTER]],
  ["somebody else's message", { subject: { userId: OWNER, messageUrl } }, {}, { userId: OWNER }, [REQUESTER, OWNER]],
  [
    "the requester's own message",
    { subject: { userId: REQUESTER, messageUrl } },
    {},
    { userId: REQUESTER },
    [REQUESTER],
  ],
  ["a webhook's message", { subject: { messageUrl } }, {}, {}, [REQUESTER]],
  [
    "a webhook's message that shows an avatar",
    { subject: { messageUrl }, picture: { ...request.picture, avatarOf: OWNER } },
    {},
    { userId: OWNER },
    [REQUESTER, OWNER],
  ],
  [
    'a timeline that is complete',
    { timeline: [20, 40] },
    { ages: [20, 40], animation: { ...picture, extension: 'webp' } },
    { userId: REQUESTER },
    [REQUESTER],
  ],
  ['a timeline that is not', { timeline: [20, 40] }, { ages: [20] }, { userId: REQUESTER }, [REQUESTER]],
];

describe.each(variants)('an answer about %s', (_what, asked, made, owner, deleters) => {
  const message = stored(answerMessage({ ...request, ...asked }, { ...picture, ...made }));

  test('the message is recognised as an answer with its picture', () => {
    expect(isAnswer(message)).toBe(true);
    expect(shownPicture(asObject(message))?.url).toContain(referenceOf(request.id));
    // Also with the message's menu.
    const found = picturesInMessage(message).map((each) => each.picture.url);
    expect(found).toContain(shownPicture(asObject(message))?.url);
  });

  test('the message says whose picture it is, who can delete it, and what it answered', () => {
    expect(pictureOwner(message.components)).toEqual(owner);
    expect(deletersIn(idsOf(message, ANSWER_ACTIONS.remove))).toEqual(deleters);
    const { older, younger, anotherAge, beforeAfter, report } = ANSWER_ACTIONS;
    // A timeline shows the photo already.
    const ofPictures = asked.timeline ? [] : [beforeAfter];
    for (const action of [older, younger, anotherAge, ...ofPictures]) {
      expect(requestIdIn(idsOf(message, action))).toBe(request.id);
    }
    expect(referenceIn(idsOf(message, report))).toBe(referenceOf(request.id));
  });
});

describe('a message that is not an answer', () => {
  const question = new QuestionError('which_face', {
    width: 10,
    height: 10,
    faces: [{ x: 0, y: 0, width: 5, height: 5 }],
    numbered: new Uint8Array([1]),
  });
  const { files, ...comparison } = comparisonMessage('en-US', {
    requestId: request.id,
    age: 60,
    subject: undefined,
    jpeg: new Uint8Array([1]),
    stacked: false,
    spoiler: false,
  });
  const others: [string, AnswerMessage][] = [
    ['a sentence', sentenceMessage('No.')],
    ['a place in the line', { body: placeMessage(request, { position: 1, startsAt: 1 }, 0), files: [] }],
    ['a step', { body: stepMessage(request, 1, 2), files: [] }],
    ['a photo for the endpoint', photoMessage(request, new Uint8Array([1]))],
    ['a question with a picture of faces', failureMessage(request, question)],
    ['a comparison', { body: comparison, files: [...files] }],
  ];

  test.each(others)("the message isn't an answer: %s", (_what, message) => {
    expect(isAnswer(stored(message))).toBe(false);
    expect(pictureOwner(stored(message).components)).toBeUndefined();
  });

  test('a message has no owner if its buttons belong to another application, or if it has something else instead', () => {
    expect(pictureOwner([{ components: [{ custom_id: 'somebody else' }, {}] }])).toBeUndefined();
    expect(pictureOwner('something else')).toBeUndefined();
  });

  test('the message shows no picture of an answer', () => {
    expect(shownPicture(asObject(stored(sentenceMessage('No.'))))).toBeUndefined();
  });
});

describe('a message that answers another', () => {
  const ours = { author: { id: 'bot', bot: true } };

  test('the request is named by the message that it replies to, or by the interaction', () => {
    const reply = { ...ours, message_reference: { message_id: '5' } };
    expect(readAnswering(reply)).toEqual({ isOurs: true, requestId: '5', messageId: '5' });
    expect(readAnswering({ ...ours, interaction_metadata: { id: '6' } })).toEqual({ isOurs: true, requestId: '6' });
  });

  test("a message written by a person isn't ours", () => {
    expect(readAnswering({ author: { id: '3' } })).toEqual({ isOurs: false });
  });
});
