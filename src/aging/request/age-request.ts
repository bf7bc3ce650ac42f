import { z } from 'zod';
import { MAX_FACES } from '../../bounds.ts';

/** Plain JSON that only `discord` reads; `aging` stores it and passes it back. */
const routeSchema = z.record(z.string(), z.json());

/** The message that a picture is from, in a channel that the bot can read, so that it can get a new link later. */
const originSchema = z.object({ channelId: z.string(), messageId: z.string(), index: z.number() });

/** A picture as a person gave it. Sizes and types are declared by Discord or the sender and can be wrong. */
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
  /** Absent for a message of a webhook. */
  userId: z.string().optional(),
  messageUrl: z.string().optional(),
});

/** Where a request is made. */
const venueSchema = z.object({
  /** A server that has installed the bot, the bot's direct messages, or any other place, through a user installation. */
  context: z.enum(['guild', 'dm', 'user-install']),
  /** The server, whether it or the person installed the bot. */
  guildId: z.string().optional(),
  /** Whether the channel is age-restricted, where the event says so. The whole server can be, too. */
  ageRestricted: z.boolean().optional(),
});

/** What a person answered to a question about the photo. */
export const handlingSchema = z.object({
  turn: turnSchema,
  /** Chosen faces, in the pixels of the photo as it goes to the endpoint; none = the largest. */
  faces: z.array(rectSchema).max(MAX_FACES),
});

/** What one person asks for, whether by a command, a button or a message. The journal stores it. */
export const ageRequestSchema = z.object({
  /** The interaction's or message's id: unique, and the same when Discord sends the event twice. */
  id: z.string(),
  command: z.string(),
  userId: z.string(),
  /** The guild that installed the bot; none in direct messages and user-installed use. */
  guildId: z.string().optional(),
  /** Where it was asked: the channel, and for a thread also its parent channel. */
  channelIds: z.array(z.string()),
  // Entries of older versions have none.
  venue: venueSchema.default({ context: 'guild' }),
  /** The person's language. */
  locale: z.string(),
  /** The language of the place, where it has one. */
  publicLocale: z.string().optional(),
  age: z.number(),
  /** Several ages in one answer, each a call of its own. */
  timeline: z.array(z.number()).min(2).max(5).optional(),
  picture: pictureSourceSchema,
  /** Whose message or avatar the picture is from, where that is not simply the requester's upload. */
  subject: subjectSchema.optional(),
  /** The youngest age that could be asked for there; absent until it's admitted. */
  minAge: z.number().optional(),
  /** With an answer about the photo, nothing is asked again. */
  handling: handlingSchema.optional(),
  /** Whether only the requester can see the answer. */
  private: z.boolean(),
  /** The largest file, in bytes, that may be uploaded as the answer. */
  uploadLimit: z.number(),
  /** Latest time for the answer, in ms since the epoch: the end of the interaction token. */
  deadline: z.number(),
  route: routeSchema,
});

export type AgeRequest = z.infer<typeof ageRequestSchema>;
/** A request as it was asked. Where the person doesn't say who can see the answer, the server's settings decide. */
export type AskedRequest = Omit<AgeRequest, 'private'> & { readonly private?: boolean };
export type Venue = z.infer<typeof venueSchema>;
export type Handling = z.infer<typeof handlingSchema>;
export type PictureOrigin = z.infer<typeof originSchema>;
export type PictureSource = z.infer<typeof pictureSourceSchema>;
export type Route = z.infer<typeof routeSchema>;

/** The request in the language of those who see its answer: that of the place, if it isn't private. */
export function forAudience<Asked extends Pick<AgeRequest, 'private' | 'locale' | 'publicLocale'>>(
  asked: Asked,
): Asked {
  return asked.private || asked.publicLocale === undefined ? asked : { ...asked, locale: asked.publicLocale };
}

/** The lane of the waiting line: one for each guild, and one for each person outside of guilds. */
export function laneOf({ guildId, userId }: Pick<AgeRequest, 'guildId' | 'userId'>): string {
  return guildId ? `guild:${guildId}` : `user:${userId}`;
}
