import type { Pixels } from '../pixels.ts';

/** Something to draw, in RGBA, and the pixel of a picture where its upper left corner goes. */
export interface Drawing {
  readonly pixels: Pixels;
  readonly x: number;
  readonly y: number;
}

/** A block of a component's samples in a picture. */
export interface BlockPlace {
  /** The component's number: luminance, or the blue or red chrominance. */
  readonly component: number;
  /** Pixels of a sample in each direction. */
  readonly across: number;
  readonly down: number;
  /** The block's upper left corner, in samples. */
  readonly left: number;
  readonly top: number;
}

/** Samples of a block in each direction. */
export const BLOCK = 8;
/** What each component takes of red, green and blue, after what it is without them (JFIF 1.02). */
const SHARES = [
  [0, 0.299, 0.587, 0.114],
  [128, -0.168736, -0.331264, 0.5],
  [128, 0.5, -0.418688, -0.081312],
] as const;

/**
 * Tells what becomes of the samples of a block below a drawing: each is multiplied by what is `kept` of it, and then gets
 * something `added`.
 *
 * @param kept,added one number for each sample, which are overwritten
 * @returns whether the drawing is above any of them
 */
export function coverBlock(drawing: Drawing, place: BlockPlace, kept: Float32Array, added: Float32Array): boolean {
  const { data, info } = drawing.pixels;
  const { across, down } = place;
  const [least, red, green, blue] = SHARES[place.component] ?? SHARES[0];
  let isCovered = false;
  for (let index = 0; index < BLOCK * BLOCK; index++) {
    const left = (place.left + (index % BLOCK)) * across - drawing.x;
    const top = (place.top + Math.floor(index / BLOCK)) * down - drawing.y;
    let hidden = 0;
    let value = 0;
    for (let y = Math.max(0, top); y < Math.min(info.height, top + down); y++) {
      for (let x = Math.max(0, left); x < Math.min(info.width, left + across); x++) {
        const at = (y * info.width + x) * 4;
        const [r = 0, g = 0, b = 0, alpha = 0] = [data[at], data[at + 1], data[at + 2], data[at + 3]];
        hidden += alpha;
        value += alpha * (least + red * r + green * g + blue * b);
      }
    }
    const whole = 255 * across * down;
    kept[index] = 1 - hidden / whole;
    added[index] = value / whole;
    isCovered ||= hidden > 0;
  }
  return isCovered;
}
