import type { AgeRequest, PictureSource } from './age-request.ts';

interface Kept extends Pick<AgeRequest, 'userId' | 'subject'> {
  readonly picture?: PictureSource;
  readonly pictures?: readonly PictureSource[];
}

/** The people that a stored record is about, each once: who asked for it, and whose picture it is. */
export function peopleIn({ userId, subject, picture, pictures = [] }: Kept): string[] {
  const avatars = [picture, ...pictures].map((each) => each?.avatarOf);
  return [...new Set([userId, subject?.userId, ...avatars].filter((id) => id !== undefined))];
}

/** Whether the picture is, as far as the bot can tell, somebody else's than the requester's. */
export function isOthersPicture({
  userId,
  subject,
  picture,
}: Pick<AgeRequest, 'userId' | 'subject'> & { readonly picture: Pick<PictureSource, 'avatarOf'> }): boolean {
  const isTheirs = (owner: string | undefined) => owner !== userId;
  return (subject !== undefined && isTheirs(subject.userId)) || isTheirs(picture.avatarOf ?? userId);
}
