import { ExplainedError } from '../i18n/explained-error.ts';
import { drawOriginMark, originXmp, tellsOrigin } from './compose/origin-mark.ts';
import { decodePixels, decodeTransparentPixels, encodeJpegWithin, fromPixels } from './encode-picture.ts';
import { tellsPlace } from './exif-place.ts';
import type { PictureFormat } from './identify-picture.ts';
import { decodeWhole, openPicture } from './open-picture.ts';
import type { OpenedPicture } from './open-picture.ts';
import type { FinishedPicture } from './picture-results.ts';

const extensions = { jpeg: 'jpg', png: 'png', webp: 'webp' } as const;

export interface FinishInput {
  readonly bytes: Uint8Array;
  readonly format: PictureFormat;
  /** Most bytes of the picture given back. */
  readonly maxBytes: number;
  /** Written into the lower right corner. */
  readonly mark: string | false;
}

/**
 * Makes the endpoint's picture fit to be posted. With a mark it is made anew, and says in its XMP what it is. Without
 * one it passes unchanged (with a mark of origin, if it carries one) unless it is too heavy, not stored as it is to be
 * seen, or tells where the photo was taken.
 * @throws ExplainedError `result_unavailable` for what is no whole JPEG, PNG or WebP, `result_too_heavy`
 */
export async function finishPicture({ bytes, format, maxBytes, mark }: FinishInput): Promise<FinishedPicture> {
  if (format !== 'jpeg' && format !== 'png' && format !== 'webp') throw new ExplainedError('result_unavailable');
  try {
    const opened = await openPicture(bytes, format);
    if (mark !== false) return await marked(opened, maxBytes, mark);
    const { width, height, metadata } = opened;
    if (bytes.length <= maxBytes && opened.plain && !tellsPlace(metadata)) {
      await decodeWhole(opened);
      return { bytes, extension: extensions[format], width, height };
    }
    const xmp = tellsOrigin(metadata.xmp) ? originXmp : undefined;
    const encoded = await encodeJpegWithin(await decodePixels(opened), maxBytes, xmp);
    if (!encoded) throw new ExplainedError('result_too_heavy');
    return { ...encoded, extension: 'jpg' };
  } catch (error) {
    if (error instanceof ExplainedError && error.reason.startsWith('picture_')) {
      throw new ExplainedError('result_unavailable', {}, { cause: error });
    }
    throw error;
  }
}

async function marked(opened: OpenedPicture, maxBytes: number, mark: string): Promise<FinishedPicture> {
  if (opened.metadata.hasAlpha && !(await decodeWhole(opened)).opaque) {
    const pixels = await decodeTransparentPixels(opened);
    drawOriginMark(pixels, mark);
    const bytes = await fromPixels(pixels).withXmp(originXmp).png().toBuffer();
    const { width, height } = pixels.info;
    if (bytes.length <= maxBytes) return { bytes, extension: 'png', width, height };
  }
  const pixels = await decodePixels(opened);
  drawOriginMark(pixels, mark);
  const encoded = await encodeJpegWithin(pixels, maxBytes, originXmp);
  if (!encoded) throw new ExplainedError('result_too_heavy');
  return { ...encoded, extension: 'jpg' };
}
