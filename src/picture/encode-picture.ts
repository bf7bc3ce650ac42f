import sharp from 'sharp';
import type { OutputInfo } from 'sharp';
import { decoding } from './open-picture.ts';
import type { OpenedPicture } from './open-picture.ts';

/** Pixels in memory: upright, opaque, 8 bits a channel, sRGB. */
export interface Pixels {
  readonly data: Buffer;
  readonly info: OutputInfo;
}

/** A JPEG without metadata, sizes in pixels. */
export interface EncodedPicture {
  readonly bytes: Buffer;
  readonly width: number;
  readonly height: number;
}

const qualities = [90, 80, 70, 60, 50];
const LEAST_SIDE = 64;

/**
 * Decodes the picture upright, transparency on white, no side longer than `longSide` pixels.
 * @throws ExplainedError `picture_damaged`
 */
export async function decodePixels({ decode }: OpenedPicture, longSide?: number): Promise<Pixels> {
  let pipeline = decode().autoOrient();
  if (longSide !== undefined) {
    pipeline = pipeline.resize({ width: longSide, height: longSide, fit: 'inside', withoutEnlargement: true });
  }
  return await decoding(
    pipeline.flatten({ background: '#fff' }).toColourspace('srgb').raw().toBuffer({ resolveWithObject: true }),
  );
}

/**
 * Encodes as the best JPEG of at most `maxBytes`: quality goes down first, then the size.
 * Nothing when even a very small one is too heavy.
 */
export async function encodeJpegWithin(pixels: Pixels, maxBytes: number): Promise<EncodedPicture | undefined> {
  let scale = 1;
  for (;;) {
    const width = Math.round(pixels.info.width * scale);
    const height = Math.round(pixels.info.height * scale);
    if (scale < 1 && Math.min(width, height) < LEAST_SIDE) return undefined;
    let size = 0;
    for (const quality of qualities) {
      const { data, info } = await encodeJpeg(pixels, width, height, quality);
      if (data.length <= maxBytes) return { bytes: data, width: info.width, height: info.height };
      size = data.length;
    }
    // Bytes go roughly with the area; never so little that the loop crawls.
    scale *= Math.min(0.8, Math.sqrt(maxBytes / size));
  }
}

async function encodeJpeg({ data, info }: Pixels, width: number, height: number, quality: number) {
  const raw = { width: info.width, height: info.height, channels: info.channels };
  return await sharp(data, { raw, limitInputPixels: false })
    .resize({ width, height, fit: 'fill' })
    .jpeg({ quality, chromaSubsampling: quality > 70 ? '4:4:4' : '4:2:0' })
    .toBuffer({ resolveWithObject: true });
}
