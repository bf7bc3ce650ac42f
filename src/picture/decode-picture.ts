import type { Sharp } from 'sharp';
import { ExplainedError } from '../i18n/explained-error.ts';
import { decoding } from './open-picture.ts';
import type { FailOn, OpenedPicture } from './open-picture.ts';

/** Rows at the bottom in which a picture that was cut off shows nothing: as many as decoders make at a time. */
const LAST_ROWS = 16;
/** The share of pixels that there has to be more than: a decoder without data still makes up a block. */
const LEAST_SHOWN = 1 / 16;

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
    const failOn: FailOn = opened.tolerance === 'any' ? 'none' : 'error';
    if (await showsNothing(opened, failOn)) throw error;
    return await decoding(make(opened.decode(failOn)));
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
 * Whether a damaged picture is nearly all of one colour in what is asked of it: all of it, or, where it should be sound,
 * the bottom, which is where the picture is missing if the file lacks a part.
 */
async function showsNothing({ decode, metadata, tolerance }: OpenedPicture, failOn: FailOn): Promise<boolean> {
  const { width, height } = metadata;
  const rows = tolerance === 'any' ? height : Math.min(height, LAST_ROWS);
  const part = decode(failOn).extract({ left: 0, top: height - rows, width, height: rows });
  const { data, info } = await decoding(part.raw({ depth: 'uchar' }).toBuffer({ resolveWithObject: true }));
  const last = data.length - info.channels;
  let different = 0;
  for (let at = 0; at < last; at += info.channels) if (data[at] !== data[last]) different += 1;
  return different < LEAST_SHOWN * width * rows;
}
