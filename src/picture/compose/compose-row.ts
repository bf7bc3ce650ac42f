import { ExplainedError } from '../../i18n/explained-error.ts';
import { drawCaption } from '../drawing/label.ts';
import { encodeJpegWithin } from '../codecs/encode-picture.ts';
import type { EncodedPicture } from '../codecs/encode-picture.ts';
import { openPicture } from '../codecs/open-picture.ts';
import { createCanvas, decodeTo, place } from './canvas.ts';
import type { PictureFile } from './canvas.ts';
import { originXmp } from '../codecs/origin/origin-xmp.ts';

/** A picture and the text drawn on it. */
export interface LabelledPicture extends PictureFile {
  /** Unaccented letters, digits and `,.()-–` are drawn. Other characters are left blank. */
  readonly label: string;
}

/** Largest size of the whole row, in pixels. */
const MOST_HEIGHT = 1080;
const MOST_WIDTH = 6000;
const GAP = 8;
const WHITE = 255;

interface RowInput {
  readonly pictures: readonly LabelledPicture[];
  /** Most bytes of the row. */
  readonly maxBytes: number;
}

/**
 * Puts pictures side by side, scaled to the height of the highest, each with its label in the lower left corner. The
 * XMP says where the row comes from. The corner marks are already in the pictures.
 * @throws ExplainedError `picture_damaged`, `picture_too_many_pixels`, `result_too_heavy`
 */
export async function composeRow({ pictures, maxBytes }: RowInput): Promise<EncodedPicture> {
  const opened = await Promise.all(pictures.map(({ bytes, format }) => openPicture(bytes, format)));
  const shapes = opened.map(({ width, height }) => width / height);
  const gaps = GAP * (pictures.length - 1);
  const height = Math.floor(
    Math.min(
      MOST_HEIGHT,
      Math.max(...opened.map((picture) => picture.height)),
      (MOST_WIDTH - gaps) / shapes.reduce((sum, shape) => sum + shape, 0),
    ),
  );
  const widths = shapes.map((shape) => Math.max(1, Math.round(shape * height)));
  const canvas = createCanvas(
    widths.reduce((sum, width) => sum + width, gaps),
    height,
    WHITE,
  );

  let left = 0;
  // One at a time, because decoding all of them at once would take a lot of memory.
  for (const [index, picture] of pictures.entries()) {
    const width = widths[index] ?? 1;
    place(canvas, await decodeTo(picture, width, height), left, 0);
    drawCaption(canvas, picture.label, left, width);
    left += width + GAP;
  }
  const encoded = await encodeJpegWithin(canvas, maxBytes, { xmp: originXmp });
  if (!encoded) throw new ExplainedError('result_too_heavy');
  return encoded;
}
