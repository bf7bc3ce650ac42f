import {
  ButtonStyle,
  ComponentType,
  type APIActionRowComponent,
  type APIButtonComponent,
  type APIInteractionResponseCallbackData,
} from 'discord.js';
import { text, type Locale } from '../../i18n/text.ts';
import type { Links } from '../commands/command.ts';
import { controlId } from '../commands/custom-ids/custom-id.ts';
import { linkButton } from './link-button.ts';
import { page } from './page.ts';

/** What the buttons of the page do, by the action in their `custom_id`. */
export const PRIVACY_ACTIONS = {
  optOut: 'opt-out',
  optIn: 'opt-in',
  show: 'show-my-data',
  forget: 'delete-my-data',
} as const;

export interface PrivacyPageOptions {
  readonly locale: Locale;
  /** Whether this person doesn't want others to age their pictures. */
  readonly optedOut: boolean;
  readonly links: Links;
}

/** What is stored about a person, who gets their photos, and the buttons to change that. */
export function privacyPage({ locale, optedOut, links }: PrivacyPageOptions): APIInteractionResponseCallbackData {
  return {
    ...page(
      [
        text(locale, 'privacy_photos'),
        text(locale, 'privacy_kept'),
        text(locale, optedOut ? 'privacy_opted_out' : 'privacy_opted_in'),
        text(locale, 'privacy_copies'),
        text(locale, 'privacy_deletion'),
      ].join('\n\n'),
    ),
    components: [row(locale, optedOut, links)],
  };
}

function row(locale: Locale, optedOut: boolean, links: Links): APIActionRowComponent<APIButtonComponent> {
  const { optOut, optIn, show, forget } = PRIVACY_ACTIONS;
  const choice = optedOut
    ? ({ label: text(locale, 'button_opt_in'), custom_id: controlId(optIn) } as const)
    : ({ label: text(locale, 'button_opt_out'), custom_id: controlId(optOut) } as const);
  return {
    type: ComponentType.ActionRow,
    components: [
      { type: ComponentType.Button, style: ButtonStyle.Primary, ...choice },
      {
        type: ComponentType.Button,
        style: ButtonStyle.Secondary,
        label: text(locale, 'button_show_data'),
        custom_id: controlId(show),
      },
      {
        type: ComponentType.Button,
        style: ButtonStyle.Danger,
        label: text(locale, 'button_delete_data'),
        custom_id: controlId(forget),
      },
      ...(links.privacy ? [linkButton(text(locale, 'help_button_privacy'), links.privacy)] : []),
      ...(links.support ? [linkButton(text(locale, 'help_button_support'), links.support)] : []),
    ],
  };
}
