import {
  ComponentType,
  TextInputStyle,
  type APILabelComponent,
  type APIModalInteractionResponseCallbackData,
  type ModalSubmitInteraction,
} from 'discord.js';
import { MAX_AGE } from '../../../bounds.ts';
import { sentenceLocaleOf } from '../../../i18n/locale.ts';
import { text, type Locale } from '../../../i18n/text.ts';
import type { FoundPicture } from '../../reading/find-picture.ts';
import { readAge } from '../../words/age-lists.ts';

/** The inputs of the form, by their `custom_id`. */
const FORM = { age: 'age', picture: 'picture' } as const;

/** Discord's limits: options of a select menu, and characters of an option's text. */
export const MOST_CHOICES = 25;
const LONGEST_TEXT = 100;
/** Discord's limit for a radio group, which has two at least. */
const MOST_RADIO_OPTIONS = 10;
/** Prefilled if nothing else is known, so that people only have to submit the form. */
const DEFAULT_AGE = 60;

/** The age that was written into the form, in the person's language too; `NaN` unless it's clear. */
export function chosenAge({ fields, locale }: Pick<ModalSubmitInteraction, 'fields' | 'locale'>): number {
  return readAge(fields.getTextInputValue(FORM.age), sentenceLocaleOf(locale));
}

/** The picture that was chosen in the form; the form offers a choice only if there are several. */
export function chosenPicture({ fields }: Pick<ModalSubmitInteraction, 'fields'>): number {
  const field = fields.fields.get(FORM.picture);
  if (!field) return 0;
  const [value] = field.type === ComponentType.RadioGroup ? [field.value] : fields.getStringSelectValues(FORM.picture);
  return value !== undefined && value !== null && /^\d+$/.test(value) ? Number(value) : Number.NaN;
}

export interface AgeFormOptions {
  readonly customId: string;
  readonly locale: Locale;
  /** The youngest age that can be asked for here. */
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
          value: String(Math.max(age, minAge)),
          min_length: 1,
          max_length: 20,
          required: true,
        },
      },
      ...(pictures.length > 1 ? [pictureChoice(locale, pictures)] : []),
    ],
  };
}

/** All of a few pictures are seen at once; more are in a menu. */
function pictureChoice(locale: Locale, pictures: readonly FoundPicture[]): APILabelComponent {
  const isShort = pictures.length <= MOST_RADIO_OPTIONS;
  return {
    type: ComponentType.Label,
    label: text(locale, 'age_form_picture'),
    component: {
      type: isShort ? ComponentType.RadioGroup : ComponentType.StringSelect,
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
