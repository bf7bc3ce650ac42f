import { ComponentType, TextInputStyle, type APIModalInteractionResponseCallbackData } from 'discord.js';
import { text, type Locale } from '../../i18n/text.ts';
import { controlId } from './custom-ids/custom-id.ts';

/** The action of the button under an answer, and of the form that it shows. */
export const REPORT = 'report';
/** The form's input. */
export const REASON = 'reason';
export const LONGEST_REASON = 500;

/** A form that asks what is wrong with a picture. */
export function reportForm(locale: Locale, reference: string): APIModalInteractionResponseCallbackData {
  return {
    custom_id: controlId(REPORT, reference),
    title: text(locale, 'report_title', { reference }),
    components: [
      {
        type: ComponentType.Label,
        label: text(locale, 'report_reason'),
        description: text(locale, 'report_to_whom'),
        component: {
          type: ComponentType.TextInput,
          custom_id: REASON,
          style: TextInputStyle.Paragraph,
          min_length: 1,
          max_length: LONGEST_REASON,
          required: true,
        },
      },
    ],
  };
}
