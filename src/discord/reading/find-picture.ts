import { AttachmentFlags, type Attachment } from 'discord.js';
import type { PictureSource } from '../../aging/request/age-request.ts';
import { readComponent, readMessage, type RawAttachment, type RawEmbed, type RawMedia } from './raw-message.ts';

/** A picture in a message, and a short label that tells it from others there, which can be empty. */
export interface FoundPicture {
  readonly picture: PictureSource;
  readonly label: string;
}

/** What looks like a picture in a message and can't be aged. */
export type Unusable = 'sticker' | 'video' | 'voice' | 'poll';

/** The picture of an uploaded file. Its link is fresh in each payload and expires within a day. */
export function pictureOf(attachment: Attachment): PictureSource {
  return {
    url: attachment.url,
    ...(attachment.description && { description: attachment.description }),
    spoiler: attachment.flags.has(AttachmentFlags.IsSpoiler) || isSpoilerName(attachment.name),
    declared: declared({
      bytes: attachment.size,
      contentType: attachment.contentType,
      width: attachment.width,
      height: attachment.height,
    }),
  };
}

/** All pictures in a message as the API sends it, each once, wherever they are; forwarded ones last. */
export function picturesInMessage(message: unknown): FoundPicture[] {
  const found = new Map<string, FoundPicture>();
  for (const thing of thingsIn(message)) {
    if (thing.kind === 'picture' && !found.has(thing.key)) found.set(thing.key, thing.found);
  }
  return [...found.values()];
}

/** The picture that is this file of a message. A forwarded file belongs to the message that was forwarded. */
export function pictureOfFile(message: unknown, attachmentId: string): FoundPicture | undefined {
  const own = { ...Object(message), message_snapshots: [] };
  return picturesInMessage(own).find(({ picture }) => keyOf(picture.url) === attachmentId);
}

/** Why a message without a picture can look as if it had one. */
export function unusableInMessage(message: unknown): Unusable | undefined {
  const kinds = new Set([...thingsIn(message)].map(({ kind }) => kind));
  return (['sticker', 'video', 'voice', 'poll'] as const).find((kind) => kinds.has(kind));
}

/** `key` is the same for the same file, which Discord can give several links. */
type Thing = { readonly kind: Unusable } | { readonly kind: 'picture'; readonly key: string; found: FoundPicture };

/** Forwards don't contain forwards, and components are in others three levels deep at the most, as Discord makes them. */
const MOST_DEPTH = 10;

function* thingsIn(message: unknown, depth = 0): Generator<Thing> {
  if (depth > MOST_DEPTH) return;
  const { content, attachments, embeds, components, sticker_items, message_snapshots, poll } = readMessage(message);
  for (const attachment of attachments) yield* ofAttachment(attachment);
  for (const embed of embeds) yield* ofEmbed(embed, content);
  for (const component of components) yield* ofComponent(component, false, 0);
  if (sticker_items.length > 0) yield { kind: 'sticker' };
  if (poll) yield { kind: 'poll' };
  for (const forwarded of message_snapshots) yield* thingsIn(forwarded.message, depth + 1);
}

function* ofAttachment(attachment: RawAttachment): Generator<Thing> {
  const { filename, title, description, content_type, size, url, width, height, flags, waveform } = attachment;
  // For a file whose type and name say nothing, Discord gives a size only if it shows a picture.
  const isShown = !content_type && width !== undefined && height !== undefined;
  const kind = kindOf(content_type, filename) ?? kindOf(content_type, title ?? '') ?? (isShown && 'picture');
  // Only voice messages have a waveform.
  if (waveform !== undefined) return yield { kind: 'voice' };
  if (kind === 'video' || (kind === 'picture' && (flags & AttachmentFlags.IsAnimated) !== 0))
    return yield { kind: 'video' };
  if (kind !== 'picture') return;
  const picture = {
    url,
    ...(description && { description }),
    spoiler: (flags & AttachmentFlags.IsSpoiler) !== 0 || isSpoilerName(filename),
    declared: declared({ bytes: size, contentType: content_type, width, height }),
  };
  yield { kind, key: keyOf(url), found: { picture, label: title ?? filename } };
}

function* ofEmbed({ url, title, image, thumbnail, video }: RawEmbed, content: string): Generator<Thing> {
  // The picture of a video, or of a GIF that is a video, is only its first frame.
  if (video) return yield { kind: 'video' };
  const spoiler = url !== undefined && isHidden(url, content);
  for (const media of [image, thumbnail]) {
    if (media) yield* ofMedia(media, { spoiler, label: title });
  }
}

function* ofComponent(component: unknown, veiled: boolean, depth: number): Generator<Thing> {
  const read = depth > MOST_DEPTH ? undefined : readComponent(component);
  if (!read) return;
  const { items, media, file, description, accessory, components } = read;
  const spoiler = veiled || read.spoiler;
  for (const item of items) {
    yield* ofMedia(item.media, { spoiler: spoiler || item.spoiler, description: item.description });
  }
  for (const single of [media, file]) {
    if (single) yield* ofMedia(single, { spoiler, description });
  }
  for (const inner of [accessory, ...components]) yield* ofComponent(inner, spoiler, depth + 1);
}

interface Circumstances {
  readonly spoiler: boolean;
  readonly description?: string | undefined;
  readonly label?: string | undefined;
}

function* ofMedia(media: RawMedia, { spoiler, description, label }: Circumstances): Generator<Thing> {
  const { width, height, content_type } = media;
  const url = linkOf(media);
  if (!url) return;
  const owner = avatarOwner(media);
  const name = fileNameIn(media.url ?? url);
  // Embeds often have no type, and links that don't end like a file name.
  const kind = content_type ? kindOf(content_type, name) : (kindOf(undefined, name) ?? 'picture');
  if (kind === 'video') yield { kind };
  if (kind !== 'picture') return;
  const picture = {
    url,
    ...(description && { description }),
    spoiler: spoiler || isSpoilerName(name),
    ...(owner && { avatarOf: owner }),
    declared: declared({ contentType: content_type, width, height }),
  };
  yield { kind, key: keyOf(media.url ?? url), found: { picture, label: label ?? description ?? name } };
}

/** Discord's own copy: the original file if Discord hosts it, otherwise its proxy; never the original website. */
function linkOf({ url, proxy_url }: RawMedia): string | undefined {
  return url && URL.parse(url)?.hostname === 'cdn.discordapp.com' ? url : proxy_url;
}

/** Whose avatar it is, by its address at Discord, which the proxy's address contains too. */
function avatarOwner({ url, proxy_url }: RawMedia): string | undefined {
  return /\/(?:users\/(\d+)\/avatars|avatars\/(\d+))\//.exec(`${url} ${proxy_url}`)?.slice(1).find(Boolean);
}

/** A file at Discord by its id, whichever of its links this is; anything else by its whole link. */
function keyOf(url: string): string {
  return /attachments\/\d+\/(\d+)\//.exec(url)?.[1] ?? url;
}

const PICTURE_NAME = /\.(jpe?g|jfif|png|webp|gif|avif|heic|heif|tiff?|bmp)$/i;
const VIDEO_NAME = /\.(mp4|mov|webm|mkv|avi|m4v|gifv)$/i;

function kindOf(contentType: string | undefined, name: string): 'picture' | 'video' | undefined {
  const type = contentType?.toLowerCase();
  if (type?.startsWith('image/')) return 'picture';
  if (type?.startsWith('video/')) return 'video';
  // Phones send HEIC files without a type, or with one that says nothing.
  if (type && type !== 'application/octet-stream') return undefined;
  if (PICTURE_NAME.test(name)) return 'picture';
  return VIDEO_NAME.test(name) ? 'video' : undefined;
}

function fileNameIn(url: string): string {
  return URL.parse(url)?.pathname.split('/').at(-1) ?? '';
}

function isSpoilerName(name: string): boolean {
  return name.startsWith('SPOILER_');
}

/** Whether the link is between two `||` in the text. */
function isHidden(url: string, content: string): boolean {
  return [...content.matchAll(/\|\|(.+?)\|\|/gs)].some(([, hidden]) => hidden?.includes(url));
}

type Declared = PictureSource['declared'];

/** Only what was declared; a size of 0 counts too. */
function declared(given: { readonly [Key in keyof Declared]: Declared[Key] | null }): Declared {
  const { bytes, contentType, width, height } = given;
  return {
    ...(typeof bytes === 'number' && { bytes }),
    ...(contentType && { contentType }),
    ...(width && { width }),
    ...(height && { height }),
  };
}
