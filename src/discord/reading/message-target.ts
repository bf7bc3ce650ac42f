import type { AgeRequest } from '../../aging/request/age-request.ts';
import { ExplainedError } from '../../i18n/explained-error.ts';
import { pictureOwner } from '../messages/read-answer.ts';
import { pictureOfFile, picturesInMessage, unusableInMessage, type FoundPicture } from './find-picture.ts';
import { isBlank, readSource, type OwnIds } from './raw-message.ts';

/** The pictures of a message, and whose they are. */
export interface MessageTarget {
  readonly pictures: readonly [FoundPicture, ...FoundPicture[]];
  readonly subject: NonNullable<AgeRequest['subject']> & { readonly messageUrl: string };
}

/**
 * What can be aged in a message.
 *
 * @param message as Discord sent it.
 * @param guildId of the message; none in direct messages.
 * @param attachmentId of the one file that is meant.
 * @throws {ExplainedError} `message_without_picture`, `message_with_…`, or `message_hidden` for a message whose content
 *   Discord doesn't show to the bot.
 */
export function targetIn(
  message: unknown,
  own: OwnIds,
  guildId: string | null | undefined,
  attachmentId?: string,
): MessageTarget {
  const [first, ...others] = attachmentId ? onlyFile(message, attachmentId) : picturesInMessage(message);
  if (!first) throw new ExplainedError(whyNone(message));
  const { id, channelId, authorId, isOurs, components } = readSource(message, own);
  // Only in the bot's own messages can the ids of buttons be trusted to say whose picture it is.
  const owner = isOurs ? pictureOwner(components) : { userId: authorId };
  // The bot's own, but not an answer: it can show a photo for the endpoint to fetch, and doesn't say whose.
  if (owner === undefined) throw new ExplainedError('message_without_picture');
  const messageUrl = `https://discord.com/channels/${guildId ?? '@me'}/${channelId}/${id}`;
  return { pictures: [first, ...others], subject: { ...owner, messageUrl } };
}

function onlyFile(message: unknown, attachmentId: string): FoundPicture[] {
  const found = pictureOfFile(message, attachmentId);
  return found ? [found] : [];
}

function whyNone(message: unknown) {
  const unusable = unusableInMessage(message);
  if (unusable) return `message_with_${unusable}` as const;
  return isBlank(message) ? 'message_hidden' : 'message_without_picture';
}
