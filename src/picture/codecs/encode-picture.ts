import sharp from 'sharp';
import type { ResizeOptions, Sharp } from 'sharp';
import { convertByProfile } from './colour/by-profile.ts';
import { convertToSrgb } from './colour/convert-to-srgb.ts';
import { decodePicture } from './decode-picture.ts';
import type { OpenedPicture, Turn } from './open-picture.ts';
import type { Pixels } from './pixels.ts';

/** A JPEG without metadata but those that were asked for, sizes in pixels. */
export interface EncodedPicture {
  readonly bytes: Buffer;
  readonly width: number;
  readonly height: number;
}

const GOOD_QUALITY = 90;
const qualities = [GOOD_QUALITY, 80, 70, 60, 50];
const LEAST_SIDE = 64;

/** For `decodePixels`: as it is, but no side longer than so many pixels. */
export function inside(longSide: number): ResizeOptions {
  return { width: longSide, height: longSide, fit: 'inside', withoutEnlargement: true };
}

/**
 * Decodes the picture upright, transparency on white.
 * @throws ExplainedError `picture_damaged`, `picture_too_many_pixels`
 */
export async function decodePixels(opened: OpenedPicture, size?: ResizeOptions): Promise<Pixels> {
  return await rawPixels(opened, (start) => upright(start, opened.turn, size).flatten({ background: '#fff' }));
}

/**
 * Decodes the picture upright to RGBA.
 * @throws ExplainedError `picture_damaged`, `picture_too_many_pixels`
 */
export async function decodeTransparentPixels(opened: OpenedPicture): Promise<Pixels> {
  return await rawPixels(opened, (start) => upright(start, opened.turn).ensureAlpha());
}

function upright(start: Sharp, turn: Turn, size?: ResizeOptions): Sharp {
  const turned = turn === 0 ? start.autoOrient() : start.autoOrient().rotate(turn);
  return size ? turned.resize(size) : turned;
}

async function rawPixels(opened: OpenedPicture, make: (start: Sharp) => Sharp): Promise<Pixels> {
  const { colours } = opened;
  const grey = typeof colours === 'object' && 'grey' in colours && colours.grey;
  const pixels = await decodePicture(opened, (start) =>
    make(start)
      .toColourspace(grey ? 'b-w' : 'srgb')
      .raw()
      .toBuffer({ resolveWithObject: true }),
  );
  if (typeof colours === 'string') return pixels;
  if ('icc' in colours) return await convertByProfile(pixels, colours.icc);
  convertToSrgb(pixels, colours);
  return pixels;
}

/** Whether something is seen through the picture. */
export function isTransparent({ data, info }: Pixels): boolean {
  if (info.channels !== 4) return false;
  for (let alpha = 3; alpha < data.length; alpha += 4) if (data[alpha] !== 255) return true;
  return false;
}

/** A pipeline from pixels. */
export function fromPixels({ data, info }: Pixels): Sharp {
  const { width, height, channels } = info;
  return sharp(data, { raw: { width, height, channels }, limitInputPixels: false });
}

/** Encodes as a JPEG of good quality and the same size. */
export async function encodeJpeg(pixels: Pixels): Promise<EncodedPicture> {
  return await encodeJpegAt(pixels, pixels.info.width, pixels.info.height, GOOD_QUALITY);
}

/**
 * Encodes as the best JPEG of at most `maxBytes`: quality goes down first, then the size; transparency on white.
 * Nothing when even a very small one is too heavy.
 */
export async function encodeJpegWithin(
  pixels: Pixels,
  maxBytes: number,
  xmp?: string,
): Promise<EncodedPicture | undefined> {
  let scale = 1;
  for (;;) {
    const width = Math.round(pixels.info.width * scale);
    const height = Math.round(pixels.info.height * scale);
    if (scale < 1 && Math.min(width, height) < LEAST_SIDE) return undefined;
    let size = 0;
    for (const quality of qualities) {
      const encoded = await encodeJpegAt(pixels, width, height, quality, xmp);
      if (encoded.bytes.length <= maxBytes) return encoded;
      size = encoded.bytes.length;
    }
    // Bytes go roughly with the area; never so little that the loop crawls.
    scale *= Math.min(0.8, Math.sqrt(maxBytes / size));
  }
}

async function encodeJpegAt(
  pixels: Pixels,
  width: number,
  height: number,
  quality: number,
  xmp?: string,
): Promise<EncodedPicture> {
  const sized = fromPixels(pixels).flatten({ background: '#fff' }).resize({ width, height, fit: 'fill' });
  const { data, info } = await (xmp === undefined ? sized : sized.withXmp(xmp))
    .jpeg({ quality, chromaSubsampling: quality > 70 ? '4:4:4' : '4:2:0' })
    .toBuffer({ resolveWithObject: true });
  return { bytes: data, width: info.width, height: info.height };
}
