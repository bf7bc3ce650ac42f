import { ExplainedError } from '../../i18n/explained-error.ts';
import { drawOriginMark, originMark } from '../compose/origin-mark.ts';
import type { Finished } from '../process/operations.ts';
import { isSound } from './decode-picture.ts';
import { decodeWithAlpha, fromPixels, isTransparent } from './decode-pixels.ts';
import { encodeJpegWithin } from './encode-picture.ts';
import { createFileTools } from './file-tools.ts';
import type { FileTools } from './file-tools.ts';
import type { PictureFormat } from './check/identify-picture.ts';
import { openPicture } from './open-picture.ts';
import type { Tolerance } from './open-picture.ts';
import { originTag } from './origin/origin-tag.ts';
import { originXmp } from './origin/origin-xmp.ts';

export interface FinishInput {
  readonly bytes: Uint8Array;
  readonly format: PictureFormat;
  /** Most bytes of the returned picture. */
  readonly maxBytes: number;
  /** Whether it gets a mark in the lower right corner. */
  readonly mark: boolean;
  /** Default: `sound`. */
  readonly tolerance?: Tolerance;
}

/** Loads what finishing needs, and returns it for one file at a time. */
export async function createFinishing(): Promise<(input: FinishInput) => Promise<Finished>> {
  const tools = await createFileTools();
  return (input) => finishPicture(input, tools);
}

/**
 * Makes the endpoint's picture ready to post: a JPEG, or a PNG if it is transparent and the PNG is small enough. A file
 * that has no metadata and shows the same everywhere only gets a tag that says where it is from, and a usual JPEG also its
 * mark. Everything else is decoded and encoded once, so the endpoint's metadata is dropped and replaced by such a tag.
 * @throws ExplainedError `result_unavailable` if it shows nothing, or is more damaged than tolerated;
 *   `result_too_heavy`
 */
async function finishPicture(
  { bytes: given, format, maxBytes, mark, tolerance }: FinishInput,
  tools: FileTools,
): Promise<Finished> {
  try {
    const tag = originTag(given, format);
    const opened = await openPicture(given, format, { tolerance });
    // The tag is a whole segment or chunk, which decoders skip.
    if (tag && opened.plain) {
      const { width, height } = opened;
      const room = maxBytes - tag.bytes.length;
      if (!mark && given.length <= room && (tools.isWhole(given, format) || (await isSound(opened)))) {
        return { tag, extension: format === 'png' ? 'png' : 'jpg', width, height };
      }
      const tail = mark && format === 'jpeg' ? tools.drawOver(given, originMark(opened)) : undefined;
      if (tail && tail.at + tail.bytes.length <= room) return { tag, tail, extension: 'jpg', width, height };
    }
    const { pixels } = await decodeWithAlpha(opened);
    const transparent = isTransparent(pixels);
    if (mark) drawOriginMark(pixels);
    if (transparent) {
      const bytes = await fromPixels(pixels).withXmp(originXmp).png().toBuffer();
      const { width, height } = pixels.info;
      if (bytes.length <= maxBytes) return { bytes, extension: 'png', width, height };
    }
    const encoded = await encodeJpegWithin(pixels, maxBytes, { like: opened.coding, xmp: originXmp });
    if (!encoded) throw new ExplainedError('result_too_heavy');
    return { ...encoded, extension: 'jpg' };
  } catch (error) {
    if (error instanceof ExplainedError && error.reason.startsWith('picture_')) {
      throw new ExplainedError('result_unavailable', {}, { cause: error });
    }
    throw error;
  }
}
