import { drawLabel, labelWidth } from '../drawing/label.ts';
import type { Pixels } from '../codecs/pixels.ts';

/** Height of the mark's plate, as a share of the side of a square as large as the picture; and at the least, in pixels. */
const SHARE = 0.036;
const LEAST_HEIGHT = 15;
/** Distance to the edges, in heights of the plate. */
const MARGIN = 0.3;

/** Writes a small mark into the lower right corner; on a picture of 64 pixels it takes the whole width. */
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
