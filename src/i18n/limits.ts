import type { TextKey } from './catalogue.ts';
import type { Reason } from './explained-error.ts';

/**
 * The most characters that a filled-in sentence can have, by the beginning of its key; the first row that fits counts.
 * They are Discord's limits, except that of buttons (80): phones cut longer ones off.
 *
 * @see https://docs.discord.com/developers/components/reference
 * @see https://docs.discord.com/developers/resources/message#embed-object-embed-limits
 */
const LIMITS: readonly (readonly [beginning: string, most: number])[] = [
  ['button_', 34],
  ['help_button_', 34],
  ['age_form_title', 45],
  ['report_title', 45],
  ['age_form_age', 45],
  ['age_form_picture', 45],
  ['report_reason', 45],
  ['age_form_', 100],
  ['report_to_whom', 100],
  ['face_option', 100],
  ['face_order', 70],
  ['size_', 25],
  ['age_choice_child', 100],
  ['help_language_discord', 100],
  ['help_language', 150],
  ['choose_faces', 150],
  ['answer_title', 256],
  ['timeline_title', 256],
  ['answer_alt', 1024],
  ['timeline_alt', 1024],
  ['before_after_alt', 1024],
];

/** Discord's limit for a message. Pages, which have several sentences, also use embeds. */
const MESSAGE = 2000;

/** The most characters that a filled-in sentence can have. */
export function limitOf(key: TextKey | Reason): number {
  return LIMITS.find(([beginning]) => key.startsWith(beginning))?.[1] ?? MESSAGE;
}
