import sharp from 'sharp';
import { drawCaption } from '../drawing/label.ts';
import { decodePixels } from '../codecs/decode-pixels.ts';
import type { EncodedPicture } from '../codecs/encode-picture.ts';
import { openPicture } from '../codecs/open-picture.ts';
import type { LabelledPicture } from './compose-row.ts';
import { originXmp } from '../codecs/origin/origin-xmp.ts';

/** Longest side, in pixels. */
const LONG_SIDE = 1080;
const FRAME_MS = 900;
const BLACK = '#000';
/** Pictures whose aspect ratio differs by less than this fill the frame. Otherwise a thin black edge would flicker. */
const SAME_SHAPE = 0.03;

/**
 * Makes an endless animated WebP with the aspect ratio of the first picture. Each picture gets its label. The XMP says
 * where it comes from.
 * @throws ExplainedError `picture_damaged`, `picture_too_many_pixels`
 */
export async function animate({ pictures }: { pictures: readonly LabelledPicture[] }): Promise<EncodedPicture> {
  let size: { width: number; height: number } | undefined;
  const frames: Buffer[] = [];
  for (const picture of pictures) {
    const opened = await openPicture(picture.bytes, picture.format);
    size ??= sizeWithin(opened.width, opened.height);
    const shape = opened.width / opened.height / (size.width / size.height);
    const fit = Math.abs(shape - 1) < SAME_SHAPE ? 'fill' : 'contain';
    const frame = await decodePixels(opened, { ...size, fit, background: BLACK });
    drawCaption(frame, picture.label);
    frames.push(frame.data);
  }
  const { width, height } = size ?? { width: 1, height: 1 };
  const bytes = await sharp(Buffer.concat(frames), {
    raw: { width, height: height * frames.length, channels: 3, pageHeight: height },
    limitInputPixels: false,
  })
    .withXmp(originXmp)
    .webp({ quality: 80, effort: 1, loop: 0, delay: frames.map(() => FRAME_MS) })
    .toBuffer();
  return { bytes, width, height };
}

function sizeWithin(width: number, height: number): { width: number; height: number } {
  const scale = Math.min(1, LONG_SIDE / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}
