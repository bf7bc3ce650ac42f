import { z } from 'zod';
import { MAX_FACES } from '../../bounds.ts';

/** Plain JSON that only the room that made it reads; `aging` stores it and hands it back. */
const routeSchema = z.record(z.string(), z.json());

/** A message in a channel that the bot can read by itself, so that a fresh link can be had when the first has died. */
const originSchema = z.object({ channelId: z.string(), messageId: z.string(), index: z.number() });

/** A picture as somebody gave it. Sizes and types are what was declared; only the bytes tell the truth. */
export const pictureSourceSchema = z.object({
  url: z.url(),
  description: z.string().optional(),
  spoiler: z.boolean(),
  /** Whose avatar it is, where its address says so. */
  avatarOf: z.string().optional(),
  origin: originSchema.optional(),
  declared: z.object({
    bytes: z.number().optional(),
    contentType: z.string().optional(),
    width: z.number().optional(),
    height: z.number().optional(),
  }),
});

/** In pixels from the top left corner. */
export const rectSchema = z.object({ x: z.number(), y: z.number(), width: z.number(), height: z.number() });

/** Degrees clockwise. */
export const turnSchema = z.union([z.literal(0), z.literal(90), z.literal(180), z.literal(270)]);

export const subjectSchema = z.object({
  /** Nobody, where the message is by a webhook. */
  userId: z.string().optional(),
  messageUrl: z.string().optional(),
});

/** Where a request is made. */
const venueSchema = z.object({
  /** In a server that has the bot, in the bot's direct messages, or anywhere else, by a person's own installation. */
  context: z.enum(['guild', 'dm', 'user-install']),
  /** The server it is in, whoever installed the bot. */
  guildId: z.string().optional(),
  /** Whether the channel is for adults, as far as the event says; its server as a whole can be, too. */
  ageRestricted: z.boolean().optional(),
});

/** What a person has said about the photo when asked. */
export const handlingSchema = z.object({
  turn: turnSchema,
  /** Chosen faces, in the pixels of the photo as it goes to the endpoint; none = the largest. */
  faces: z.array(rectSchema).max(MAX_FACES),
});

/** What one person asks for, from whichever way in; it outlives the process in the journal. */
export const ageRequestSchema = z.object({
  /** The interaction's or message's id: unique, and the same when Discord sends the event twice. */
  id: z.string(),
  command: z.string(),
  userId: z.string(),
  /** The guild that installed the bot; none in direct messages and user-installed use. */
  guildId: z.string().optional(),
  /** Where it was asked: the channel, and for a thread the channel that it belongs to. */
  channelIds: z.array(z.string()),
  // What an older version wrote down has none.
  venue: venueSchema.default({ context: 'guild' }),
  locale: z.string(),
  age: z.number(),
  /** Several ages in one answer, each a call of its own. */
  timeline: z.array(z.number()).min(2).max(5).optional(),
  picture: pictureSourceSchema,
  /** Whose message or avatar the picture is from, where that is not simply the requester's upload. */
  subject: subjectSchema.optional(),
  /** Once a person has been asked about the photo, nothing is asked again. */
  handling: handlingSchema.optional(),
  /** Whether the answer is for the requester's eyes only. */
  private: z.boolean(),
  /** The largest file, in bytes, that may be uploaded as the answer. */
  uploadLimit: z.number(),
  /** When the answer must have arrived, in ms since the epoch: the end of the interaction token. */
  deadline: z.number(),
  route: routeSchema,
});

export type AgeRequest = z.infer<typeof ageRequestSchema>;
/** A request as it was asked: where the person did not say who may see the answer, the server's settings do. */
export type AskedRequest = Omit<AgeRequest, 'private'> & { readonly private?: boolean };
export type Venue = z.infer<typeof venueSchema>;
export type Handling = z.infer<typeof handlingSchema>;
export type PictureOrigin = z.infer<typeof originSchema>;
export type PictureSource = z.infer<typeof pictureSourceSchema>;
export type Route = z.infer<typeof routeSchema>;

/** Guilds take turns with each other; people outside of guilds with each other and with them. */
export function laneOf({ guildId, userId }: Pick<AgeRequest, 'guildId' | 'userId'>): string {
  return guildId ? `guild:${guildId}` : `user:${userId}`;
}
