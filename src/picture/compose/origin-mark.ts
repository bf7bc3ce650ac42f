import type { Rect } from '../../rect.ts';
import type { Drawing } from '../codecs/jpeg/cover-block.ts';
import type { Pixels } from '../codecs/pixels.ts';
import { drawPlate, plateMargin, plateWidth } from '../drawing/plate.ts';
import { plateHeight } from './chat-size.ts';

/**
 * Writes "AI" into the lower right corner of a picture or of a part of it, readable at the size at which the chat shows the
 * picture.
 */
export function drawOriginMark(pixels: Pixels, part: Rect = { x: 0, y: 0, ...pixels.info }): void {
  const height = plateHeight(pixels.info, part);
  drawMark(pixels, part, height, plateMargin(height), false);
}

/** The same mark by itself, for a picture of this size in pixels. */
export function originMark(picture: { readonly width: number; readonly height: number }): Drawing {
  const height = plateHeight(picture);
  const width = plateWidth('AI', height);
  const margin = plateMargin(height);
  const info = { width, height, channels: 4 as const };
  const pixels: Pixels = { data: Buffer.alloc(width * height * info.channels), info };
  drawPlate(pixels, 'AI', 0, 0, { height });
  return { pixels, x: picture.width - width - margin, y: picture.height - height - margin };
}

/**
 * Replaces the mark of a picture that is smaller now and part of a larger whole by a mark that is readable there.
 *
 * @param scale by which the marked picture was resized
 */
export function enlargeOriginMark(pixels: Pixels, part: Rect, scale: number): void {
  const before = plateHeight({ width: part.width / scale, height: part.height / scale });
  const height = plateHeight(pixels.info, part);
  // One pixel more on each side, because resizing has softened the edges.
  const margin = Math.max(0, Math.floor(plateMargin(before) * scale) - 1);
  if (height >= before * scale + 2) drawMark(pixels, part, height, margin, true);
}

function drawMark(pixels: Pixels, part: Rect, height: number, margin: number, opaque: boolean): void {
  const x = part.x + part.width - plateWidth('AI', height) - margin;
  drawPlate(pixels, 'AI', x, part.y + part.height - height - margin, { height, opaque });
}
