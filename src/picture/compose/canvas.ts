import { decodePixels, fromPixels } from '../codecs/decode-pixels.ts';
import type { Pixels } from '../codecs/pixels.ts';
import type { PictureFormat } from '../codecs/check/identify-picture.ts';
import { openPicture } from '../codecs/open-picture.ts';
import type { Tolerance } from '../codecs/open-picture.ts';
import type { Rect } from '../../rect.ts';
import type { Sign } from '../drawing/plate.ts';

/** A file that was identified as a picture. */
export interface PictureFile {
  readonly bytes: Uint8Array;
  readonly format: PictureFormat;
  /** Default: `sound`. */
  readonly tolerance?: Tolerance;
}

/** A picture and what its plate says. */
export interface SignedPicture extends PictureFile {
  readonly sign: Sign;
}

/**
 * The colour between pictures. JPEG has no transparency, so it is that of Discord's dark themes, where the gap seems
 * transparent; on a light theme it is a thin dark line.
 */
const BACKGROUND = [43, 45, 49] as const;

/** A picture of nothing but background. */
export function createCanvas(width: number, height: number): Pixels {
  const data = Buffer.alloc(width * height * 3, Buffer.from(BACKGROUND));
  return { data, info: { width, height, channels: 3 } };
}

/** Copies a picture onto a canvas that is large enough for it. */
export function place(canvas: Pixels, picture: Pixels, left: number, top: number): void {
  const row = picture.info.width * 3;
  for (let y = 0; y < picture.info.height; y++) {
    picture.data.copy(canvas.data, ((top + y) * canvas.info.width + left) * 3, y * row, (y + 1) * row);
  }
}

/**
 * Decodes a picture to exactly this size.
 * @throws ExplainedError `picture_damaged`, `picture_too_many_pixels`
 */
export async function decodeTo(file: PictureFile, width: number, height: number): Promise<Pixels> {
  const opened = await openPicture(file.bytes, file.format, { tolerance: file.tolerance });
  return await decodePixels(opened, { width, height, fit: 'fill' });
}

/** A window of a picture in this size. Where the window is outside the picture, there is background. */
export async function cutOut(picture: Pixels, window: Rect, width: number, height: number): Promise<Pixels> {
  const across = within(window.x, window.width, picture.info.width, width);
  const down = within(window.y, window.height, picture.info.height, height);
  const part: Pixels = await fromPixels(picture)
    .extract({ left: across.from, top: down.from, width: across.length, height: down.length })
    .resize({ width: across.shown, height: down.shown, fit: 'fill' })
    .raw()
    .toBuffer({ resolveWithObject: true });
  if (across.shown === width && down.shown === height) return part;
  const canvas = createCanvas(width, height);
  place(canvas, part, across.at, down.at);
  return canvas;
}

/** The part of a span that is inside the whole, and where and how long it is once the span has `size` pixels. */
function within(start: number, length: number, whole: number, size: number) {
  const from = Math.max(0, Math.min(whole - 1, Math.round(start)));
  const to = Math.max(from + 1, Math.min(whole, Math.round(start + length)));
  const scale = size / length;
  // Half a pixel outside comes from rounding, and must not become an edge.
  const at = start < -0.5 ? Math.min(size - 1, Math.round((from - start) * scale)) : 0;
  const end = start + length > whole + 0.5 ? Math.round((to - start) * scale) : size;
  return { from, length: to - from, at, shown: Math.max(1, Math.min(size, end) - at) };
}
