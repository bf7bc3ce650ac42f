import {
  ButtonStyle,
  ComponentType,
  type APIActionRowComponent,
  type APIButtonComponentWithCustomId,
} from 'discord.js';
import type { PictureOrigin } from '../../aging/request/age-request.ts';
import { text, type Locale } from '../../i18n/text.ts';
import { controlId } from '../commands/custom-ids/custom-id.ts';
import type { AgeBounds, Wish } from './decide.ts';
import type { SeveralPhotos } from './topic.ts';

/** A message that asks something: a sentence with buttons. */
export interface Prompt {
  readonly content: string;
  readonly components: APIActionRowComponent<APIButtonComponentWithCustomId>[];
}

const COMMON_AGES = [20, 40, 60, 80];
const BUTTONS_IN_A_ROW = 5;

/** Asks for the age, with buttons for common ages. They contain only ids, so they work after a restart. */
export function ageQuestion(locale: Locale, { messageId, index }: PictureOrigin, bounds: AgeBounds): Prompt {
  const ages = COMMON_AGES.filter((age) => age >= bounds.min && age <= bounds.max);
  return question(text(locale, 'dm_how_old'), [
    ...ages.map((age) => button(String(age), 'dm-age', messageId, String(index), String(age))),
    button(text(locale, 'button_another_age'), 'dm-another-age', messageId, String(index)),
  ]);
}

/** Asks which of several photos, with a button for each. */
export function whichQuestion(locale: Locale, { photos, age, timeline }: SeveralPhotos): Prompt {
  const wanted = age === undefined ? [] : [timeline ? timeline.join('-') : String(age)];
  return question(
    text(locale, 'dm_which', { count: photos.length }),
    photos.map(({ messageId, index }, at) => button(String(at + 1), 'dm-photo', messageId, String(index), ...wanted)),
  );
}

/** What a button of {@link whichQuestion} makes of its photo, from its `custom_id`. */
export function wishIn(wanted: string): Wish {
  const ages = wanted.split('-').map(Number);
  return { age: ages.at(-1) ?? Number.NaN, ...(ages.length > 1 && { timeline: ages }) };
}

function question(content: string, buttons: readonly APIButtonComponentWithCustomId[]): Prompt {
  const components = Array.from({ length: Math.ceil(buttons.length / BUTTONS_IN_A_ROW) }, (_, row) => ({
    type: ComponentType.ActionRow as const,
    components: buttons.slice(row * BUTTONS_IN_A_ROW, (row + 1) * BUTTONS_IN_A_ROW),
  }));
  return { content, components };
}

function button(label: string, action: string, ...ids: readonly string[]): APIButtonComponentWithCustomId {
  return {
    type: ComponentType.Button,
    style: ButtonStyle.Secondary,
    label,
    custom_id: controlId(action, ...ids),
  };
}
