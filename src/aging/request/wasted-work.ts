import type { Reason } from '../../i18n/explained-error.ts';

/** Files that could not be used, found out by opening or downloading them. What is declared is refused before. */
const UNUSABLE: ReadonlySet<Reason> = new Set<Reason>([
  'picture_not_a_picture',
  'picture_empty',
  'picture_too_heavy',
  'picture_too_small',
  'picture_too_narrow',
  'picture_too_many_pixels',
  'picture_damaged',
  'picture_format_unsupported',
  'picture_gone',
  'picture_too_slow',
  'picture_took_too_long',
]);

/** Those of them that may have taken seconds, rather than a look at the first bytes. */
const COSTLY: ReadonlySet<Reason> = new Set<Reason>(['picture_damaged', 'picture_too_slow', 'picture_took_too_long']);

const QUESTIONS: ReadonlySet<Reason> = new Set<Reason>([
  'which_face',
  'no_face_seen',
  'photo_seems_sideways',
  'face_seems_small',
]);

/** Whether the cooldown of who sent the file goes on: opening it took as much work as if it had been a photo. */
export function keepsCooldown(reason: Reason): boolean {
  return UNUSABLE.has(reason);
}

/** How much work came to nothing, in the unit of `Limits.noteWaste`. */
export function wasteOf(reason: Reason): number {
  if (COSTLY.has(reason)) return 6;
  if (UNUSABLE.has(reason)) return 2;
  return QUESTIONS.has(reason) ? 1 : 0;
}
