import { drawLabel, labelWidth } from '../drawing/label.ts';
import type { Pixels } from '../codecs/pixels.ts';

/** Height of the mark, as a share of the side of a square with the picture's area; and its minimum in pixels. */
const SHARE = 0.036;
const LEAST_HEIGHT = 15;
/** Distance to the edges, in heights of the mark. */
const MARGIN = 0.3;

/** Writes a small mark into the lower right corner. On a picture of 64 pixels it takes the whole width. */
export function drawOriginMark(pixels: Pixels, text: string): void {
  const { width, height } = pixels.info;
  const widest = width / (labelWidth(text, 100) / 100 + 2 * MARGIN);
  const plate = Math.floor(Math.min(Math.max(LEAST_HEIGHT, SHARE * Math.sqrt(width * height)), widest));
  const margin = Math.round(plate * MARGIN);
  drawLabel(pixels, text, width - labelWidth(text, plate) - margin, height - plate - margin, {
    height: plate,
    opacity: 0.62,
  });
}
