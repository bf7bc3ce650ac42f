import type { AgeRequest } from './age-request.ts';

/** Whether something kept is of a person: asked for by them, or about a picture of theirs. */
export function isAbout(kept: Pick<AgeRequest, 'userId' | 'subject'>, userId: string): boolean {
  return kept.userId === userId || kept.subject?.userId === userId;
}
