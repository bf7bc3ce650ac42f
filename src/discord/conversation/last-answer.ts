import type { Answers } from '../../aging/records/answers.ts';
import type { AgeRequest, PictureSource } from '../../aging/request/age-request.ts';
import type { DirectMessages } from '../delivery/direct-messages.ts';
import { readAnswering } from '../messages/read-answer.ts';
import { picturesInMessage } from '../reading/find-picture.ts';
import type { IncomingMessage } from './incoming-message.ts';

/** An answer to a person, and the picture that it was made from. */
export interface PastAnswer {
  readonly requestId: string;
  readonly age: number;
  readonly subject: AgeRequest['subject'];
  readonly before: PictureSource;
  readonly after: PictureSource;
}

/** For how long to try to read messages, in ms. */
const READ_MS = 10_000;

/**
 * The answer that a message replies to, otherwise the last one in the conversation, if its buttons still work.
 *
 * @throws what Discord answered if the messages couldn't be read.
 */
export async function lastAnswer(
  { channelId, userId, repliesTo }: IncomingMessage,
  { messages, answers }: { readonly messages: DirectMessages; readonly answers: Pick<Answers, 'find'> },
): Promise<PastAnswer | undefined> {
  const candidates =
    repliesTo === undefined
      ? await messages.recent(channelId, READ_MS)
      : [await messages.read(channelId, repliesTo, READ_MS)];
  for (const message of candidates) {
    const { isOurs, requestId } = readAnswering(message);
    const [shown] = isOurs ? picturesInMessage(message) : [];
    const record = shown && requestId !== undefined ? await answers.find(requestId) : undefined;
    if (shown && requestId !== undefined && record?.userId === userId) {
      return { requestId, age: record.age, subject: record.subject, before: record.picture, after: shown.picture };
    }
  }
  return undefined;
}
