import { ADULT_AGE, MAX_AGE, MAX_FILE_BYTES, MAX_PIXELS, MIN_AGE, MIN_SIDE } from '../../bounds.ts';
import { ExplainedError } from '../../i18n/explained-error.ts';
import type { GuildSettings } from '../../limits/settings/guild-settings.ts';
import type { AskedRequest, PictureSource } from './age-request.ts';

/**
 * Whether the server's admins have closed the channel, or the channel of its thread.
 *
 * @throws {ExplainedError} `channel_closed`.
 */
export function checkChannel(
  { channelIds }: Pick<AskedRequest, 'channelIds'>,
  { closedChannels }: GuildSettings,
): void {
  if (channelIds.some((id) => closedChannels.includes(id))) throw new ExplainedError('channel_closed');
}

/** @throws {ExplainedError} `age_out_of_range`. */
export function checkAge(age: number, min: number): void {
  if (!Number.isInteger(age) || age < min || age > MAX_AGE) {
    throw new ExplainedError('age_out_of_range', { min, max: MAX_AGE });
  }
}

export function agesOf({ timeline, age }: Pick<AskedRequest, 'timeline' | 'age'>): readonly number[] {
  return timeline ?? [age];
}

/** The youngest age that can be shown there, as far as that is known without asking Discord. */
export function youngestShown({ venue, picture }: Pick<AskedRequest, 'venue' | 'picture'>): number {
  return venue.ageRestricted || picture.spoiler ? ADULT_AGE : MIN_AGE;
}

/** Whether a channel is age-restricted. Rejects when that can't be found out. */
export type IsAgeRestricted = (where: Pick<AskedRequest, 'venue' | 'channelIds'>) => Promise<boolean>;

/**
 * Refuses young faces where the picture is, or may be, for adults. An unknown channel counts as age-restricted.
 *
 * @throws {ExplainedError} `young_face_here`.
 */
export async function checkYoungFaces(
  ages: readonly number[],
  asked: Pick<AskedRequest, 'venue' | 'channelIds' | 'picture'>,
  isAgeRestricted: IsAgeRestricted,
): Promise<void> {
  if (!ages.some((age) => age < ADULT_AGE)) return;
  if (asked.picture.spoiler || (await isAgeRestricted(asked).catch(() => true)))
    throw new ExplainedError('young_face_here');
}

/**
 * Refuses a file by the size, type and dimensions that Discord declares, where it declares them.
 *
 * @throws {ExplainedError} a `picture_…` reason.
 */
export function checkDeclared({ declared }: PictureSource): void {
  const { bytes, contentType, width, height } = declared;
  if (bytes === 0) throw new ExplainedError('picture_empty');
  if (bytes !== undefined && bytes > MAX_FILE_BYTES) throw new ExplainedError('picture_too_heavy');
  // Phones' HEIC files often come without a type or as application/octet-stream: the bytes decide those.
  if (contentType && !/^(image\/|application\/octet-stream)/i.test(contentType)) {
    throw new ExplainedError('picture_not_a_picture');
  }
  if (!width || !height) return;
  if (Math.min(width, height) < MIN_SIDE) throw new ExplainedError('picture_too_small');
  if (width * height > MAX_PIXELS) throw new ExplainedError('picture_too_many_pixels');
}
