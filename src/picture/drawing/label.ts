import type { Pixels } from '../codecs/pixels.ts';
import { roundedRectangle, textOutline, textWidth } from './outlines.ts';
import { fill } from './paint.ts';
import type { Colour } from './paint.ts';

const white: Colour = [255, 255, 255];
const dark: Colour = [16, 18, 22];

export interface LabelStyle {
  /** Height of the plate in pixels. */
  readonly height: number;
  /** How much the plate hides of what is below, from 0 to 1. */
  readonly opacity: number;
}

/** Width in pixels of the plate of a label. */
export function labelWidth(text: string, height: number): number {
  return Math.ceil(Math.max(height, textWidth(text, height * CAPITALS) + height * 0.7));
}

/** Share of the plate's height that capital letters take. */
const CAPITALS = 0.48;

/** Draws white text on a plate whose upper left corner is at (x, y). */
export function drawLabel(pixels: Pixels, text: string, x: number, y: number, style: LabelStyle): void {
  const { height, opacity } = style;
  const width = labelWidth(text, height);
  const letters = height * CAPITALS;
  fill(pixels, roundedRectangle(x, y, width, height, height * 0.22), dark, opacity);
  const start = x + (width - textWidth(text, letters)) / 2;
  fill(pixels, textOutline(text, start, y + (height + letters) / 2, letters), white);
}

/** In pixels; in narrower pictures a caption has no room beside the mark of origin. */
const ROOM_FOR_BOTH = 120;

/**
 * Draws a label into the lower left corner of a part of a picture that begins at `left`, as wide as said; if it is very
 * narrow, into the upper one.
 */
export function drawCaption(pixels: Pixels, text: string, left = 0, width = pixels.info.width): void {
  const height = Math.max(14, Math.round(Math.min(pixels.info.height * 0.07, width * 0.14)));
  const margin = Math.round(height * 0.4);
  const top = width < ROOM_FOR_BOTH ? margin : pixels.info.height - height - margin;
  drawLabel(pixels, text, left + margin, top, { height, opacity: 0.62 });
}
