import type { AgeRequest, PictureSource } from './age-request.ts';

interface Kept extends Pick<AgeRequest, 'userId' | 'subject'> {
  readonly picture?: PictureSource;
  readonly pictures?: readonly PictureSource[];
}

/** Whether a stored record is about a person: they asked for it, or the picture is theirs. */
export function isAbout({ userId, subject, picture, pictures = [] }: Kept, personId: string): boolean {
  const avatars = [picture, ...pictures].map((each) => each?.avatarOf);
  return [userId, subject?.userId, ...avatars].includes(personId);
}
