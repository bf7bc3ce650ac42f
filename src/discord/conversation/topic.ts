import { SnowflakeUtil } from 'discord.js';
import { z } from 'zod';
import type { PictureOrigin } from '../../aging/request/age-request.ts';

const originSchema = z.object({ channelId: z.string(), messageId: z.string(), index: z.number() });

/** What is to be made of a photo: a picture at this age, in years, or a timeline. */
const wishShape = { age: z.number().optional(), timeline: z.array(z.number()).optional() };

/** What a conversation is about. Only ids: links to photos expire, and the bot doesn't keep them. */
export const topicSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('photo'),
    photo: originSchema,
    /** The last that was asked for. */
    ...wishShape,
    /** Photos that were sent shortly before, and wait for an age too. */
    waiting: z.array(originSchema).optional(),
  }),
  /** The person hasn't chosen one of several photos yet. */
  z.object({
    kind: z.literal('photos'),
    photos: z.array(originSchema),
    /** To be made afterwards. */
    ...wishShape,
  }),
]);

export type Topic = z.infer<typeof topicSchema>;
export type OnePhoto = Extract<Topic, { kind: 'photo' }>;
export type SeveralPhotos = Extract<Topic, { kind: 'photos' }>;

/** Photos that are further apart, in ms, don't wait for the same age. */
const TOGETHER_MS = 15 * 60_000;
/** As many as a message can have. */
const MOST_PHOTOS = 10;

/** The topic of a message with `count` photos, at least one. */
export function topicOf(channelId: string, messageId: string, count: number): Topic {
  const photos = Array.from({ length: Math.min(count, MOST_PHOTOS) }, (_, index) => ({ channelId, messageId, index }));
  const [photo] = photos;
  return photo && photos.length === 1 ? { kind: 'photo', photo } : { kind: 'photos', photos };
}

/** The topic of a photo that was just sent, while others may still wait for an age. */
export function besideWaiting(sent: Topic, before: Topic | undefined): Topic {
  if (sent.kind !== 'photo' || !before || before.age !== undefined || before.timeline) return sent;
  const others = before.kind === 'photo' ? [...(before.waiting ?? []), before.photo] : before.photos;
  const waiting = others.filter((photo) => !isSamePhoto(photo, sent.photo) && isTogether(photo, sent.photo));
  return waiting.length > 0 ? { ...sent, waiting: waiting.slice(1 - MOST_PHOTOS) } : sent;
}

export function isSamePhoto(one: PictureOrigin, other: PictureOrigin): boolean {
  return one.messageId === other.messageId && one.index === other.index;
}

function isTogether(one: PictureOrigin, other: PictureOrigin): boolean {
  return Math.abs(sentAt(one) - sentAt(other)) <= TOGETHER_MS;
}

/** In ms since the epoch. */
function sentAt({ messageId }: PictureOrigin): number {
  return SnowflakeUtil.timestampFrom(messageId);
}
