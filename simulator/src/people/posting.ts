import {
  EmbedType,
  MessageFlags,
  MessageReferenceType,
  MessageType,
  PermissionFlagsBits,
  StickerFormatType,
  type APIEmbed,
  type APIMessage,
  type APIMessageTopLevelComponent,
  type APIStickerItem,
} from 'discord-api-types/v10';
import { describeComponents } from './compose-shown.ts';
import { DEFAULT_FILE_LIMIT } from './interactions.ts';
import { toAttachment, type StoredFile, type Upload } from '../world/media.ts';
import { createMessage, present, presentReferenced } from '../world/messages.ts';
import { has } from '../world/permissions.ts';
import { requireSize } from './slash-options.ts';
import type { ChannelState, PersonState, StoredMessage } from '../world/state.ts';
import { isShownTo, nameOf, permissionsOf, placeOf, type World } from '../world/world.ts';

/** A message by a person or another bot, with the embeds and components that links and bots add. */
export interface Post {
  content?: string;
  uploads?: Upload[];
  /** Files for embeds and components, which link to them as `attachment://name`. */
  inside?: Upload[];
  embeds?: APIEmbed[];
  components?: APIMessageTopLevelComponent[];
  stickers?: string[];
  replyTo?: { id: string };
  forward?: { id: string };
  mentionsBot?: boolean;
  /** In bytes. Default: 10 MiB. */
  attachmentSizeLimit?: number;
}

/** @throws {Error} if the person's client wouldn't send it */
export function post(world: World, person: PersonState, channel: ChannelState, message: Post): StoredMessage {
  const { content = '', uploads = [], inside = [], stickers = [] } = message;
  const isIn = isShownTo(person, channel);
  if (!isIn || !has(permissionsOf(person, channel), PermissionFlagsBits.SendMessages))
    throw new Error(`${nameOf(person.user)} cannot write in ${placeOf(channel)}`);
  if (uploads.length > 10) throw new Error('a message takes ten files at most');
  for (const upload of uploads) requireSize(upload, message.attachmentSizeLimit ?? DEFAULT_FILE_LIMIT);

  const place = { folder: channel.id, ephemeral: false };
  const files = uploads.map((upload) => world.cdn.store(upload, place));
  const hidden = inside.map((upload) => world.cdn.store(upload, place));
  const link = (path: string): string => world.cdn.link(path);
  const within = (url: string): StoredFile | undefined => {
    const name = /^attachment:\/\/(.*)$/.exec(url)?.[1];
    const file = hidden.find(({ filename }) => filename === name);
    if (name !== undefined && !file) throw new Error(`no file "${name}" among those inside the message`);
    return file;
  };
  const resolve = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(resolve);
    if (value === null || typeof value !== 'object') return value;
    const entries = Object.entries(value).map(([key, inner]) => [key, resolve(inner)] as const);
    const copy: Record<string, unknown> = Object.fromEntries(entries);
    const file = typeof copy['url'] === 'string' ? within(copy['url']) : undefined;
    if (!file) return copy;
    const { width, height, contentType: content_type } = file;
    const size = width === null || height === null ? {} : { width, height };
    return { ...copy, url: link(file.path), proxy_url: link(`/proxy${file.path}`), ...size, content_type };
  };
  const data = {
    content,
    embeds: (resolve(message.embeds ?? []) as APIEmbed[]).map((embed) => ({ type: EmbedType.Rich, ...embed })),
    components: describeComponents(world, message.components ?? [], (url) => {
      const file = within(url);
      return file ? link(file.path) : url;
    }),
    attachments: files.map((file) => toAttachment(file, link)),
    flags: isV2(message.components) ? MessageFlags.IsComponentsV2 : 0,
  };
  const more = {
    ...mentions(world, message),
    ...stickerItems(world, stickers),
    ...replyTo(world, message),
    ...forward(world, message),
  };
  const isEmpty = content === '' && data.embeds.length + data.components.length + files.length + stickers.length === 0;
  if (isEmpty && !message.forward) throw new Error('a message needs something in it');
  const held = [...files, ...hidden].map(({ id }) => id);
  const forwarded = find(world, message.forward)?.fileIds ?? [];
  const composed = {
    data: { ...data, flags: data.flags | (more.flags ?? 0) },
    fileIds: new Set([...held, ...forwarded]),
  };
  const { flags: _, ...rest } = more;
  return createMessage(world, { channel, author: person.user, composed, more: rest });
}

const isV2 = (components: readonly { type: number }[] = []): boolean => components.some(({ type }) => type !== 1);

function find(world: World, handle: { id: string } | undefined): StoredMessage | undefined {
  if (handle === undefined) return undefined;
  const message = world.messages.get(handle.id);
  if (!message || message.deletedAt !== undefined) throw new Error(`there is no message ${handle.id}`);
  return message;
}

function mentions(world: World, { mentionsBot, replyTo }: Post): Partial<APIMessage> {
  const pinged = mentionsBot === true || find(world, replyTo)?.data.author.id === world.bot.id;
  return pinged ? { mentions: [world.bot] } : {};
}

function stickerItems(world: World, names: string[]): Partial<APIMessage> {
  const items = names.map((name): APIStickerItem => ({ id: world.nextId(), name, format_type: StickerFormatType.PNG }));
  return items.length === 0 ? {} : { sticker_items: items };
}

function replyTo(world: World, message: Post): Partial<APIMessage> {
  const target = find(world, message.replyTo);
  if (!target) return {};
  const { id, channel_id } = target.data;
  return {
    type: MessageType.Reply,
    message_reference: { type: MessageReferenceType.Default, message_id: id, channel_id },
    referenced_message: presentReferenced(world, target),
  };
}

function forward(world: World, message: Post): Partial<APIMessage> {
  const target = find(world, message.forward);
  if (!target) return {};
  const data = present(world, target);
  const { content, embeds, attachments, timestamp, edited_timestamp, flags = 0, mentions, mention_roles, type } = data;
  const { components = [], sticker_items = [] } = data;
  const snapshot = {
    content,
    embeds,
    attachments,
    timestamp,
    edited_timestamp,
    flags,
    mentions,
    mention_roles,
    type,
    components,
    sticker_items,
  };
  return {
    flags: MessageFlags.HasSnapshot,
    message_reference: { type: MessageReferenceType.Forward, message_id: data.id, channel_id: data.channel_id },
    message_snapshots: [{ message: snapshot }],
  };
}
