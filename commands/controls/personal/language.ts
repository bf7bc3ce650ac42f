import { LANGUAGE } from '../../../src/discord/messages/language-menu.ts';
import type { Control } from '../../../src/discord/commands/command.ts';
import { isLanguage } from '../../../src/i18n/languages.ts';
import { helpPage } from '../../age-help.ts';

/** The menu below the help, by which a person chooses the language that they read. */
export const language: Control = {
  kind: 'control',
  action: LANGUAGE,
  async execute(interaction, _ids, context) {
    const [value = ''] = interaction.isStringSelectMenu() ? interaction.values : [];
    const { languages, replies } = context;
    const locale = await languages.choose(
      interaction.user.id,
      isLanguage(value) ? value : undefined,
      interaction.locale,
    );
    interaction.locale = locale as typeof interaction.locale;
    await replies.inPlace(interaction, helpPage(interaction, context));
  },
};
