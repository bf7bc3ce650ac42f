import type { Sharp } from 'sharp';
import { ExplainedError } from '../../i18n/explained-error.ts';
import { decoding } from './open-picture.ts';
import type { FailOn, OpenedPicture } from './open-picture.ts';

/** The share of pixels that there has to be more than: a decoder without data still makes up a block. */
const LEAST_SHOWN = 1 / 16;
/** Warnings of libjpeg and libtiff with words that otherwise tell of lost data. */
const harmless =
  /Invalid SOS parameters for sequential JPEG|Corrupt JPEG data: \d{1,2} extraneous bytes before marker/g;

/**
 * Has the picture decoded by what is made of it. Where a decoder warns, what it gives is used all the same, if that is
 * enough of a picture for the tolerance that it was opened with.
 * @throws ExplainedError `picture_damaged`, `picture_too_many_pixels`
 */
export async function decodePicture<T>(opened: OpenedPicture, make: (start: Sharp) => Promise<T>): Promise<T> {
  try {
    return await decoding(make(opened.decode('warning')));
  } catch (error) {
    if (!(error instanceof ExplainedError) || error.reason !== 'picture_damaged') throw error;
    if (opened.tolerance === 'sound' && isOfLostData(error.cause)) throw error;
    const failOn: FailOn = opened.tolerance === 'any' ? 'none' : 'error';
    const picture = await decoding(make(opened.decode(failOn)));
    if (failOn === 'none' && (await showsNothing(opened))) throw error;
    return picture;
  }
}

/**
 * Decodes every pixel, which finds what is cut off or damaged further in: `sound` is whether no decoder has anything to
 * say against the picture, `opaque` whether nothing is seen through it.
 */
export async function inspectPicture({
  decode,
  metadata,
}: OpenedPicture): Promise<{ sound: boolean; opaque: boolean }> {
  try {
    if (metadata.hasAlpha) {
      const alpha = await decode('warning').extractChannel('alpha').raw().toBuffer();
      return { sound: true, opaque: alpha.every((value) => value === 255) };
    }
    // To get at the last row all others are decoded too; not to keep them takes a third of the time off.
    const { width, height } = metadata;
    const lastRow = { left: 0, top: height - 1, width, height: 1 };
    await decode('warning').extract(lastRow).raw().toBuffer();
    return { sound: true, opaque: true };
  } catch {
    return { sound: false, opaque: false };
  }
}

/**
 * Whether a decoder's warning is of image data that it could not use, rather than of how the file is written. A few
 * bytes too many between two segments, as some cameras write, are no loss.
 */
function isOfLostData(warning: unknown): boolean {
  if (!(warning instanceof Error)) return true;
  const { message } = warning;
  return /corrupt|premature|invalid/i.test(message.replaceAll(harmless, ''));
}

/** Whether what decoders make of a damaged picture is nearly all of one colour. */
async function showsNothing({ decode, metadata }: OpenedPicture): Promise<boolean> {
  const pixels = decode('none').raw({ depth: 'uchar' }).toBuffer({ resolveWithObject: true });
  const { data, info } = await decoding(pixels);
  const last = data.length - info.channels;
  let different = 0;
  for (let at = 0; at < last; at += info.channels) if (data[at] !== data[last]) different += 1;
  return different < LEAST_SHOWN * metadata.width * metadata.height;
}
