import type { PictureFormat } from './identify-picture.ts';
import { mainPage } from '../tiff/main-page.ts';
import { readTiff } from '../tiff/read-tiff.ts';

/** What a file's header says about the memory that decoding takes. The file may lie. */
export interface DeclaredSize {
  readonly width: number;
  readonly height: number;
  /** Bytes of one uncompressed pixel, if the format leaves it open. Default: 3. */
  readonly pixelBytes?: number;
  /** Whether each part of the file adds to the whole picture, which decoders then keep: progressive, interlaced. */
  readonly inPasses?: boolean;
}

type SizeReader = (bytes: Buffer) => DeclaredSize | undefined;

const readers: Readonly<Record<PictureFormat, SizeReader>> = {
  jpeg: readJpeg,
  png: readPng,
  webp: readWebp,
  gif: (bytes) => ({ width: bytes.readUInt16LE(6), height: bytes.readUInt16LE(8) }),
  bmp: (bytes) => ({ width: Math.abs(bytes.readInt32LE(18)), height: Math.abs(bytes.readInt32LE(22)) }),
  tiff: readTiffSize,
  avif: readIso,
  heic: readIso,
};

/**
 * Reads the size from the header without decoding anything. It takes no longer than the file is long.
 * @returns undefined if the header isn't whole
 */
export function readSize(bytes: Uint8Array, format: PictureFormat): DeclaredSize | undefined {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    return readers[format](file);
  } catch (error) {
    // The header ends too early.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** A large profile takes 255 segments at most, and EXIF with previews a few dozen. */
const MOST_SEGMENTS = 10_000;

/** ITU-T T.81, annex B: the frame header is one of the markers SOF0 to SOF15; three of the range are others. */
function readJpeg(bytes: Buffer): DeclaredSize | undefined {
  const others = new Set([0xc4, 0xc8, 0xcc]);
  const progressive = new Set([0xc2, 0xc6, 0xca, 0xce]);
  let at = 2;
  for (let segment = 0; segment < MOST_SEGMENTS; segment += 1) {
    // Any bytes may be between segments, and 0xff before a marker.
    at = bytes.indexOf(0xff, at);
    if (at < 0) return undefined;
    while (bytes[at + 1] === 0xff) at += 1;
    const marker = bytes.readUInt8(at + 1);
    if (marker >= 0xc0 && marker <= 0xcf && !others.has(marker)) {
      const [height, width] = [bytes.readUInt16BE(at + 5), bytes.readUInt16BE(at + 7)];
      return { width, height, pixelBytes: bytes.readUInt8(at + 9), inPasses: progressive.has(marker) };
    }
    const standsAlone = marker <= 0x01 || (marker >= 0xd0 && marker <= 0xd8);
    at += standsAlone ? 2 : 2 + bytes.readUInt16BE(at + 2);
  }
  return undefined;
}

/** Samples per pixel, by the colour type of IHDR (https://www.w3.org/TR/png-3/#11IHDR); a palette becomes RGBA. */
const pngSamples: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 4, 4: 2, 6: 4 };

function readPng(bytes: Buffer): DeclaredSize | undefined {
  if (bytes.toString('latin1', 12, 16) !== 'IHDR') return undefined;
  const depth = bytes.readUInt8(24) > 8 ? 16 : 8;
  return {
    width: bytes.readUInt32BE(16),
    height: bytes.readUInt32BE(20),
    pixelBytes: (pngSamples[bytes.readUInt8(25)] ?? 4) * (depth / 8),
    inPasses: bytes.readUInt8(28) !== 0,
  };
}

/** RFC 9649: an extended file has the size of its canvas; a simple one that of its only picture. */
function readWebp(bytes: Buffer): DeclaredSize | undefined {
  switch (bytes.toString('latin1', 12, 16)) {
    case 'VP8X':
      return { width: bytes.readUIntLE(24, 3) + 1, height: bytes.readUIntLE(27, 3) + 1 };
    case 'VP8L': {
      const sides = bytes.readUInt32LE(21);
      return { width: (sides & 0x3fff) + 1, height: ((sides >>> 14) & 0x3fff) + 1 };
    }
    case 'VP8 ':
      return { width: bytes.readUInt16LE(26) & 0x3fff, height: bytes.readUInt16LE(28) & 0x3fff };
    default:
      return undefined;
  }
}

const WIDTH = 256;
const HEIGHT = 257;
const BITS_PER_SAMPLE = 258;
const SAMPLES_PER_PIXEL = 277;
const SUB_IFDS = 330;

function readTiffSize(bytes: Buffer): DeclaredSize | undefined {
  const tiff = readTiff(bytes);
  const [first] = tiff?.pages ?? [];
  if (!tiff || !first) return undefined;
  const place = mainPage(tiff);
  const page = 'page' in place ? tiff.pages[place.page] : tiff.children(first, SUB_IFDS)[place.subifd];
  const number = (tag: number, otherwise: number) => page?.numbers(tag)[0] ?? otherwise;
  const pixelBytes = number(SAMPLES_PER_PIXEL, 1) * Math.max(1, number(BITS_PER_SAMPLE, 1) / 8);
  return { width: number(WIDTH, 0), height: number(HEIGHT, 0), pixelBytes };
}

/** Properties that the items of a file can refer to, by an index of 15 bits (ISO/IEC 23008-12, 9.3.1). */
const MOST_PROPERTIES = 0x7fff;
const BEYOND_ALL_LIMITS: DeclaredSize = { width: 0xffff_ffff, height: 0xffff_ffff };

/** The largest image that an `ispe` box describes (ISO/IEC 23008-12, 6.5.3): the picture, one of its tiles, or another. */
function readIso(bytes: Buffer): DeclaredSize | undefined {
  let largest: DeclaredSize | undefined;
  let at = bytes.indexOf('ispe');
  for (let boxes = 0; at >= 0; boxes += 1) {
    if (boxes > MOST_PROPERTIES) return BEYOND_ALL_LIMITS;
    // After the type: version and flags.
    if (at + 16 > bytes.length) break;
    const size = { width: bytes.readUInt32BE(at + 8), height: bytes.readUInt32BE(at + 12) };
    if (!largest || size.width * size.height > largest.width * largest.height) largest = size;
    at = bytes.indexOf('ispe', at + 4);
  }
  return largest;
}
