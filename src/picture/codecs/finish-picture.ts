import { ExplainedError } from '../../i18n/explained-error.ts';
import { drawOriginMark } from '../compose/origin-mark.ts';
import { inspectPicture } from './decode-picture.ts';
import {
  decodePixels,
  decodeTransparentPixels,
  encodeJpegWithin,
  fromPixels,
  isTransparent,
} from './encode-picture.ts';
import { originXmp } from './origin-xmp.ts';
import type { PictureFormat } from './identify-picture.ts';
import { openPicture } from './open-picture.ts';
import type { OpenedPicture, Tolerance } from './open-picture.ts';
import type { FinishedPicture } from '../process/picture-results.ts';
import { retag } from './retag/retag.ts';

export interface FinishInput {
  readonly bytes: Uint8Array;
  readonly format: PictureFormat;
  /** Most bytes of the picture given back. */
  readonly maxBytes: number;
  /** Written into the lower right corner. */
  readonly mark: string | false;
  /** `sound` when not given. */
  readonly tolerance?: Tolerance;
}

/** A picture, and whether it is the given one but for its metadata. */
export type Finished = FinishedPicture & { readonly retagged?: true };

/**
 * Makes the endpoint's picture fit to be posted: its metadata say what it is, and nothing that they said before. With a
 * mark it is made anew. Without one the image data pass unchanged, unless they are too heavy, or not what any program
 * shows as it is to be seen.
 * @throws ExplainedError `result_unavailable` for what shows nothing, or is damaged more than is tolerated, `result_too_heavy`
 */
export async function finishPicture({ bytes, format, maxBytes, mark, tolerance }: FinishInput): Promise<Finished> {
  try {
    const opened = await openPicture(bytes, format, { tolerance });
    const passed = mark === false ? await passOn(bytes, format, opened, maxBytes) : undefined;
    return passed ?? (await makeAnew(opened, maxBytes, mark));
  } catch (error) {
    if (error instanceof ExplainedError && error.reason.startsWith('picture_')) {
      throw new ExplainedError('result_unavailable', {}, { cause: error });
    }
    throw error;
  }
}

/** The same image data with metadata of ours, if that is a picture and fits. */
async function passOn(
  bytes: Uint8Array,
  format: PictureFormat,
  { plain, width, height }: OpenedPicture,
  maxBytes: number,
): Promise<Finished | undefined> {
  const retagged = plain ? retag(bytes, format) : undefined;
  if (!retagged || retagged.length > maxBytes) return undefined;
  const reopened = await openPicture(retagged, format);
  const { exif, iptc } = reopened.metadata;
  if (reopened.width !== width || reopened.height !== height || exif || iptc) return undefined;
  if (!(await inspectPicture(reopened)).sound) return undefined;
  return { bytes: retagged, extension: format === 'jpeg' ? 'jpg' : 'png', width, height, retagged: true };
}

/** A JPEG of the pixels, or a PNG where some show what is below and that fits. */
async function makeAnew(opened: OpenedPicture, maxBytes: number, mark: string | false): Promise<Finished> {
  const pixels = await (opened.metadata.hasAlpha ? decodeTransparentPixels(opened) : decodePixels(opened));
  const transparent = isTransparent(pixels);
  if (mark !== false) drawOriginMark(pixels, mark);
  if (transparent) {
    const bytes = await fromPixels(pixels).withXmp(originXmp).png().toBuffer();
    const { width, height } = pixels.info;
    if (bytes.length <= maxBytes) return { bytes, extension: 'png', width, height };
  }
  const encoded = await encodeJpegWithin(pixels, maxBytes, originXmp);
  if (!encoded) throw new ExplainedError('result_too_heavy');
  return { ...encoded, extension: 'jpg' };
}
