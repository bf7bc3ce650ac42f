import {
  ButtonStyle,
  ComponentType,
  type APIActionRowComponent,
  type APIButtonComponentWithCustomId,
} from 'discord.js';
import { MAX_AGE, MIN_AGE, STEP_YEARS } from '../../bounds.ts';
import { isOthersPicture } from '../../aging/request/about-person.ts';
import type { AgeRequest } from '../../aging/request/age-request.ts';
import { referenceOf } from '../../aging/request/reference.ts';
import { text, type Locale } from '../../i18n/text.ts';
import { controlId } from '../commands/custom-ids/custom-id.ts';
import { REPORT } from '../commands/report-form.ts';

/** What the buttons under an answer do, by the action in their `custom_id`. */
export const ANSWER_ACTIONS = {
  older: 'older',
  younger: 'younger',
  anotherAge: 'another-age',
  beforeAfter: 'before-after',
  post: 'post',
  remove: 'delete',
  report: REPORT,
} as const;

/** Instead of the owner's ID if the picture belongs to no user: a webhook posted it. */
export const NO_OWNER = 'nobody';

/** What an answer shows, and to whom. */
export type Answered = Pick<
  AgeRequest,
  'id' | 'userId' | 'locale' | 'age' | 'private' | 'picture' | 'subject' | 'guildId' | 'minAge' | 'timeline'
>;

type Row = APIActionRowComponent<APIButtonComponentWithCustomId>;

/**
 * The buttons under an answer. Their ids are all that they need, so they work after a restart.
 *
 * @param options.isPosted whether a private answer has been posted for everyone.
 */
export function answerButtons(answered: Answered, { isPosted = false } = {}): Row[] {
  const { id, age, locale, timeline, minAge = MIN_AGE } = answered;
  const { older, younger, anotherAge, beforeAfter, post, remove, report } = ANSWER_ACTIONS;
  const oldest = { ...step(locale, 'button_older', MAX_AGE - age), custom_id: controlId(older, id) };
  const youngest = { ...step(locale, 'button_younger', age - minAge), custom_id: controlId(younger, id) };
  const postLabel = text(locale, isPosted ? 'button_posted' : 'button_post');
  return [
    row(
      oldest,
      youngest,
      button(text(locale, 'button_another_age'), controlId(anotherAge, id)),
      // A timeline shows the photo already.
      ...(timeline ? [] : [button(text(locale, 'button_before_after'), controlId(beforeAfter, id))]),
    ),
    row(
      ...(mayBePosted(answered) ? [{ ...button(postLabel, controlId(post, id)), disabled: isPosted }] : []),
      {
        ...button(text(locale, 'button_delete'), controlId(remove, ...deletersOf(answered))),
        style: ButtonStyle.Danger,
      },
      button(text(locale, 'button_report'), controlId(report, referenceOf(id))),
    ),
  ];
}

/** A private answer about a person's own picture, in a server where the bot can post. */
export function mayBePosted(answered: Omit<Answered, 'id' | 'locale' | 'age'>): boolean {
  return answered.private && answered.guildId !== undefined && !isOthersPicture(answered);
}

/** @param left how many years there are to the bound. */
function step(locale: Locale, label: 'button_older' | 'button_younger', left: number): APIButtonComponentWithCustomId {
  const isAtBound = left <= 0;
  const count = isAtBound ? STEP_YEARS : Math.min(STEP_YEARS, left);
  return { ...button(text(locale, label, { count }), ''), disabled: isAtBound };
}

/** The requester, then the picture's owner: an answer that was posted late or in a direct message names neither. */
function deletersOf({ userId, subject, picture }: Answered): ReadonlySet<string> {
  const owners = [subject?.userId, picture.avatarOf].filter((owner) => owner !== undefined);
  return new Set([userId, ...(subject && owners.length === 0 ? [NO_OWNER] : owners)]);
}

function row(...components: APIButtonComponentWithCustomId[]): Row {
  return { type: ComponentType.ActionRow, components };
}

function button(label: string, customId: string): APIButtonComponentWithCustomId {
  return { type: ComponentType.Button, style: ButtonStyle.Secondary, label, custom_id: customId };
}
