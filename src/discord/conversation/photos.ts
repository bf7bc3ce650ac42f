import type { PictureOrigin, PictureSource } from '../../aging/request/age-request.ts';
import type { Answers } from '../../aging/records/answers.ts';
import { ExplainedError } from '../../i18n/explained-error.ts';
import type { DirectMessages } from '../delivery/direct-messages.ts';
import { picturesInMessage, unusableInMessage } from '../reading/find-picture.ts';
import type { Pointed } from './decide.ts';
import { readAnswering, type Answering } from '../messages/read-answer.ts';
import { hasFiles, isForward, type IncomingMessage } from './incoming-message.ts';
import { topicOf, type Topic } from './topic.ts';

/** Photos of direct messages by their ids, with fresh links. */
export interface PhotoReader {
  /**
   * @param known a message whose links are fresh; others are read from Discord.
   * @throws {ExplainedError} `picture_gone`.
   */
  fresh(origin: PictureOrigin, known: IncomingMessage): Promise<PictureSource>;
  /**
   * For a button, which needs its first response within 3 s.
   *
   * @throws {ExplainedError} `picture_gone`.
   */
  soon(origin: PictureOrigin): Promise<PictureSource>;
}

/** For how long to try to read a message, in ms. */
const READ_MS = 10_000;
const SHORT_READ_MS = 1500;

export function createPhotoReader(messages: DirectMessages): PhotoReader {
  const fetched = async ({ channelId, messageId }: PictureOrigin, retryMs: number): Promise<unknown> =>
    await messages.read(channelId, messageId, retryMs).catch((cause: unknown) => {
      throw new ExplainedError('picture_gone', {}, { cause });
    });
  return {
    fresh: async (origin, known) =>
      pick(origin, known.id === origin.messageId ? known.raw : await fetched(origin, READ_MS)),
    soon: async (origin) => pick(origin, await fetched(origin, SHORT_READ_MS)),
  };
}

function pick(origin: PictureOrigin, message: unknown): PictureSource {
  const found = message === undefined ? undefined : picturesInMessage(message)[origin.index];
  if (!found) throw new ExplainedError('picture_gone');
  return { ...found.picture, origin };
}

export interface PointedOptions {
  readonly messages: DirectMessages;
  readonly answers: Answers;
}

/**
 * The photos that a message refers to, if any.
 *
 * @throws {ExplainedError} why they can't be aged.
 */
export async function pointedBy(message: IncomingMessage, options: PointedOptions): Promise<Pointed | undefined> {
  const { id, channelId, repliesTo, raw } = message;
  const sent = photosOf(channelId, id, raw);
  if (sent) return { by: 'sending', topic: sent };
  if (!repliesTo) return undefined;
  const repliedTo = await options.messages.read(channelId, repliesTo, READ_MS).catch((cause: unknown) => {
    throw new ExplainedError('picture_gone', {}, { cause });
  });
  const answering = readAnswering(repliedTo);
  if (answering.isOurs) return await behindAnswer(message, answering, options);
  const topic = photosOf(channelId, repliesTo, repliedTo);
  return topic && { by: 'reply', topic };
}

/** What an answer or question of ours was about: the photo it was made from, or those of the message it replies to. */
async function behindAnswer(
  { channelId, userId }: IncomingMessage,
  { requestId, messageId }: Answering,
  { messages, answers }: PointedOptions,
): Promise<Pointed | undefined> {
  const by = 'reply to answer';
  const record = requestId === undefined ? undefined : await answers.find(requestId);
  if (record?.userId === userId) {
    const { age, picture } = record;
    return { by, topic: picture.origin && { kind: 'photo', photo: picture.origin, age } };
  }
  if (messageId === undefined) return undefined;
  const source = await messages.read(channelId, messageId, READ_MS).catch(() => undefined);
  const { length } = picturesInMessage(source);
  return length > 0 ? { by, topic: topicOf(channelId, messageId, length) } : undefined;
}

/** @throws {ExplainedError} if it has something that looks like a photo but isn't one. */
function photosOf(channelId: string, messageId: string, message: unknown): Topic | undefined {
  const { length } = picturesInMessage(message);
  if (length > 0) return topicOf(channelId, messageId, length);
  const unusable = unusableInMessage(message);
  if (unusable) throw new ExplainedError(`dm_${unusable}`);
  if (hasFiles(message)) throw new ExplainedError('picture_not_a_picture');
  if (isForward(message)) throw new ExplainedError('dm_forwarded');
  return undefined;
}
