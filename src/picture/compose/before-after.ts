import { ExplainedError } from '../../i18n/explained-error.ts';
import { encodeJpegWithin } from '../codecs/encode-picture.ts';
import { openPicture } from '../codecs/open-picture.ts';
import { originXmp } from '../codecs/origin/origin-xmp.ts';
import { drawCaption } from '../drawing/plate.ts';
import type { Comparison } from '../process/operations.ts';
import { createCanvas, decodeTo, place } from './canvas.ts';
import type { SignedPicture } from './canvas.ts';
import { CHAT_BOX, plateHeight } from './chat-size.ts';
import { enlargeOriginMark } from './origin-mark.ts';

/** Longest side of the whole, in pixels. */
const LONG_SIDE = 2160;
/** Distance between the two, as a share of the shorter side of the whole. */
const GAP = 0.012;
/** Side by side is what people expect. One above the other must be larger by this much. */
const STACKED_GAIN = 1.1;

interface Size {
  readonly width: number;
  readonly height: number;
}

interface ComparisonInput {
  readonly pictures: readonly [before: SignedPicture, after: SignedPicture];
  /** Whether the changed picture has a mark. */
  readonly mark: boolean;
  /** Most bytes of the whole. */
  readonly maxBytes: number;
}

/**
 * Puts a photo and its changed picture side by side, or one above the other if the chat then shows them larger. The XMP
 * says where it comes from. The mark is in the corner of the changed picture.
 * @throws ExplainedError `picture_damaged`, `picture_too_many_pixels`, `result_too_heavy`
 */
export async function composeBeforeAfter({ pictures, mark, maxBytes }: ComparisonInput): Promise<Comparison> {
  const [first, second] = pictures;
  const before = await sizeOf(first);
  const after = await sizeOf(second);
  const stacked = isBetterStacked(before, after);
  const parts = stacked ? matched(before, after, 'width') : matched(before, after, 'height');
  const [one, other] = parts;
  const gap = Math.max(2, Math.round(Math.min(one.width, one.height) * GAP));
  const canvas = stacked
    ? createCanvas(one.width, one.height + gap + other.height)
    : createCanvas(one.width + gap + other.width, one.height);
  const places = [
    { x: 0, y: 0, ...one },
    { x: stacked ? 0 : one.width + gap, y: stacked ? one.height + gap : 0, ...other },
  ];
  // One at a time, because decoding both at once would take a lot of memory.
  for (const [index, picture] of pictures.entries()) {
    const spot = places[index];
    if (!spot) continue;
    place(canvas, await decodeTo(picture, spot.width, spot.height), spot.x, spot.y);
    drawCaption(canvas, picture.sign, spot, plateHeight(canvas.info, spot));
  }
  const [, changed] = places;
  if (mark && changed) enlargeOriginMark(canvas, changed, changed.width / after.width);
  const encoded = await encodeJpegWithin(canvas, maxBytes, { xmp: originXmp });
  if (!encoded) throw new ExplainedError('result_too_heavy');
  return { ...encoded, stacked };
}

async function sizeOf({ bytes, format, tolerance }: SignedPicture): Promise<Size> {
  const { width, height } = await openPicture(bytes, format, { tolerance });
  return { width, height };
}

/** Whether the chat shows two pictures larger one above the other. */
export function isBetterStacked(before: Size, after: Size): boolean {
  const [a, b] = [before.width / before.height, after.width / after.height];
  const beside = Math.min(CHAT_BOX.width / (a + b), CHAT_BOX.height);
  const stacked = Math.min(CHAT_BOX.height / (1 / a + 1 / b), CHAT_BOX.width);
  // Both are areas of the changed picture.
  return stacked ** 2 / b > beside ** 2 * b * STACKED_GAIN;
}

/** Scales both to the larger width or height, as far as both fit in the longest side together. */
function matched(before: Size, after: Size, side: 'width' | 'height'): [Size, Size] {
  const other = side === 'width' ? 'height' : 'width';
  const length = Math.max(before[side], after[side]);
  const along = [before, after].reduce((sum, size) => sum + (size[other] / size[side]) * length, 0);
  const scale = Math.min(1, LONG_SIDE / Math.max(length, along));
  const resize = (size: Size): Size => {
    const factor = (length * scale) / size[side];
    return {
      width: Math.max(1, Math.round(size.width * factor)),
      height: Math.max(1, Math.round(size.height * factor)),
    };
  };
  return [resize(before), resize(after)];
}
