import type { Rect } from '../../rect.ts';
import type { Pixels } from '../codecs/pixels.ts';
import { camera, cameraWidth, ring, roundedRectangle, textOutline, textWidth } from './outlines.ts';
import type { Outline } from './outlines.ts';
import { fill } from './paint.ts';
import type { Colour } from './paint.ts';

/**
 * What a plate says. Words can't be drawn in every script, so there are none: an age or a number, a camera for the photo
 * as it was taken, or "AI".
 */
export type Sign = number | 'camera' | 'AI';

interface PlateStyle {
  /** In pixels, with the rim. */
  readonly height: number;
  /** Default: white, slightly transparent. */
  readonly rim?: Colour;
  /** Whether it hides what is below it. Default: no. */
  readonly opaque?: boolean;
}

const white: Colour = [255, 255, 255];
const dark: Colour = [16, 18, 22];

/** Height of the sign, as a share of the plate's height. */
export const SIGN_SHARE = 0.6;
/** Space on each side of the sign, as a share of the plate's height. */
const SIDE = 0.26;
const CORNER = 0.24;
const RIM = 0.06;
/** Everything around the sign is still visible through the plate, but no longer disturbs it. */
const OPACITY = 0.78;
const RIM_OPACITY = 0.8;

/** Width of a plate in pixels. */
export function plateWidth(sign: Sign, height: number): number {
  return Math.ceil(Math.max(height, signWidth(sign, height * SIGN_SHARE) + 2 * SIDE * height));
}

/**
 * Draws a white sign on a dark plate whose upper left corner is at (x, y). The plate stands out from light pictures, and
 * its rim from dark ones.
 */
export function drawPlate(pixels: Pixels, sign: Sign, x: number, y: number, style: PlateStyle): void {
  const { height, rim, opaque = false } = style;
  const width = plateWidth(sign, height);
  const line = Math.max(1, height * RIM);
  const letters = height * SIGN_SHARE;
  fill(pixels, roundedRectangle(x, y, width, height, height * CORNER), dark, opaque ? 1 : OPACITY);
  fill(pixels, ring(x, y, width, height, height * CORNER, line), rim ?? white, rim ? 1 : RIM_OPACITY);
  const start = x + (width - signWidth(sign, letters)) / 2;
  fill(pixels, signOutline(sign, start, y + (height - letters) / 2, letters), white);
}

function signWidth(sign: Sign, height: number): number {
  return sign === 'camera' ? cameraWidth(height) : textWidth(String(sign), height);
}

function signOutline(sign: Sign, x: number, y: number, height: number): Outline {
  return sign === 'camera' ? camera(x, y, height) : textOutline(String(sign), x, y + height, height);
}

/** Space between a plate of this height and the edges of its picture, in pixels. */
export function plateMargin(height: number): number {
  return Math.round(height * 0.35);
}

/** Draws a plate into the lower left corner of a part of a picture. */
export function drawCaption(pixels: Pixels, sign: Sign, part: Rect, height: number): void {
  const margin = plateMargin(height);
  drawPlate(pixels, sign, part.x + margin, part.y + part.height - height - margin, { height });
}
