import { ComponentType, type APIStringSelectComponent } from 'discord.js';
import { LANGUAGE_CODES, LANGUAGES } from '../../i18n/languages.ts';
import { choiceIn } from '../../i18n/locale.ts';
import { text, type Locale } from '../../i18n/text.ts';
import { controlId } from '../commands/custom-ids/custom-id.ts';

/** The action of the menu. */
export const LANGUAGE = 'language';
/** The value instead of a language's code. */
const AS_DISCORD = 'discord';

/** The languages, each by its own name. */
export function languageMenu(locale: Locale): APIStringSelectComponent {
  const chosen = choiceIn(locale);
  return {
    type: ComponentType.StringSelect,
    custom_id: controlId(LANGUAGE),
    placeholder: text(locale, 'help_language'),
    options: [
      { value: AS_DISCORD, label: text(locale, 'help_language_discord'), default: chosen === undefined },
      ...LANGUAGE_CODES.map((code) => ({ value: code, label: LANGUAGES[code], default: code === chosen })),
    ],
  };
}
