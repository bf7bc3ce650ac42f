import type { Sharp } from 'sharp';
import { ExplainedError } from '../../i18n/explained-error.ts';
import { decoding } from './open-picture.ts';
import type { FailOn, OpenedPicture } from './open-picture.ts';

/** A partly decoded picture must show more than this share. Decoders produce one block even without data. */
const LEAST_SHOWN = 1 / 16;
/** Warnings of libjpeg and libtiff that sound like lost data but aren't. */
const harmless =
  /Invalid SOS parameters for sequential JPEG|Corrupt JPEG data: \d{1,2} extraneous bytes before marker/g;

interface Decoded<T> {
  readonly made: T;
  /** Whether the decoder read the whole picture without a warning. */
  readonly sound: boolean;
}

/**
 * Runs a pipeline that decodes the picture. If the decoder warns, the result is still used if it shows enough for the
 * picture's tolerance.
 * @throws ExplainedError `picture_damaged`, `picture_too_many_pixels`
 */
export async function decodePicture<T>(opened: OpenedPicture, make: (start: Sharp) => Promise<T>): Promise<Decoded<T>> {
  try {
    return { made: await decoding(make(opened.decode('warning'))), sound: true };
  } catch (error) {
    if (!(error instanceof ExplainedError) || error.reason !== 'picture_damaged') throw error;
    if (opened.tolerance === 'sound' && isOfLostData(error.cause)) throw error;
    const failOn: FailOn = opened.tolerance === 'any' ? 'none' : 'error';
    const made = await decoding(make(opened.decode(failOn)));
    if (failOn === 'none' && (await showsNothing(opened))) throw error;
    return { made, sound: false };
  }
}

/**
 * Whether all of a picture can be decoded, without a warning. To get at the last row, all others are decoded too; not
 * keeping them saves a third of the time.
 */
export async function isSound({ decode, stored: { width, height } }: OpenedPicture): Promise<boolean> {
  const lastRow = { left: 0, top: height - 1, width, height: 1 };
  return await decode('warning')
    .extract(lastRow)
    .raw()
    .toBuffer()
    .then(Boolean, () => false);
}

/**
 * Whether a decoder's warning means that image data was lost. Some cameras write a few extra bytes between segments,
 * which only affects the file structure.
 */
function isOfLostData(warning: unknown): boolean {
  if (!(warning instanceof Error)) return true;
  const { message } = warning;
  return /corrupt|premature|invalid/i.test(message.replaceAll(harmless, ''));
}

/** Whether decoding a damaged picture gives nearly a single colour. */
async function showsNothing({ decode, stored }: OpenedPicture): Promise<boolean> {
  const pixels = decode('none').raw({ depth: 'uchar' }).toBuffer({ resolveWithObject: true });
  const { data, info } = await decoding(pixels);
  const last = data.length - info.channels;
  let different = 0;
  for (let at = 0; at < last; at += info.channels) if (data[at] !== data[last]) different += 1;
  return different < LEAST_SHOWN * stored.width * stored.height;
}
