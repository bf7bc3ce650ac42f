import type { ResizeOptions, Sharp } from 'sharp';
import type { Rect } from '../../rect.ts';
import { fromPixels } from '../codecs/decode-pixels.ts';
import type { Pixels } from '../codecs/pixels.ts';
import { DETECTOR_SIDE } from './face-boxes.ts';

const ROW = DETECTOR_SIDE * 3;
const INSIDE: ResizeOptions = { width: DETECTOR_SIDE, height: DETECTOR_SIDE, fit: 'inside', kernel: 'linear' };

/** A picture that the detector can be shown parts of. */
export interface Viewable {
  /** In pixels. */
  readonly width: number;
  readonly height: number;
  /** The RGB pixels of a part of it, made smaller. */
  readonly shrunk: (part: Rect, size: ResizeOptions) => Promise<Pixels>;
}

/** RGB pixels for the detector. */
export function viewable(pixels: Pixels): Viewable {
  const { width, height } = pixels.info;
  return { width, height, shrunk: async (part, size) => await shrunk(fromPixels(pixels), part, size) };
}

/** Makes a part of a picture smaller, from all its pixels: even where a decoder could leave some out. */
export async function shrunk(all: Sharp, { x, y, width, height }: Rect, size: ResizeOptions): Promise<Pixels> {
  const part = all.extract({ left: x, top: y, width, height }).resize(size);
  return await part.toColourspace('srgb').raw().toBuffer({ resolveWithObject: true });
}

/** A view of a picture as the detector needs it: scaled to fit its square, with black padding. */
export interface DetectorSquare {
  /** RGB, row by row. */
  readonly pixels: Uint8Array;
  /** Converts a box from the square's pixels to the picture's. */
  readonly toPicture: (box: Rect) => Rect;
}

/** Makes the square in one step. */
export async function squareOf(picture: Viewable, view: Rect): Promise<DetectorSquare> {
  const { data, info } = await picture.shrunk(view, INSIDE);
  const left = (DETECTOR_SIDE - info.width) >> 1;
  const top = (DETECTOR_SIDE - info.height) >> 1;
  const pixels = new Uint8Array(DETECTOR_SIDE * ROW);
  const length = info.width * 3;
  for (let y = 0; y < info.height; y++) {
    pixels.set(data.subarray(y * length, (y + 1) * length), (top + y) * ROW + left * 3);
  }
  const [across, down] = [view.width / info.width, view.height / info.height];
  const toPicture = (box: Rect) => ({
    x: view.x + (box.x - left) * across,
    y: view.y + (box.y - top) * down,
    width: box.width * across,
    height: box.height * down,
  });
  return { pixels, toPicture };
}

/** The pixels of a square after a clockwise quarter turn. */
export function quarterTurn(pixels: Uint8Array): Uint8Array {
  const turned = new Uint8Array(pixels.length);
  for (let y = 0; y < DETECTOR_SIDE; y++) {
    for (let x = 0; x < DETECTOR_SIDE; x++) {
      const from = y * ROW + x * 3;
      const to = x * ROW + (DETECTOR_SIDE - 1 - y) * 3;
      for (let channel = 0; channel < 3; channel++) turned[to + channel] = pixels[from + channel] ?? 0;
    }
  }
  return turned;
}
