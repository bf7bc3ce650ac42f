import { inflateSync } from 'node:zlib';
import type { PictureFormat } from './check/identify-picture.ts';

/** A part of a file, from its header to its end. */
interface Chunk {
  readonly type: string;
  readonly start: number;
  readonly dataAt: number;
  readonly dataEnd: number;
  readonly end: number;
}

/** Chunks of a PNG that its pixels depend on (https://www.w3.org/TR/png-3/#11Chunks), and the orientation. */
const KEPT_IN_PNG = new Set('IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB sBIT cICP iCCP pHYs bKGD eXIf'.split(' '));
/** Chunks of a WebP that its pixels depend on (RFC 9649), and the orientation. */
const KEPT_IN_WEBP = new Set(['VP8 ', 'VP8L', 'VP8X', 'ALPH', 'ANIM', 'ANMF', 'ICCP', 'EXIF']);
/** An orientation is 30 bytes; a JPEG can't have more EXIF than this. */
const MOST_EXIF = 64 * 1024;
/** The largest profiles in use, those of printers, have about 3 MB. */
const MOST_PROFILE = 4 * 1024 * 1024;

/**
 * Drops what a decoder would read for nothing before the picture: texts, which may inflate to a thousand times their
 * size, and profiles and EXIF beyond any use.
 * @returns the same bytes if there is nothing to drop, or the file isn't whole there
 */
export function withoutText(bytes: Buffer, format: PictureFormat): Buffer {
  if (format === 'png') {
    const chunks = pngChunks(bytes);
    // Decoders read one at the most, and whether it is small is only known once it is inflated.
    const profile = chunks.find(({ type }) => type === 'iCCP');
    return keep(bytes, chunks, 8, (chunk) => (chunk.type !== 'iCCP' || chunk === profile) && isKeptInPng(bytes, chunk));
  }
  if (format === 'webp') {
    const kept = keep(bytes, webpChunks(bytes), 12, isKeptInWebp);
    // The length of the file is in its header; one that was wrong stays wrong by as much.
    if (kept !== bytes) kept.writeUInt32LE(Math.max(0, kept.readUInt32LE(4) - bytes.length + kept.length), 4);
    return kept;
  }
  return bytes;
}

function isKeptInPng(bytes: Buffer, { type, dataAt, dataEnd }: Chunk): boolean {
  if (type === 'eXIf') return dataEnd - dataAt <= MOST_EXIF;
  if (type === 'iCCP') return isSmallProfile(bytes.subarray(dataAt, dataEnd));
  return KEPT_IN_PNG.has(type);
}

function isKeptInWebp({ type, dataAt, dataEnd }: Chunk): boolean {
  if (type === 'EXIF') return dataEnd - dataAt <= MOST_EXIF;
  if (type === 'ICCP') return dataEnd - dataAt <= MOST_PROFILE;
  return KEPT_IN_WEBP.has(type);
}

/** A name, a zero, the method, and the compressed profile. */
function isSmallProfile(data: Buffer): boolean {
  try {
    inflateSync(data.subarray(data.indexOf(0) + 2), { maxOutputLength: MOST_PROFILE });
    return true;
  } catch {
    return false;
  }
}

function keep(bytes: Buffer, chunks: readonly Chunk[], header: number, isKept: (chunk: Chunk) => boolean): Buffer {
  const dropped = chunks.filter((chunk) => !isKept(chunk));
  if (dropped.length === 0) return bytes;
  const parts = [bytes.subarray(0, header)];
  let from = header;
  for (const { start, end } of dropped) {
    parts.push(bytes.subarray(from, start));
    from = end;
  }
  return Buffer.concat([...parts, bytes.subarray(from)]);
}

/** Length, type, data and checksum. */
function pngChunks(bytes: Buffer): Chunk[] {
  const chunks: Chunk[] = [];
  for (let start = 8; start + 12 <= bytes.length;) {
    const type = bytes.toString('latin1', start + 4, start + 8);
    const dataEnd = start + 8 + bytes.readUInt32BE(start);
    const end = Math.min(dataEnd + 4, bytes.length);
    chunks.push({ type, start, dataAt: start + 8, dataEnd: Math.min(dataEnd, bytes.length), end });
    if (type === 'IEND') break;
    start = end;
  }
  return chunks;
}

/** Type, length, data, and a byte if the length is odd. */
function webpChunks(bytes: Buffer): Chunk[] {
  const chunks: Chunk[] = [];
  for (let start = 12; start + 8 <= bytes.length;) {
    const type = bytes.toString('latin1', start, start + 4);
    const length = bytes.readUInt32LE(start + 4);
    const dataEnd = Math.min(start + 8 + length, bytes.length);
    const end = Math.min(dataEnd + (length % 2), bytes.length);
    chunks.push({ type, start, dataAt: start + 8, dataEnd, end });
    start = end;
  }
  return chunks;
}
