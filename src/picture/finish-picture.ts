import { ExplainedError } from '../i18n/explained-error.ts';
import { decodePixels, encodeJpegWithin } from './encode-picture.ts';
import { tellsPlace } from './exif-place.ts';
import type { PictureFormat } from './identify-picture.ts';
import { decodeWhole, openPicture } from './open-picture.ts';
import type { FinishedPicture } from './picture-results.ts';

const extensions = { jpeg: 'jpg', png: 'png', webp: 'webp' } as const;

/**
 * Makes the endpoint's picture fit to be posted. It passes unchanged (with a mark of origin, if it carries one) unless
 * it is too heavy, not stored as it is to be seen, or tells where the photo was taken.
 * @throws ExplainedError `result_unavailable` for what is no whole JPEG, PNG or WebP, `result_too_heavy`
 */
export async function finishPicture(input: {
  bytes: Uint8Array;
  format: PictureFormat;
  /** Most bytes of the picture given back. */
  maxBytes: number;
}): Promise<FinishedPicture> {
  const { bytes, format, maxBytes } = input;
  if (format !== 'jpeg' && format !== 'png' && format !== 'webp') throw new ExplainedError('result_unavailable');
  try {
    const opened = await openPicture(bytes, format);
    const { width, height, metadata } = opened;
    if (bytes.length <= maxBytes && opened.plain && !tellsPlace(metadata)) {
      await decodeWhole(opened);
      return { bytes, extension: extensions[format], width, height };
    }
    const encoded = await encodeJpegWithin(await decodePixels(opened), maxBytes);
    if (!encoded) throw new ExplainedError('result_too_heavy');
    return { ...encoded, extension: 'jpg' };
  } catch (error) {
    if (error instanceof ExplainedError && error.reason.startsWith('picture_')) {
      throw new ExplainedError('result_unavailable', {}, { cause: error });
    }
    throw error;
  }
}
