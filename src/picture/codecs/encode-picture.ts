import type { JpegOptions } from 'sharp';
import { fromPixels } from './decode-pixels.ts';
import type { Pixels } from './pixels.ts';

/** A JPEG without metadata, except what was asked for; sizes in pixels. */
export interface EncodedPicture {
  readonly bytes: Buffer;
  readonly width: number;
  readonly height: number;
}

/** How a JPEG is compressed. */
export interface JpegCoding {
  /** From 1 to 100, as libjpeg counts. */
  readonly quality: number;
  /** `4:2:0` stores colours at half the resolution. */
  readonly chromaSubsampling: '4:4:4' | '4:2:0';
}

const GOOD: JpegCoding = { quality: 90, chromaSubsampling: '4:4:4' };
/** What is drawn on a picture stays readable, and a picture that was compressed strongly loses little more. */
const LEAST_QUALITY = 80;
/** More than this makes a file much larger and looks the same. */
const MOST_QUALITY = 95;
/** For pictures that are too heavy. */
const lowerQualities = [80, 70, 60, 50];
const LEAST_SIDE = 64;

/** Encodes as a JPEG of good quality and the same size. */
export async function encodeJpeg(pixels: Pixels): Promise<EncodedPicture> {
  return await encodeJpegAt(pixels, pixels.info.width, pixels.info.height, GOOD);
}

interface WithinOptions {
  /** How the picture was compressed before: a higher quality only makes the file larger. */
  readonly like?: JpegCoding | undefined;
  readonly xmp?: string;
}

/**
 * Encodes as the best JPEG of at most `maxBytes`: quality goes down first, then the size; transparency on white.
 * Nothing when even a very small one is too heavy.
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
    // Bytes go roughly with the area; the limit keeps the steps from becoming tiny.
    scale *= Math.min(0.8, Math.sqrt(maxBytes / size));
  }
}

/** Huffman tables made for each picture save a few percent of its bytes, and take twice as long as all the rest. */
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
