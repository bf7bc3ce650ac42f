import { ExplainedError } from '../../i18n/explained-error.ts';
import { decodePixels, fromPixels, inside } from '../codecs/decode-pixels.ts';
import { encodeJpegWithin } from '../codecs/encode-picture.ts';
import type { EncodedPicture } from '../codecs/encode-picture.ts';
import { openPicture } from '../codecs/open-picture.ts';
import type { Pixels } from '../codecs/pixels.ts';
import { originXmp } from '../codecs/origin/origin-xmp.ts';
import type { Rect } from '../../rect.ts';
import type { PictureLimits } from '../picture-limits.ts';
import type { CroppedFace } from '../process/operations.ts';
import { decodeTo } from './canvas.ts';
import type { PictureFile } from './canvas.ts';
import { drawOriginMark } from './origin-mark.ts';

/** The width of the soft edge of a pasted crop, as a share of its shorter side. */
const FEATHER = 0.12;

interface CropInput extends PictureFile {
  readonly face: Rect;
  readonly margin: number;
  readonly limits: PictureLimits;
}

/**
 * Crops one face with `margin` times its longer side around it, within the picture.
 * @throws ExplainedError `picture_damaged`, `picture_too_many_pixels`
 */
export async function cropFace(input: CropInput): Promise<CroppedFace> {
  const { maxSide, minSide, maxBytes } = input.limits;
  const pixels = await decodePixels(await openPicture(input.bytes, input.format));
  const box = boxAround(input.face, input.margin, minSide, pixels);
  const { data, info } = await fromPixels(pixels)
    .extract({ left: box.x, top: box.y, width: box.width, height: box.height })
    .resize(inside(maxSide))
    .raw()
    .toBuffer({ resolveWithObject: true });
  const encoded = await encodeJpegWithin({ data, info }, maxBytes);
  if (!encoded) throw new ExplainedError('internal');
  return { ...encoded, box };
}

/** The face with its margin. If the endpoint would refuse it as too small, the box is moved rather than cut. */
function boxAround(face: Rect, margin: number, minSide: number, { info }: Pixels): Rect {
  const around = margin * Math.max(face.width, face.height);
  const span = (start: number, length: number, most: number) => {
    const from = Math.max(0, Math.round(start - around));
    const to = Math.min(most, Math.round(start + length + around));
    const size = Math.min(most, Math.max(minSide, to - from));
    return [Math.max(0, Math.min(from, most - size)), size] as const;
  };
  const [x, width] = span(face.x, face.width, info.width);
  const [y, height] = span(face.y, face.height, info.height);
  return { x, y, width, height };
}

interface PasteInput extends PictureFile {
  readonly crops: readonly (PictureFile & { readonly box: Rect })[];
  /** Most bytes of the returned picture. */
  readonly maxBytes: number;
  /** Whether the whole gets a mark in the lower right corner. */
  readonly mark: boolean;
}

/**
 * Puts changed crops back where they were cut out, with soft edges. The result has the size of the original, unless
 * that has too many bytes. Its XMP says where it comes from.
 * @throws ExplainedError `picture_damaged`, `picture_too_many_pixels`, `result_too_heavy`
 */
export async function pasteFaces(input: PasteInput): Promise<EncodedPicture> {
  const opened = await openPicture(input.bytes, input.format);
  const pixels = await decodePixels(opened);
  for (const crop of input.crops) {
    pasteSoftly(pixels, await decodeTo(crop, crop.box.width, crop.box.height), crop.box);
  }
  if (input.mark) drawOriginMark(pixels);
  const encoded = await encodeJpegWithin(pixels, input.maxBytes, { like: opened.coding, xmp: originXmp });
  if (!encoded) throw new ExplainedError('result_too_heavy');
  return encoded;
}

function pasteSoftly({ data, info }: Pixels, crop: Pixels, box: Rect): void {
  const feather = Math.max(1, FEATHER * Math.min(box.width, box.height));
  const across = shares(box.x, box.width, info.width, feather);
  const down = shares(box.y, box.height, info.height, feather);
  for (let y = 0; y < box.height && box.y + y < info.height; y++) {
    for (let x = 0; x < box.width && box.x + x < info.width; x++) {
      const share = (across[x] ?? 0) * (down[y] ?? 0);
      const at = ((box.y + y) * info.width + box.x + x) * 3;
      const from = (y * box.width + x) * 3;
      for (let channel = 0; channel < 3; channel++) {
        const under = data[at + channel] ?? 0;
        data[at + channel] = Math.round(under + ((crop.data[from + channel] ?? 0) - under) * share);
      }
    }
  }
}

/** Opacity of the crop along one side. It fades towards an edge, unless that is the picture's own edge. */
function shares(start: number, length: number, whole: number, feather: number): Float32Array {
  return Float32Array.from({ length }, (_, at) => {
    const before = start === 0 ? 1 : (at + 0.5) / feather;
    const after = start + length >= whole ? 1 : (length - at - 0.5) / feather;
    const share = Math.min(1, before, after);
    return share * share * (3 - 2 * share);
  });
}
