import { z } from 'zod';
import type { PictureOrigin } from '../../aging/request/age-request.ts';

/** What a conversation is about. Only ids: links to photos expire, and the bot doesn't keep them. */
export const topicSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('photo'),
    photo: z.object({ channelId: z.string(), messageId: z.string(), index: z.number() }),
    /** The last age that was asked for, in years. */
    age: z.number().optional(),
  }),
  /** The person hasn't chosen one of several photos yet. */
  z.object({
    kind: z.literal('photos'),
    channelId: z.string(),
    messageId: z.string(),
    count: z.number(),
    /** The age to make afterwards, in years. */
    age: z.number().optional(),
  }),
]);

export type Topic = z.infer<typeof topicSchema>;
export type OnePhoto = Extract<Topic, { kind: 'photo' }>;
export type SeveralPhotos = Extract<Topic, { kind: 'photos' }>;

/** The topic of a message with `count` photos, at least one. */
export function topicOf(channelId: string, messageId: string, count: number): Topic {
  return count === 1
    ? { kind: 'photo', photo: { channelId, messageId, index: 0 } }
    : { kind: 'photos', channelId, messageId, count };
}

export function isSamePhoto(one: PictureOrigin, other: PictureOrigin): boolean {
  return one.messageId === other.messageId && one.index === other.index;
}
