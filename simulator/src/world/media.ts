import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { AttachmentFlags, type APIAttachment } from 'discord-api-types/v10';

/** A file that a person picks in their client. */
export interface Upload {
  bytes: Buffer;
  filename: string;
  /** The type that Discord reports. Default: depends on the file extension. */
  contentType?: string;
  /** Alternative text. */
  description?: string;
  spoiler?: boolean;
  /** The size that Discord reports, in bytes. */
  declaredSize?: number;
  /** The width that Discord reports, in pixels; `null` for none. Default: read from the bytes. */
  width?: number | null;
  height?: number | null;
}

/** A file on the CDN. */
export interface StoredFile {
  id: string;
  /** `/attachments/<channel>/<id>/<name>`: the link without host and signature. */
  path: string;
  bytes: Buffer;
  filename: string;
  title?: string;
  contentType?: string;
  description?: string;
  spoiler: boolean;
  ephemeral: boolean;
  size: number;
  width: number | null;
  height: number | null;
  /** What Discord shows for pictures and videos until they are loaded. */
  placeholder: string;
  /** Fields that Discord leaves out of the file's description. */
  omitted: readonly (keyof APIAttachment)[];
}

const contentTypes: Record<string, string> = {
  png: 'image/png',
  apng: 'image/apng',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  jfif: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
  avif: 'image/avif',
  heic: 'image/heic',
  heif: 'image/heif',
  bmp: 'image/bmp',
  tiff: 'image/tiff',
  svg: 'image/svg+xml; charset=utf-8',
  mp4: 'video/mp4',
  mov: 'video/quicktime',
  webm: 'video/webm',
  mp3: 'audio/mpeg',
  ogg: 'audio/ogg',
  wav: 'audio/x-wav',
  pdf: 'application/pdf',
  zip: 'application/zip',
  json: 'application/json; charset=utf-8',
  txt: 'text/plain; charset=utf-8',
};

/** Discord's `image` in `file_types` as of August 2026; `video` and `audio` by the usual extensions. */
const fileTypeGroups: Record<string, string[]> = {
  image: ['png', 'gif', 'jpg', 'jpeg', 'jfif', 'webp', 'avif'],
  video: ['mp4', 'mov', 'webm'],
  audio: ['mp3', 'ogg', 'wav'],
};

const extensionOf = (filename: string): string => /\.([^.]+)$/.exec(filename)?.[1]?.toLowerCase() ?? '';

export const contentTypeOf = (filename: string): string | undefined => contentTypes[extensionOf(filename)];

/** Whether a client accepts the file for an option or file upload with these `file_types`. Only the name counts. */
export function matchesFileTypes(filename: string, fileTypes: readonly string[] | undefined): boolean {
  if (fileTypes === undefined || fileTypes.length === 0) return true;
  const extension = extensionOf(filename);
  return fileTypes.some((type) => type === `.${extension}` || fileTypeGroups[type]?.includes(extension));
}

/**
 * Discord keeps ASCII letters, digits, dots, dashes and underscores of a file name. Other names are kept in `title`.
 */
export function safeFilename(filename: string): { filename: string; title?: string } {
  const safe = filename.replaceAll(' ', '_').replaceAll(/[^\w.-]/g, '') || 'unknown';
  return safe === filename ? { filename } : { filename: safe, title: filename.replace(/\.[^.]+$/, '') };
}

/** Pixels according to the file's header, for PNG, GIF, JPEG and lossy, lossless or extended WebP. */
export function dimensionsOf(bytes: Buffer): { width: number; height: number } | undefined {
  try {
    if (bytes.readUInt32BE(0) === 0x89504e47) return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
    const head = bytes.toString('latin1', 0, 16);
    if (head.startsWith('GIF8')) return { width: bytes.readUInt16LE(6), height: bytes.readUInt16LE(8) };
    if (head.startsWith('RIFF') && head.includes('WEBP')) return webpDimensions(bytes, head.slice(12, 16));
    return bytes.readUInt16BE(0) === 0xffd8 ? jpegDimensions(bytes) : undefined;
  } catch {
    return undefined; // truncated
  }
}

function webpDimensions(bytes: Buffer, chunk: string): { width: number; height: number } {
  if (chunk === 'VP8X') return { width: bytes.readUIntLE(24, 3) + 1, height: bytes.readUIntLE(27, 3) + 1 };
  if (chunk === 'VP8 ') return { width: bytes.readUInt16LE(26) & 0x3fff, height: bytes.readUInt16LE(28) & 0x3fff };
  const bits = bytes.readUInt32LE(21);
  return { width: (bits & 0x3fff) + 1, height: ((bits >> 14) & 0x3fff) + 1 };
}

function jpegDimensions(bytes: Buffer): { width: number; height: number } | undefined {
  let at = 2;
  while (bytes.readUInt8(at) === 0xff) {
    const marker = bytes.readUInt8(at + 1);
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return { height: bytes.readUInt16BE(at + 5), width: bytes.readUInt16BE(at + 7) };
    at += 2 + bytes.readUInt16BE(at + 2);
  }
  return undefined;
}

/**
 * As long as a thumbhash, and another one for another picture, except by chance. Nothing here draws it. A checksum of all
 * bytes takes a third of the time of their hash.
 */
export function placeholderOf(bytes: Buffer): string {
  const known = `${bytes.length} ${crc32(bytes)}`;
  return createHash('sha256').update(known).digest().subarray(0, 22).toString('base64');
}

export function shownPlaceholder({ placeholder }: StoredFile): { placeholder: string; placeholder_version: number } {
  return { placeholder, placeholder_version: 1 };
}

const isPicture = ({ contentType, width }: StoredFile): boolean =>
  width !== null && /^(?:image|video)\//.test(contentType ?? '');

export function toAttachment(file: StoredFile, link: (path: string) => string): APIAttachment {
  const whole: APIAttachment = {
    id: file.id,
    filename: file.filename,
    ...(file.title !== undefined && { title: file.title }),
    ...(file.description !== undefined && { description: file.description }),
    ...(file.contentType !== undefined && { content_type: file.contentType }),
    size: file.size,
    url: link(file.path),
    proxy_url: link(`/proxy${file.path}`),
    width: file.width,
    height: file.height,
    ...(isPicture(file) && shownPlaceholder(file)),
    ...(file.ephemeral && { ephemeral: true }),
    ...(file.spoiler && { flags: AttachmentFlags.IsSpoiler }),
  };
  const told = Object.entries(whole).filter(([name]) => !file.omitted.includes(name as keyof APIAttachment));
  return Object.fromEntries(told) as unknown as APIAttachment;
}
