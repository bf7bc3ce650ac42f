import type { Control } from '../../src/discord/commands/command.ts';
import { CANCEL } from '../../src/discord/messages/notices.ts';
import { text } from '../../src/i18n/text.ts';

/** The button of somebody who is waiting in line. */
export const cancel: Control = {
  kind: 'control',
  action: CANCEL,
  async execute(interaction, [id = ''], { cancel: takeOut, replies }) {
    const outcome = await takeOut(id, interaction.user.id);
    // The answer itself says that it was cancelled.
    if (outcome === 'cancelled') await replies.silently(interaction);
    else {
      const key = outcome === 'started' ? 'cancel_started' : 'cancel_not_yours';
      await replies.privately(interaction, { content: text(interaction.locale, key) });
    }
  },
};
