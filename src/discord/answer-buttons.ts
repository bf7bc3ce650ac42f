import {
  ButtonStyle,
  ComponentType,
  type APIActionRowComponent,
  type APIButtonComponentWithCustomId,
} from 'discord.js';
import { BOUNDS } from '../aging/admission.ts';
import type { AgeRequest } from '../aging/age-request.ts';
import { text, type Locale, type TextKey } from '../i18n/text.ts';
import { controlId } from './custom-id.ts';

/** What the buttons under an answer do, by the action in their `custom_id`. */
export const ANSWER_ACTIONS = {
  older: 'older',
  younger: 'younger',
  anotherAge: 'another-age',
  beforeAfter: 'before-after',
  remove: 'delete',
} as const;

/** How many years one press is. */
export const STEP_YEARS = 10;

/** The buttons with which a person goes on from an answer. Their ids are all that they need to know. */
export function answerButtons(request: AgeRequest): APIActionRowComponent<APIButtonComponentWithCustomId> {
  const { id, userId, age, subject, locale } = request;
  const { older, younger, anotherAge, beforeAfter, remove } = ANSWER_ACTIONS;
  // Whoever asked, and whose picture it is: an answer that is posted late, or in a direct message, says neither.
  const owners = [...new Set([userId, subject?.userId ?? userId])];
  return {
    type: ComponentType.ActionRow,
    components: [
      { ...button(locale, 'button_older', controlId(older, id)), disabled: age >= BOUNDS.maxAge },
      { ...button(locale, 'button_younger', controlId(younger, id)), disabled: age <= BOUNDS.minAge },
      button(locale, 'button_another_age', controlId(anotherAge, id)),
      button(locale, 'button_before_after', controlId(beforeAfter, id)),
      { ...button(locale, 'button_delete', controlId(remove, ...owners)), style: ButtonStyle.Danger },
    ],
  };
}

function button(locale: Locale, label: TextKey, customId: string): APIButtonComponentWithCustomId {
  return {
    type: ComponentType.Button,
    style: ButtonStyle.Secondary,
    label: text(locale, label),
    custom_id: customId,
  };
}
