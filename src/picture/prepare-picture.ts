import { ExplainedError } from '../i18n/explained-error.ts';
import { decodePixels, encodeJpegWithin } from './encode-picture.ts';
import type { PictureFormat } from './identify-picture.ts';
import { decodeWhole, openPicture } from './open-picture.ts';
import type { OpenedPicture } from './open-picture.ts';
import type { PreparedPicture } from './picture-results.ts';

/** Longest side for the endpoint, in pixels: its siblings refuse more than 2000. */
const LONGEST_SIDE = 2000;
/** The endpoint's upstream takes 5 MB of base64; 3.7 MB stays under it in either meaning of MB. */
const MOST_BYTES = 3_700_000;
/** Shortest side for the endpoint, in pixels (`ImageResolutionTooSmall`). */
const SHORTEST_SIDE = 64;

/**
 * Makes a picture fit for the endpoint, which takes upright JPEG and PNG of limited size only.
 * @throws ExplainedError `picture_too_many_pixels`, `picture_too_small`, `picture_too_narrow`, `picture_damaged`
 */
export async function preparePicture(input: { bytes: Uint8Array; format: PictureFormat }): Promise<PreparedPicture> {
  const { bytes, format } = input;
  const opened = await openPicture(bytes, format);
  const { width, height } = opened;
  if (Math.min(width, height) < SHORTEST_SIDE) throw new ExplainedError('picture_too_small');
  const scale = Math.min(1, LONGEST_SIDE / Math.max(width, height));
  if (Math.min(width, height) * scale < SHORTEST_SIDE) throw new ExplainedError('picture_too_narrow');

  const fits = scale === 1 && bytes.length <= MOST_BYTES && (format === 'jpeg' || format === 'png');
  if (fits && (await suits(opened))) return { format, width, height, suits: true };

  const pixels = await decodePixels(opened, LONGEST_SIDE);
  const encoded = await encodeJpegWithin(pixels, MOST_BYTES);
  if (!encoded) throw new ExplainedError('internal');
  return {
    format,
    width,
    height,
    suits: false,
    bytes: encoded.bytes,
    preparedWidth: encoded.width,
    preparedHeight: encoded.height,
  };
}

/** What shows through a transparent picture is up to who decodes it, so only opaque ones are left to the endpoint. */
async function suits(opened: OpenedPicture): Promise<boolean> {
  return opened.plain && (await decodeWhole(opened)).opaque;
}
