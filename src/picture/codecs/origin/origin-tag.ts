import { crc32 } from 'node:zlib';
import { originXmp } from './origin-xmp.ts';
import type { PictureFormat } from '../check/identify-picture.ts';

/** Bytes that say where a picture is from, and their place in its file. */
export interface OriginTag {
  readonly at: number;
  readonly bytes: Uint8Array;
}

/** The file with the tag in it, in new memory. */
function withTag(file: Uint8Array, { at, bytes }: OriginTag): Uint8Array {
  const whole = Buffer.allocUnsafeSlow(file.length + bytes.length);
  whole.set(file.subarray(0, at));
  whole.set(bytes, at);
  whole.set(file.subarray(at), at + bytes.length);
  return whole;
}

/** The same in the file's own memory: what is in front of the tag moves into the room before it. */
function withTagInRoom(file: Uint8Array, { at, bytes }: OriginTag): Uint8Array {
  const whole = new Uint8Array(file.buffer, file.byteOffset - bytes.length, file.length + bytes.length);
  whole.copyWithin(0, bytes.length, bytes.length + at);
  whole.set(bytes, at);
  return whole;
}

/** The same, with something else in place of everything from a byte on. */
function withTagAndTail(file: Uint8Array, { at, bytes }: OriginTag, tail: OriginTag): Uint8Array {
  return Buffer.concat([file.subarray(0, at), bytes, file.subarray(at, tail.at), tail.bytes]);
}

/**
 * What was made of a file: other bytes, or its own with a tag.
 *
 * @param hasRoom whether {@link TAG_ROOM} before the file in its memory belongs to it. Then the file is changed.
 */
export function taggedBytes(file: Uint8Array, made: MadeBytes, hasRoom = false): Uint8Array {
  if (!('tag' in made)) return made.bytes;
  if (made.tail) return withTagAndTail(file, made.tag, made.tail);
  const fits = hasRoom && made.tag.bytes.length <= TAG_ROOM;
  return fits ? withTagInRoom(file, made.tag) : withTag(file, made.tag);
}

type MadeBytes = { readonly bytes: Uint8Array } | { readonly tag: OriginTag; readonly tail?: OriginTag | undefined };

/**
 * The tag for a file that has nothing but its picture.
 *
 * @returns nothing for a file that says anything of itself, has anything after its end, or isn't built as usual
 */
export function originTag(bytes: Uint8Array, format: PictureFormat): OriginTag | undefined {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (format === 'jpeg') return jpegTag(file);
  return format === 'png' ? pngTag(file) : undefined;
}

const FILL = 0xff;
const EOI = 0xd9;
const SOS = 0xda;
const JFIF_SEGMENT = Buffer.from('\xff\xe0\0\x10JFIF\0', 'latin1');
const ADOBE_SEGMENT = Buffer.from('\xff\xee\0\x0eAdobe', 'latin1');
/** Frames (baseline, extended, progressive), and the tables and scans of their pictures. */
const PICTURE_MARKERS: ReadonlySet<number> = new Set([0xc0, 0xc1, 0xc2, 0xc4, 0xdb, 0xdd, SOS]);
const XMP_SEGMENT = segment(0xe1, `http://ns.adobe.com/xap/1.0/\0${originXmp}`);

/** ITU-T T.81, annex B; JFIF 1.02; ITU-T T.872, 6.5.3 for Adobe's segment; XMP part 3, "JPEG". */
function jpegTag(file: Buffer): OriginTag | undefined {
  let tagAt = 2;
  for (let at = 2; ;) {
    const marker = file[at + 1] ?? 0;
    if (file[at] !== FILL) return undefined;
    if (marker === EOI) return at + 2 === file.length ? { at: tagAt, bytes: XMP_SEGMENT } : undefined;
    if (at + 4 > file.length) return undefined;
    const end = at + 2 + file.readUInt16BE(at + 2);
    if (end < at + 4 || end > file.length || !showsPicture(marker, file.subarray(at, end), at)) return undefined;
    // A JFIF segment has to be the first.
    if (marker === 0xe0) tagAt = end;
    at = marker === SOS ? endOfScan(file, end) : end;
  }
}

/** Adobe's segment tells how colours are stored; a thumbnail in a JFIF segment makes it longer. */
function showsPicture(marker: number, whole: Buffer, at: number): boolean {
  if (PICTURE_MARKERS.has(marker)) return true;
  const known = marker === 0xe0 && at === 2 ? JFIF_SEGMENT : marker === 0xee ? ADOBE_SEGMENT : undefined;
  return known !== undefined && whole.subarray(0, known.length).equals(known);
}

/** Where the next marker is that is no restart in the scan's data; in the data no other one can be. */
function endOfScan(file: Buffer, from: number): number {
  for (let at = from; ; at += 2) {
    at = file.indexOf(FILL, at);
    if (at < 0) return file.length;
    const next = file[at + 1] ?? 0;
    const isInData = next === 0 || (next >= 0xd0 && next <= 0xd7);
    if (!isInData) return at;
  }
}

function segment(marker: number, text: string): Buffer {
  const data = Buffer.from(text);
  const head = Buffer.from([FILL, marker, 0, 0]);
  head.writeUInt16BE(data.length + 2, 2);
  return Buffer.concat([head, data]);
}

const SIGNATURE = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
/** Bytes of a chunk beside its data: length, type and checksum. */
const AROUND = 12;
const PICTURE_CHUNKS: ReadonlySet<string> = new Set(['PLTE', 'tRNS', 'gAMA', 'cHRM', 'sRGB', 'sBIT', 'pHYs', 'IDAT']);
/** Not compressed, of no language, without a translated keyword. */
const XMP_CHUNK = chunk('iTXt', `XML:com.adobe.xmp\0\0\0\0\0${originXmp}`);

/** Bytes that the largest tag needs. */
export const TAG_ROOM = Math.max(XMP_SEGMENT.length, XMP_CHUNK.length);

/** PNG third edition, chapters 5 and 11; XMP part 3, "PNG". */
function pngTag(file: Buffer): OriginTag | undefined {
  if (!file.subarray(0, SIGNATURE.length).equals(SIGNATURE)) return undefined;
  let tagAt: number | undefined;
  for (let at = SIGNATURE.length; at + AROUND <= file.length;) {
    const end = at + AROUND + file.readUInt32BE(at);
    const type = file.toString('latin1', at + 4, at + 8);
    if (type === 'IEND') return tagAt && end === file.length ? { at: tagAt, bytes: XMP_CHUNK } : undefined;
    if (tagAt === undefined ? type !== 'IHDR' : !PICTURE_CHUNKS.has(type)) return undefined;
    tagAt ??= end;
    at = end;
  }
  return undefined;
}

function chunk(type: string, text: string): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), Buffer.from(text)]);
  const [length, checksum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(body.length - 4);
  checksum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, checksum]);
}
