import { ExplainedError } from '../../i18n/explained-error.ts';
import { inspectPicture } from './decode-picture.ts';
import { decodePixels, encodeJpegWithin, inside } from './encode-picture.ts';
import { LONGEST_SIDE, MOST_BYTES, SHORTEST_SIDE } from './endpoint-limits.ts';
import type { FaceFinder, FoundFaces } from '../faces/face-finder.ts';
import type { PictureFormat } from './identify-picture.ts';
import { openPicture } from './open-picture.ts';
import type { OpenedPicture, Turn } from './open-picture.ts';
import type { PreparedPicture } from '../process/picture-results.ts';

export interface PrepareInput {
  readonly bytes: Uint8Array;
  readonly format: PictureFormat;
  readonly turn: Turn;
  /** Whether to look for faces. */
  readonly faces: boolean;
}

/**
 * Makes a picture fit for the endpoint, which takes upright JPEG and PNG of limited size only,
 * and reads their colours as sRGB.
 * @throws ExplainedError `picture_too_many_pixels`, `picture_too_small`, `picture_too_narrow`, `picture_damaged`
 */
export async function preparePicture(input: PrepareInput, findFaces: FaceFinder): Promise<PreparedPicture> {
  const { bytes, format } = input;
  const opened = await openPicture(bytes, format, { turn: input.turn });
  const { width, height } = opened;
  if (Math.min(width, height) < SHORTEST_SIDE) throw new ExplainedError('picture_too_small');
  const scale = Math.min(1, LONGEST_SIDE / Math.max(width, height));
  if (Math.min(width, height) * scale < SHORTEST_SIDE) throw new ExplainedError('picture_too_narrow');

  const fits = scale === 1 && bytes.length <= MOST_BYTES && (format === 'jpeg' || format === 'png');
  if (fits && (await suits(opened))) {
    const found = input.faces ? reported(await findFaces(await decodePixels(opened))) : {};
    return { format, width, height, suits: true, ...found };
  }
  const pixels = await decodePixels(opened, inside(LONGEST_SIDE));
  const encoded = await encodeJpegWithin(pixels, MOST_BYTES);
  if (!encoded) throw new ExplainedError('internal');
  const found = input.faces ? reported(await findFaces(pixels), encoded.width / pixels.info.width) : {};
  return {
    format,
    width,
    height,
    suits: false,
    bytes: encoded.bytes,
    preparedWidth: encoded.width,
    preparedHeight: encoded.height,
    ...found,
  };
}

/** The faces in the pixels of the picture that is used, which is smaller by `scale` than that they were found in. */
function reported({ faces, sideways }: FoundFaces, scale = 1): Pick<PreparedPicture, 'faces' | 'sideways'> {
  const scaled = faces.map(({ x, y, width, height, score }) => ({
    x: Math.floor(x * scale),
    y: Math.floor(y * scale),
    width: Math.max(1, Math.floor(width * scale)),
    height: Math.max(1, Math.floor(height * scale)),
    score,
  }));
  return { faces: scaled, ...(sideways && { sideways }) };
}

/**
 * What shows through a transparent picture is up to who decodes it, and so is what a warning leads to: only sound and
 * opaque ones are left to the endpoint.
 */
async function suits(opened: OpenedPicture): Promise<boolean> {
  if (!opened.plain) return false;
  const { sound, opaque } = await inspectPicture(opened);
  return sound && opaque;
}
