import { z } from 'zod';

// A message as Discord's API gives it, as far as pictures can be in it. Whatever is missing or odd counts as absent:
// a message of another bot, or of a newer Discord, must not hide the pictures in it that can be read.

const text = z.string().optional().catch(undefined);
const number = z.number().positive().optional().catch(undefined);
const flag = z.boolean().catch(false);

/** An array without those of its items that do not fit. */
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
});

const embedSchema = z.object({
  url: text,
  title: text,
  image: media,
  thumbnail: media,
  video: z.looseObject({}).optional().catch(undefined),
});

/** Any component; those that hold others are read one by one, see {@link readComponent}. */
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
});

/** What the menu of a message needs to know of it beside its pictures. */
const sourceSchema = z.object({
  id: z.string(),
  channel_id: z.string(),
  author: z.object({ id: z.string() }),
  components: z.array(z.unknown()).catch([]),
});

export type RawMedia = z.infer<typeof mediaSchema>;
export type RawAttachment = z.infer<typeof attachmentSchema>;
export type RawEmbed = z.infer<typeof embedSchema>;
type RawComponent = z.infer<typeof componentSchema>;
type RawMessage = z.infer<typeof messageSchema>;
type RawSource = z.infer<typeof sourceSchema>;

/** Never fails: what is no message is one with nothing in it. */
export function readMessage(message: unknown): RawMessage {
  return messageSchema.safeParse(message).data ?? messageSchema.parse({});
}

export function readComponent(component: unknown): RawComponent | undefined {
  return componentSchema.safeParse(component).data;
}

/** @throws {ZodError} for what is no message. */
export function readSource(message: unknown): RawSource {
  return sourceSchema.parse(message);
}
