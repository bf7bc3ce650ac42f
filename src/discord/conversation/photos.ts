import type { PictureOrigin, PictureSource } from '../../aging/age-request.ts';
import type { Answers } from '../../aging/answers.ts';
import { ExplainedError } from '../../i18n/explained-error.ts';
import type { DirectMessages } from '../direct-messages.ts';
import { picturesInMessage } from '../find-picture.ts';
import type { Pointed } from './decide.ts';
import { readAnswered, type IncomingMessage } from './incoming-message.ts';
import { topicOf } from './topic.ts';

/** Photos of direct messages by their ids, with links that are fresh. */
export interface PhotoReader {
  /**
   * @param known a message at hand, whose links are fresh; any other is fetched.
   * @throws {ExplainedError} `picture_gone`.
   */
  fresh(origin: PictureOrigin, known: IncomingMessage): Promise<PictureSource>;
  /**
   * For a button, whose first response must come within 3 s.
   *
   * @throws {ExplainedError} `picture_gone`.
   */
  soon(origin: PictureOrigin): Promise<PictureSource>;
}

/** How long Discord is asked for a message, in ms. */
const PATIENCE_MS = 10_000;
const SHORT_PATIENCE_MS = 1500;

export function createPhotoReader(messages: DirectMessages): PhotoReader {
  const fetched = async ({ channelId, messageId }: PictureOrigin, patienceMs: number): Promise<unknown> =>
    await messages.read(channelId, messageId, patienceMs).catch((cause: unknown) => {
      throw new ExplainedError('picture_gone', {}, { cause });
    });
  return {
    fresh: async (origin, known) =>
      pick(origin, known.id === origin.messageId ? known.raw : await fetched(origin, PATIENCE_MS)),
    soon: async (origin) => pick(origin, await fetched(origin, SHORT_PATIENCE_MS)),
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

/** The photos that a message brings up, if any. */
export async function pointedBy(message: IncomingMessage, options: PointedOptions): Promise<Pointed | undefined> {
  const { id, channelId, repliesTo, raw } = message;
  const { length } = picturesInMessage(raw);
  if (length > 0) return { by: 'sending', topic: topicOf(channelId, id, length) };
  if (!repliesTo) return undefined;
  const repliedTo = await options.messages.read(channelId, repliesTo, PATIENCE_MS).catch(() => undefined);
  if (!repliedTo) return undefined;
  const answered = readAnswered(repliedTo);
  if (!answered.isOurs) return photosOf(channelId, repliesTo, repliedTo, 'reply');
  return await behindAnswer(message, answered, options);
}

/** What an answer or a question of ours was about: the photo that it was made from, or that of the message it answers. */
async function behindAnswer(
  { channelId, userId }: IncomingMessage,
  { request, message }: ReturnType<typeof readAnswered>,
  { messages, answers }: PointedOptions,
): Promise<Pointed | undefined> {
  const record = request === undefined ? undefined : await answers.find(request);
  if (record?.picture.origin && record.userId === userId) {
    return { by: 'reply to answer', topic: { kind: 'photo', photo: record.picture.origin, age: record.age } };
  }
  if (message === undefined) return undefined;
  const source = await messages.read(channelId, message, PATIENCE_MS).catch(() => undefined);
  return source && photosOf(channelId, message, source, 'reply to answer');
}

function photosOf(channelId: string, messageId: string, message: unknown, by: Pointed['by']): Pointed | undefined {
  const { length } = picturesInMessage(message);
  return length > 0 ? { by, topic: topicOf(channelId, messageId, length) } : undefined;
}
