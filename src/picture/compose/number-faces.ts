import { drawLabel, labelWidth } from '../drawing/label.ts';
import { frame, roundedRectangle } from '../drawing/outlines.ts';
import { fill } from '../drawing/paint.ts';
import type { Colour } from '../drawing/paint.ts';
import { decodePixels, inside } from '../codecs/decode-pixels.ts';
import { encodeJpeg } from '../codecs/encode-picture.ts';
import type { EncodedPicture } from '../codecs/encode-picture.ts';
import { openPicture } from '../codecs/open-picture.ts';
import type { Rect } from '../../rect.ts';
import type { PictureFile } from './canvas.ts';

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
 * Draws a numbered box around each face, from 1, in the given order.
 * @throws ExplainedError `picture_damaged`, `picture_too_many_pixels`
 */
export async function numberFaces(input: PictureFile & { faces: readonly Rect[] }): Promise<EncodedPicture> {
  const opened = await openPicture(input.bytes, input.format);
  const pixels = await decodePixels(opened, inside(LONG_SIDE));
  const { width, height } = pixels.info;
  const scale = width / opened.width;
  const line = Math.max(2, Math.round(Math.max(width, height) / 320));
  const label = Math.max(18, Math.round(Math.max(width, height) * 0.045));

  input.faces.forEach((face, index) => {
    const colour = colours[index % colours.length] ?? dark;
    const x = Math.round(face.x * scale);
    const y = Math.round(face.y * scale);
    const w = Math.round(face.width * scale);
    const h = Math.round(face.height * scale);
    // A dark line on both sides keeps the bright one visible on any background.
    fill(pixels, frame(x - line, y - line, w + 2 * line, h + 2 * line, line * 3), dark, 0.55);
    fill(pixels, frame(x, y, w, h, line), colour);
  });
  input.faces.forEach((face, index) => {
    const number = String(index + 1);
    const plate = labelWidth(number, label);
    // On the upper edge of the box, half outside, so it hides little of the face.
    const x = Math.max(0, Math.min(width - plate, Math.round(face.x * scale) - Math.round(plate / 3)));
    const y = Math.max(0, Math.min(height - label, Math.round(face.y * scale) - Math.round((label * 2) / 3)));
    const rim = roundedRectangle(x - line, y - line, plate + 2 * line, label + 2 * line, label * 0.22 + line);
    fill(pixels, rim, colours[index % colours.length] ?? dark);
    drawLabel(pixels, number, x, y, { height: label, opacity: 1 });
  });
  return await encodeJpeg(pixels);
}
