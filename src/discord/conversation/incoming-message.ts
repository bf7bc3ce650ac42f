import { ChannelType, MessageFlags, MessageType } from 'discord.js';
import { z } from 'zod';

const text = z.string().nullish().catch(undefined);
const referenceSchema = z.object({ message_id: text }).nullish().catch(undefined);

const incomingSchema = z
  .object({
    id: z.string(),
    type: z.union([z.literal(MessageType.Default), z.literal(MessageType.Reply)]),
    channel_id: z.string(),
    // Discord can leave it out. Outside servers it's then a direct message, because bots can't be in groups.
    channel_type: z.literal(ChannelType.DM).nullish(),
    guild_id: z.null().optional(),
    // Of its author in a server.
    member: z.unknown().optional(),
    author: z.object({ id: z.string(), bot: z.literal(false).nullish() }),
    // Not from webhooks or applications, which includes answers to interactions.
    webhook_id: z.null().optional(),
    application_id: z.null().optional(),
    interaction_metadata: z.null().optional(),
    flags: z.number().nullish(),
    content: text,
    message_reference: referenceSchema,
  })
  .refine(({ flags }) => ((flags ?? 0) & MessageFlags.Ephemeral) === 0)
  .refine(({ channel_type, member }) => channel_type === ChannelType.DM || !member)
  .transform(({ id, type, channel_id, author, content, message_reference }) => ({
    id,
    channelId: channel_id,
    userId: author.id,
    content: content ?? '',
    // A forwarded message has a reference too.
    repliesTo: (type === MessageType.Reply && message_reference?.message_id) || undefined,
  }));

/** A message that a person wrote to the bot. */
export type IncomingMessage = z.infer<typeof incomingSchema> & {
  /** As Discord sent it, for finding pictures in it. */
  readonly raw: unknown;
};

/** Reads a MESSAGE_CREATE event; `undefined` for anything but a person's direct message. */
export function readIncoming(raw: unknown): IncomingMessage | undefined {
  const { data } = incomingSchema.safeParse(raw);
  return data && { ...data, raw };
}

const filesSchema = z.object({ attachments: z.array(z.unknown()).min(1) });

/** Whether a message has files of any kind. */
export function hasFiles(raw: unknown): boolean {
  return filesSchema.safeParse(raw).success;
}

const forwardSchema = z.object({ message_snapshots: z.array(z.unknown()).min(1) });

/** Whether a message forwards another. */
export function isForward(raw: unknown): boolean {
  return forwardSchema.safeParse(raw).success;
}
