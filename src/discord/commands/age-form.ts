import { ComponentType, TextInputStyle, type APIModalInteractionResponseCallbackData } from 'discord.js';
import { MAX_AGE } from '../../bounds.ts';
import { text, type Locale } from '../../i18n/text.ts';
import type { FoundPicture } from '../reading/find-picture.ts';

/** The inputs of the form, by their `custom_id`. */
export const FORM = { age: 'age', picture: 'picture' } as const;

/** Discord's limits: options of a select menu, and characters of an option's text. */
export const MOST_CHOICES = 25;
const LONGEST_TEXT = 100;
/** Prefilled if nothing else is known, so that people only have to submit the form. */
const DEFAULT_AGE = 60;

export interface AgeFormOptions {
  readonly customId: string;
  readonly locale: Locale;
  /** The youngest age that the operator allows; a server can ask for more. */
  readonly minAge: number;
  /** Prefilled. */
  readonly age?: number;
  /** Of several, one is chosen; at most {@link MOST_CHOICES}. */
  readonly pictures?: readonly FoundPicture[];
}

/** A form that asks for an age, and which picture where there are several. */
export function ageForm(options: AgeFormOptions): APIModalInteractionResponseCallbackData {
  const { customId, locale, minAge, age = DEFAULT_AGE, pictures = [] } = options;
  return {
    custom_id: customId,
    title: text(locale, 'age_form_title'),
    components: [
      {
        type: ComponentType.Label,
        label: text(locale, 'age_form_age'),
        description: text(locale, 'age_form_range', { min: minAge, max: MAX_AGE }),
        component: {
          type: ComponentType.TextInput,
          custom_id: FORM.age,
          style: TextInputStyle.Short,
          value: String(age),
          min_length: 1,
          max_length: 20,
          required: true,
        },
      },
      ...(pictures.length > 1 ? [pictureChoice(locale, pictures)] : []),
    ],
  };
}

function pictureChoice(locale: Locale, pictures: readonly FoundPicture[]) {
  return {
    type: ComponentType.Label as const,
    label: text(locale, 'age_form_picture'),
    component: {
      type: ComponentType.StringSelect as const,
      custom_id: FORM.picture,
      required: true,
      options: pictures.map(({ label, picture: { description } }, index) => {
        const numbered = text(locale, 'age_form_numbered', { number: index + 1 });
        return {
          value: String(index),
          label: shorten(label ? `${numbered}: ${label}` : numbered),
          ...(description && { description: shorten(description) }),
          ...(index === 0 && { default: true }),
        };
      }),
    },
  };
}

function shorten(whole: string): string {
  return whole.length <= LONGEST_TEXT ? whole : `${[...whole].slice(0, LONGEST_TEXT / 2).join('')}…`;
}
