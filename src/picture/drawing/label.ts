import type { Pixels } from '../codecs/pixels.ts';
import { roundedRectangle, textOutline, textWidth } from './outlines.ts';
import { fill } from './paint.ts';
import type { Colour } from './paint.ts';

const white: Colour = [255, 255, 255];
const dark: Colour = [16, 18, 22];

export interface LabelStyle {
  /** Height of the background in pixels. */
  readonly height: number;
  /** Opacity of the background, from 0 to 1. */
  readonly opacity: number;
}

/** Width of a label's background in pixels. */
export function labelWidth(text: string, height: number): number {
  return Math.ceil(Math.max(height, textWidth(text, height * CAPITALS) + height * 0.7));
}

/** Height of capital letters, as a share of the background's height. */
const CAPITALS = 0.48;

/** Draws white text on a dark background whose upper left corner is at (x, y). */
export function drawLabel(pixels: Pixels, text: string, x: number, y: number, style: LabelStyle): void {
  const { height, opacity } = style;
  const width = labelWidth(text, height);
  const letters = height * CAPITALS;
  fill(pixels, roundedRectangle(x, y, width, height, height * 0.22), dark, opacity);
  const start = x + (width - textWidth(text, letters)) / 2;
  fill(pixels, textOutline(text, start, y + (height + letters) / 2, letters), white);
}

/** In pixels. In narrower pictures a caption doesn't fit beside the origin mark. */
const ROOM_FOR_BOTH = 120;

/**
 * Draws a label into the lower left corner of a part of a picture that starts at `left` and has this width. If the part
 * is very narrow, it uses the upper left corner.
 */
export function drawCaption(pixels: Pixels, text: string, left = 0, width = pixels.info.width): void {
  const height = Math.max(14, Math.round(Math.min(pixels.info.height * 0.07, width * 0.14)));
  const margin = Math.round(height * 0.4);
  const top = width < ROOM_FOR_BOTH ? margin : pixels.info.height - height - margin;
  drawLabel(pixels, text, left + margin, top, { height, opacity: 0.62 });
}
