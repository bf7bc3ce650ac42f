import type { Control } from '../../../src/discord/commands/command.ts';
import { PRIVACY_ACTIONS } from '../../../src/discord/messages/privacy-page.ts';
import { text } from '../../../src/i18n/text.ts';

/** "Delete my data": immediately, and for every process. */
export const deleteMyData: Control = {
  kind: 'control',
  action: PRIVACY_ACTIONS.forget,
  async execute(interaction, _ids, { forgetPerson, replies }) {
    // This searches the whole store, which can take longer than Discord waits.
    await replies.silently(interaction);
    await forgetPerson(interaction.user.id);
    await replies.privately(interaction, { content: text(interaction.locale, 'data_deleted') });
  },
};
