import type { Control } from '../../src/discord/commands/command.ts';
import { makeByControl, photoNamed } from '../../src/discord/conversation/by-control.ts';
import { ageQuestion } from '../../src/discord/conversation/questions.ts';

/** A button for one of several photos in a direct message. It contains the age too, if the person has given one. */
export const dmPhoto: Control = {
  kind: 'control',
  action: 'dm-photo',
  async execute(interaction, [messageId = '', index = '', age], context) {
    const photo = photoNamed(interaction, messageId, index);
    if (age !== undefined) return await makeByControl(interaction, photo, Number(age), context);
    const { conversation, replies } = context;
    await replies.openly(interaction, ageQuestion(interaction.locale, photo, conversation.bounds));
    await conversation.continueFrom(interaction.user.id, photo);
  },
};
