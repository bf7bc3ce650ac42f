import type { Control } from '../../../src/discord/commands/command.ts';
import { makeByControl, photoNamed } from '../../../src/discord/conversation/by-control.ts';
import { ageQuestion, wishIn } from '../../../src/discord/conversation/questions.ts';

/** A button for one of several photos in a direct message. It contains the ages too, if the person has given any. */
export const dmPhoto: Control = {
  kind: 'control',
  action: 'dm-photo',
  onlyIn: 'dm',
  async execute(interaction, [messageId = '', index = '', wanted], context) {
    const photo = photoNamed(interaction, messageId, index);
    if (wanted !== undefined) return await makeByControl(interaction, photo, wishIn(wanted), context);
    const { conversation, replies } = context;
    await replies.openly(interaction, ageQuestion(interaction.locale, photo, conversation.bounds));
    await conversation.continueFrom(interaction.user.id, photo);
  },
};
