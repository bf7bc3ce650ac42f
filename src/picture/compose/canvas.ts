import { decodePixels } from '../codecs/decode-pixels.ts';
import type { Pixels } from '../codecs/pixels.ts';
import type { PictureFormat } from '../codecs/identify-picture.ts';
import { openPicture } from '../codecs/open-picture.ts';
import type { Tolerance } from '../codecs/open-picture.ts';

/** A file that was identified as a picture. */
export interface PictureFile {
  readonly bytes: Uint8Array;
  readonly format: PictureFormat;
  /** Default: `sound`. */
  readonly tolerance?: Tolerance;
}

/** A blank picture in one shade of grey. */
export function createCanvas(width: number, height: number, shade: number): Pixels {
  return { data: Buffer.alloc(width * height * 3, shade), info: { width, height, channels: 3 } };
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
