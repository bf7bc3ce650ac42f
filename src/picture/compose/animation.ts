import sharp from 'sharp';
import type { EncodedPicture } from '../codecs/encode-picture.ts';
import { originXmp } from '../codecs/origin/origin-xmp.ts';
import type { Pixels } from '../codecs/pixels.ts';

/** How long the first and the last picture stay, which people compare, and how long each one between them, in ms. */
const ENDS_MS = 1500;
const BETWEEN_MS = 700;

/** Makes an endless animated WebP of frames of the same size. The XMP says where it comes from. */
export async function encodeAnimation(frames: readonly Pixels[]): Promise<EncodedPicture> {
  const { width, height } = frames[0]?.info ?? { width: 1, height: 1 };
  const isEnd = (index: number) => index === 0 || index === frames.length - 1;
  const bytes = await sharp(Buffer.concat(frames.map(({ data }) => data)), {
    raw: { width, height: height * frames.length, channels: 3, pageHeight: height },
    limitInputPixels: false,
  })
    .withXmp(originXmp)
    .webp({ quality: 80, effort: 1, loop: 0, delay: frames.map((_, index) => (isEnd(index) ? ENDS_MS : BETWEEN_MS)) })
    .toBuffer();
  return { bytes, width, height };
}
