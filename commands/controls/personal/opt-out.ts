import type { Control } from '../../../src/discord/commands/command.ts';
import { PRIVACY_ACTIONS, privacyPage } from '../../../src/discord/messages/privacy-page.ts';

/** "Don't let others age my pictures". */
export const optOut = choice(PRIVACY_ACTIONS.optOut, true);

/** "Let others age my pictures". */
export const optIn = choice(PRIVACY_ACTIONS.optIn, false);

function choice(action: string, optedOut: boolean): Control {
  return {
    kind: 'control',
    action,
    async execute(interaction, _ids, { optOuts, replies, links }) {
      await optOuts.set(interaction.user.id, optedOut);
      await replies.inPlace(interaction, privacyPage({ locale: interaction.locale, optedOut, links }));
    },
  };
}
