import type { Sharp } from 'sharp';
import { ExplainedError } from '../../i18n/explained-error.ts';
import { decoding } from './open-picture.ts';
import type { FailOn, OpenedPicture } from './open-picture.ts';

/** A picture that a decoder gave up on must show more than this share: without data, a decoder still makes up a block. */
const LEAST_SHOWN = 1 / 16;
/** Warnings of libjpeg and libtiff that sound like lost data and are not. */
const harmless =
  /Invalid SOS parameters for sequential JPEG|Corrupt JPEG data: \d{1,2} extraneous bytes before marker/g;

interface Decoded<T> {
  readonly made: T;
  /** Whether the decoder read all of the picture without a warning. */
  readonly sound: boolean;
}

/**
 * Runs a pipeline that decodes the picture. If the decoder warns, the result is used all the same when it shows enough
 * for the tolerance that the picture was opened with.
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
 * Whether all of a picture can be decoded, without a warning. To get at the last row, all others are decoded too; not to
 * keep them takes a third of the time off.
 */
export async function isSound({ decode, metadata: { width, height } }: OpenedPicture): Promise<boolean> {
  const lastRow = { left: 0, top: height - 1, width, height: 1 };
  return await decode('warning')
    .extract(lastRow)
    .raw()
    .toBuffer()
    .then(Boolean, () => false);
}

/**
 * Whether a decoder's warning is about image data that it could not use, rather than about how the file is written. A few
 * extra bytes between two segments, as some cameras write, are no loss.
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
