import { decodePixels, inside } from '../codecs/decode-pixels.ts';
import { encodeJpeg } from '../codecs/encode-picture.ts';
import type { EncodedPicture } from '../codecs/encode-picture.ts';
import { openPicture } from '../codecs/open-picture.ts';
import { frame } from '../drawing/outlines.ts';
import { fill } from '../drawing/paint.ts';
import type { Colour } from '../drawing/paint.ts';
import { drawPlate, plateWidth } from '../drawing/plate.ts';
import type { Rect } from '../../rect.ts';
import type { PictureFile } from './canvas.ts';
import { chatScale, plateHeight } from './chat-size.ts';
import { placePlates } from './plate-places.ts';

const LONG_SIDE = 1280;
const dark: Colour = [16, 18, 22];
/** Bright and easy to tell apart, also with colour blindness (after Okabe and Ito). */
const colours: readonly Colour[] = [
  [255, 214, 0],
  [86, 200, 255],
  [255, 140, 40],
  [60, 230, 160],
  [255, 130, 200],
  [240, 240, 240],
];

/**
 * Draws a numbered box around each face, from 1, in the given order. The numbers are beside the faces, and readable at the
 * size at which the chat shows the picture.
 * @throws ExplainedError `picture_damaged`, `picture_too_many_pixels`
 */
export async function numberFaces(input: PictureFile & { faces: readonly Rect[] }): Promise<EncodedPicture> {
  const opened = await openPicture(input.bytes, input.format);
  const pixels = await decodePixels(opened, inside(LONG_SIDE));
  const scale = pixels.info.width / opened.width;
  // Two pixels in the chat.
  const line = Math.max(2, Math.round(2 * chatScale(pixels.info)));
  const height = plateHeight(pixels.info);
  const boxes = input.faces.map((face) => scaled(face, scale));

  boxes.forEach(({ x, y, width: w, height: h }, index) => {
    // A dark line on both sides keeps the bright one visible on any background.
    fill(pixels, frame(x - line / 2, y - line / 2, w + line, h + line, line * 2), dark, 0.55);
    fill(pixels, frame(x, y, w, h, line), colourOf(index));
  });
  const plates = boxes.map((_, index) => ({ width: plateWidth(index + 1, height), height }));
  placePlates(boxes, plates, pixels.info, line).forEach(({ x, y }, index) => {
    drawPlate(pixels, index + 1, x, y, { height, rim: colourOf(index) });
  });
  return await encodeJpeg(pixels);
}

function colourOf(index: number): Colour {
  return colours[index % colours.length] ?? dark;
}

function scaled({ x, y, width, height }: Rect, scale: number): Rect {
  return {
    x: Math.round(x * scale),
    y: Math.round(y * scale),
    width: Math.round(width * scale),
    height: Math.round(height * scale),
  };
}
