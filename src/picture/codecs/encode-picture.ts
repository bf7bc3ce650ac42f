import type { JpegOptions } from 'sharp';
import { fromPixels } from './decode-pixels.ts';
import type { Pixels } from './pixels.ts';

/** A JPEG whose only metadata was added by us. Sizes are in pixels. */
export interface EncodedPicture {
  readonly bytes: Buffer;
  readonly width: number;
  readonly height: number;
}

/** How a JPEG is compressed. */
export interface JpegCoding {
  /** From 1 to 100, on libjpeg's scale. */
  readonly quality: number;
  /** `4:2:0` stores colours at half the resolution. */
  readonly chromaSubsampling: '4:4:4' | '4:2:0';
}

const GOOD: JpegCoding = { quality: 90, chromaSubsampling: '4:4:4' };
/** Keeps drawn text readable, and loses little more of a strongly compressed picture. */
const LEAST_QUALITY = 80;
/** A higher quality makes the file much larger without a visible difference. */
const MOST_QUALITY = 95;
/** Qualities to try when a picture has too many bytes. */
const lowerQualities = [80, 70, 60, 50];
const LEAST_SIDE = 64;

/** Encodes a JPEG of good quality at the same size. */
export async function encodeJpeg(pixels: Pixels): Promise<EncodedPicture> {
  return await encodeJpegAt(pixels, pixels.info.width, pixels.info.height, GOOD);
}

interface WithinOptions {
  /** How the picture was compressed before. A higher quality would only make the file larger. */
  readonly like?: JpegCoding | undefined;
  readonly xmp?: string;
}

/**
 * Encodes the best JPEG of at most `maxBytes`: lowers the quality first, then the size. Transparency is put on white.
 * @returns undefined if even a very small picture has too many bytes
 */
export async function encodeJpegWithin(
  pixels: Pixels,
  maxBytes: number,
  { like = GOOD, xmp }: WithinOptions = {},
): Promise<EncodedPicture | undefined> {
  const { chromaSubsampling } = like;
  const best = Math.max(LEAST_QUALITY, Math.min(MOST_QUALITY, like.quality));
  const codings: JpegCoding[] = [best, ...lowerQualities.filter((quality) => quality < best)].map((quality) => ({
    quality,
    chromaSubsampling: quality > 70 ? chromaSubsampling : '4:2:0',
  }));
  let scale = 1;
  for (;;) {
    const width = Math.round(pixels.info.width * scale);
    const height = Math.round(pixels.info.height * scale);
    if (scale < 1 && Math.min(width, height) < LEAST_SIDE) return undefined;
    let size = 0;
    for (const coding of codings) {
      const encoded = await encodeJpegAt(pixels, width, height, coding, xmp);
      if (encoded.bytes.length <= maxBytes) return encoded;
      size = encoded.bytes.length;
    }
    // Bytes are roughly proportional to the area. The upper limit avoids many small steps.
    scale *= Math.min(0.8, Math.sqrt(maxBytes / size));
  }
}

/** Optimised Huffman tables save a few percent of the bytes, but take twice as long as everything else. */
const quick: JpegOptions = { optimiseCoding: false, mozjpeg: false };

async function encodeJpegAt(
  pixels: Pixels,
  width: number,
  height: number,
  coding: JpegCoding,
  xmp?: string,
): Promise<EncodedPicture> {
  const sized = fromPixels(pixels).flatten({ background: '#fff' }).resize({ width, height, fit: 'fill' });
  const { data, info } = await (xmp === undefined ? sized : sized.withXmp(xmp))
    .jpeg({ ...quick, ...coding })
    .toBuffer({ resolveWithObject: true });
  return { bytes: data, width: info.width, height: info.height };
}
