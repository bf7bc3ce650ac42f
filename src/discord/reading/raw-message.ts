import { z } from 'zod';

// The parts of a message from Discord's API that can have pictures. What is missing or malformed counts as absent, so
// messages of other bots, or of a newer API, don't hide the pictures that can be read.

const text = z.string().optional().catch(undefined);
const number = z.number().positive().optional().catch(undefined);
const flag = z.boolean().catch(false);

/** An array without the items that don't match. */
const list = <T>(item: z.ZodType<T>) =>
  z
    .array(z.unknown())
    .catch([])
    .transform((values) => values.flatMap((value) => item.safeParse(value).data ?? []));

const mediaSchema = z.object({ url: text, proxy_url: text, width: number, height: number, content_type: text });
const media = mediaSchema.optional().catch(undefined);

const attachmentSchema = z.object({
  filename: z.string(),
  title: text,
  description: text,
  content_type: text,
  size: z.number().nonnegative().optional().catch(undefined),
  url: z.string(),
  width: number,
  height: number,
  flags: z.number().catch(0),
  waveform: text,
});

const embedSchema = z.object({
  url: text,
  title: text,
  image: media,
  thumbnail: media,
  video: z.looseObject({}).optional().catch(undefined),
});

/** Any component. Nested ones are read one by one, see {@link readComponent}. */
const componentSchema = z.object({
  items: list(z.object({ media: mediaSchema, description: text, spoiler: flag })),
  media,
  file: media,
  description: text,
  spoiler: flag,
  accessory: z.unknown().optional(),
  components: z.array(z.unknown()).catch([]),
});

const messageSchema = z.object({
  content: z.string().catch(''),
  attachments: list(attachmentSchema),
  embeds: list(embedSchema),
  components: z.array(z.unknown()).catch([]),
  sticker_items: z.array(z.unknown()).catch([]),
  message_snapshots: list(z.object({ message: z.unknown() })),
  poll: z.looseObject({}).optional().catch(undefined),
});

/** What the menu of a message needs besides its pictures. */
const sourceSchema = z.object({
  id: z.string(),
  channel_id: z.string(),
  author: z.object({ id: text }).catch({ id: undefined }),
  webhook_id: text,
  application_id: text,
  interaction_metadata: z.looseObject({}).optional().catch(undefined),
  components: z.array(z.unknown()).catch([]),
});

export type RawMedia = z.infer<typeof mediaSchema>;
export type RawAttachment = z.infer<typeof attachmentSchema>;
export type RawEmbed = z.infer<typeof embedSchema>;
type RawComponent = z.infer<typeof componentSchema>;
type RawMessage = z.infer<typeof messageSchema>;

/** Where a message is, and who wrote it. */
export interface MessageSource {
  readonly id: string;
  readonly channelId: string;
  /** The bot's own user, a person or another bot; `undefined` for a webhook, which isn't a user. */
  readonly authorId: string | undefined;
  readonly isOurs: boolean;
  readonly components: readonly unknown[];
}

/** This bot's ids: its user and its application have the same id only if the bot is new. */
export interface OwnIds {
  readonly userId: string;
  readonly applicationId: string;
}

/** Never throws: anything else counts as an empty message. */
export function readMessage(message: unknown): RawMessage {
  return messageSchema.safeParse(message).data ?? messageSchema.parse({});
}

/**
 * Whether a message has nothing in it, which people can't write: so Discord doesn't show its content to this bot.
 *
 * @see https://discord.com/developers/docs/resources/message#message-object "An app will receive empty values"
 */
export function isBlank(message: unknown): boolean {
  const { message_snapshots } = readMessage(message);
  return isEmpty(message) && message_snapshots.every((forwarded) => isEmpty(forwarded.message));
}

function isEmpty(message: unknown): boolean {
  const { content, attachments, embeds, components, sticker_items } = readMessage(message);
  return content === '' && [attachments, embeds, components, sticker_items].every(({ length }) => length === 0);
}

export function readComponent(component: unknown): RawComponent | undefined {
  return componentSchema.safeParse(component).data;
}

/**
 * An answer to an interaction also comes from a webhook, whose id is the application's.
 *
 * @see https://discord.com/developers/docs/resources/message#message-object
 * @throws {ZodError} for anything but a message.
 */
export function readSource(message: unknown, own: OwnIds): MessageSource {
  const { id, channel_id, author, components, ...source } = sourceSchema.parse(message);
  const { webhook_id: webhookId, application_id: applicationId, interaction_metadata: answered } = source;
  const isOurs = author.id === own.userId || webhookId === own.applicationId;
  const isWebhook = webhookId !== undefined && webhookId !== applicationId && !answered && !isOurs;
  return { id, channelId: channel_id, authorId: isWebhook ? undefined : author.id, isOurs, components };
}
