import type { BaseInteraction } from 'discord.js';
import type { PictureOrigin } from '../../aging/request/age-request.ts';
import type { CommandContext } from '../commands/command.ts';
import type { Wish } from './decide.ts';
import { requesterOf } from '../reading/request-origin.ts';

/** The photo that a control in direct messages names by ids. */
export function photoNamed({ channelId }: BaseInteraction, messageId: string, index: string): PictureOrigin {
  return { channelId: channelId ?? '', messageId, index: Number(index) };
}

/**
 * Makes the picture that a button or form in direct messages asks for, and continues the conversation from it.
 *
 * @throws {ExplainedError} `picture_gone`.
 */
export async function makeByControl(
  interaction: BaseInteraction,
  photo: PictureOrigin,
  { age, timeline }: Wish,
  { conversation, submit, extras }: CommandContext,
): Promise<void> {
  const picture = await conversation.photo(photo);
  const list = timeline && { timeline: [...timeline] };
  await submit({ ...requesterOf(interaction, extras), command: 'dm', age, ...list, picture, private: false });
  await conversation.continueFrom(interaction.user.id, photo, age, timeline);
}
