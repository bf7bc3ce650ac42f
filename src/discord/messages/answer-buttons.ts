import {
  ButtonStyle,
  ComponentType,
  type APIActionRowComponent,
  type APIButtonComponentWithCustomId,
} from 'discord.js';
import { z } from 'zod';
import { MAX_AGE, MIN_AGE } from '../../bounds.ts';
import type { AgeRequest } from '../../aging/request/age-request.ts';
import { referenceOf } from '../../aging/request/reference.ts';
import { text, type Locale, type TextKey } from '../../i18n/text.ts';
import { controlId, readControlId } from '../commands/custom-id.ts';
import { REPORT } from '../commands/report-form.ts';

/** What the buttons under an answer do, by the action in their `custom_id`. */
export const ANSWER_ACTIONS = {
  older: 'older',
  younger: 'younger',
  anotherAge: 'another-age',
  beforeAfter: 'before-after',
  remove: 'delete',
} as const;

/** Stands for the owner of a picture that is nobody's: a webhook posted it. */
const NOBODY = 'nobody';

/** How many years one press is. */
export const STEP_YEARS = 10;

/** The buttons with which a person goes on from an answer. Their ids are all that they need to know. */
export function answerButtons(request: AgeRequest): APIActionRowComponent<APIButtonComponentWithCustomId>[] {
  const { id, userId, age, subject, picture, locale } = request;
  const { older, younger, anotherAge, beforeAfter, remove } = ANSWER_ACTIONS;
  // Whoever asked, and whose picture it is: an answer that is posted late, or in a direct message, says neither.
  const others = [subject?.userId, picture.avatarOf].filter((owner) => owner !== undefined);
  const owners = new Set([userId, ...(subject && others.length === 0 ? [NOBODY] : others)]);
  return [
    row(
      { ...button(locale, 'button_older', controlId(older, id)), disabled: age >= MAX_AGE },
      { ...button(locale, 'button_younger', controlId(younger, id)), disabled: age <= MIN_AGE },
      button(locale, 'button_another_age', controlId(anotherAge, id)),
      button(locale, 'button_before_after', controlId(beforeAfter, id)),
      { ...button(locale, 'button_delete', controlId(remove, ...owners)), style: ButtonStyle.Danger },
    ),
    row(button(locale, 'button_report', controlId(REPORT, referenceOf(id)))),
  ];
}

const rowsSchema = z.array(z.object({ components: z.array(z.object({ custom_id: z.string().optional() })) }));

/**
 * Whose picture an answer of ours shows, by the ids of its buttons.
 *
 * @returns nobody's id where a webhook posted the picture; `undefined` for a message that is no answer.
 */
export function ownerOf(components: unknown): { readonly userId?: string } | undefined {
  const rows = rowsSchema.safeParse(components).data ?? [];
  const controls = rows.flatMap((each) => each.components.map(({ custom_id }) => readControlId(custom_id ?? '')));
  const owner = controls.find((control) => control?.action === ANSWER_ACTIONS.remove)?.ids.at(-1);
  if (owner === undefined) return undefined;
  return owner === NOBODY ? {} : { userId: owner };
}

function row(...components: APIButtonComponentWithCustomId[]): APIActionRowComponent<APIButtonComponentWithCustomId> {
  return { type: ComponentType.ActionRow, components };
}

function button(locale: Locale, label: TextKey, customId: string): APIButtonComponentWithCustomId {
  return {
    type: ComponentType.Button,
    style: ButtonStyle.Secondary,
    label: text(locale, label),
    custom_id: customId,
  };
}
