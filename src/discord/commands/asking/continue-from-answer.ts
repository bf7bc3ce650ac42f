import { MessageFlags, type MessageComponentInteraction, type ModalSubmitInteraction } from 'discord.js';
import type { PictureSource } from '../../../aging/request/age-request.ts';
import type { AnswerRecord } from '../../../aging/records/answers.ts';
import { ExplainedError } from '../../../i18n/explained-error.ts';
import type { CommandContext } from '../command.ts';
import { requesterOf, venueOf } from '../../reading/request-origin.ts';

type Press = MessageComponentInteraction | ModalSubmitInteraction;

/**
 * The answer that a button is under, for the person who asked for it.
 *
 * @throws {ExplainedError} `answer_forgotten`, `answer_not_yours`, or why nobody can continue from it.
 */
export async function ownAnswer(
  interaction: Press,
  id: string,
  { answers, access, extras }: Pick<CommandContext, 'answers' | 'access' | 'extras'>,
): Promise<AnswerRecord> {
  const { user } = interaction;
  const answer = await answers.find(id);
  if (!answer) throw new ExplainedError('answer_forgotten');
  if (answer.userId !== user.id) throw new ExplainedError('answer_not_yours');
  const { subject, picture } = answer;
  await access({ userId: user.id, venue: venueOf(interaction, extras), subject, picture });
  return answer;
}

/** Asks for the same picture at another age, as private as the message under which it is asked for. */
export async function continueFromAnswer(
  interaction: Press,
  { picture, subject, handling, private: isPrivate }: AnswerRecord,
  age: number,
  context: CommandContext,
): Promise<void> {
  const { conversation, submit, extras } = context;
  await submit({
    ...requesterOf(interaction, extras),
    command: 'button',
    age,
    picture: await withFreshLink(picture, context),
    ...(subject && { subject }),
    ...(handling && { handling }),
    private: isPrivate && isPrivateMessage(interaction),
  });
  if (picture.origin) await conversation.continueFrom(interaction.user.id, picture.origin, age);
}

/** A private answer can have been posted for everyone. */
function isPrivateMessage({ message }: Press): boolean {
  return message?.flags.has(MessageFlags.Ephemeral) ?? true;
}

/**
 * The picture, with a fresh link if it's from a direct message, which the bot can read again.
 *
 * @throws {ExplainedError} `picture_gone`.
 */
export async function withFreshLink(
  picture: PictureSource,
  { conversation }: Pick<CommandContext, 'conversation'>,
): Promise<PictureSource> {
  return picture.origin ? await conversation.photo(picture.origin) : picture;
}
