import { ExplainedError } from '../../i18n/explained-error.ts';
import { shrunk, viewable } from '../faces/detector-square.ts';
import type { Viewable } from '../faces/detector-square.ts';
import { loadFaceFinder } from '../faces/face-finder.ts';
import type { FaceFinder, FoundFaces } from '../faces/face-finder.ts';
import { viewsOf } from '../faces/views.ts';
import type { PictureLimits } from '../picture-limits.ts';
import type { PreparedPicture } from '../process/operations.ts';
import { isSound } from './decode-picture.ts';
import { decodePixels, decodeWithAlpha, flatten, inside, isTransparent } from './decode-pixels.ts';
import { encodeJpegWithin } from './encode-picture.ts';
import { createFileTools } from './file-tools.ts';
import type { FileTools } from './file-tools.ts';
import type { PictureFormat } from './check/identify-picture.ts';
import { decoding, openPicture } from './open-picture.ts';
import type { OpenedPicture, Turn } from './open-picture.ts';
import type { Pixels } from './pixels.ts';

export interface PrepareInput {
  readonly bytes: Uint8Array;
  readonly format: PictureFormat;
  readonly turn: Turn;
  /** Whether to look for faces. */
  readonly faces: boolean;
  readonly limits: PictureLimits;
}

type ReportedFaces = Pick<PreparedPicture, 'faces' | 'sideways'>;

/** Loads what preparing needs, such as the face detector, and returns it for one picture at a time. */
export async function createPreparation(
  findFaces?: FaceFinder,
): Promise<(input: PrepareInput) => Promise<PreparedPicture>> {
  const [finder, tools] = await Promise.all([findFaces ?? loadFaceFinder(), createFileTools()]);
  return (input) => preparePicture(input, finder, tools);
}

/**
 * Makes a picture fit the endpoint, which only accepts upright JPEG and PNG of limited size and assumes sRGB. The
 * picture is decoded once: its content, damage and faces are read from the same pixels.
 * @throws ExplainedError `picture_too_many_pixels`, `picture_too_small`, `picture_too_narrow`, `picture_damaged`
 */
async function preparePicture(
  input: PrepareInput,
  findFaces: FaceFinder,
  tools: Pick<FileTools, 'isWhole'>,
): Promise<PreparedPicture> {
  const { bytes, format, limits } = input;
  const { maxSide, minSide, maxBytes } = limits;
  const opened = await openPicture(bytes, format, { turn: input.turn });
  const { width, height } = opened;
  if (Math.min(width, height) < minSide) throw new ExplainedError('picture_too_small');
  const scale = Math.min(1, maxSide / Math.max(width, height));
  if (Math.min(width, height) * scale < minSide) throw new ExplainedError('picture_too_narrow');
  const report = async (pixels: Pixels, usedWidth: number) =>
    input.faces ? reported(await findFaces(viewable(await flatten(pixels))), usedWidth / pixels.info.width) : {};

  const fits = opened.plain && scale === 1 && bytes.length <= maxBytes && (format === 'jpeg' || format === 'png');
  if (fits && !opened.hasAlpha) {
    // Nobody needs all its pixels.
    const isWhole = async () => tools.isWhole(bytes, format) || (await isSound(opened));
    const seen = input.faces ? await facesIn(opened, findFaces) : (await isWhole()) ? {} : undefined;
    if (seen) return { format, width, height, suits: true, ...seen };
  }
  const { pixels, sound } = fits
    ? await decodeWithAlpha(opened)
    : { pixels: await decodePixels(opened, inside(maxSide)), sound: false };
  // Decoders disagree on the background of transparent pictures, and on what to do after a warning.
  if (sound && !isTransparent(pixels)) {
    return { format, width, height, suits: true, ...(await report(pixels, width)) };
  }
  const encoded = await encodeJpegWithin(pixels, maxBytes, { like: opened.coding });
  if (!encoded) throw new ExplainedError('internal');
  return {
    format,
    width,
    height,
    suits: false,
    bytes: encoded.bytes,
    preparedWidth: encoded.width,
    preparedHeight: encoded.height,
    ...(await report(pixels, encoded.width)),
  };
}

/**
 * Finds faces straight from a plain file, without keeping its pixels.
 *
 * @returns nothing if the decoder gives a warning, or if the file had to be decoded once for each of several views
 */
async function facesIn(opened: OpenedPicture, findFaces: FaceFinder): Promise<ReportedFaces | undefined> {
  const { width, height } = opened;
  if (viewsOf(width, height).length > 1) return undefined;
  try {
    const fromFile: Viewable['shrunk'] = (part, size) => decoding(shrunk(opened.decode('warning'), part, size));
    return reported(await findFaces({ width, height, shrunk: fromFile }), 1);
  } catch (error) {
    if (error instanceof ExplainedError) return undefined;
    throw error;
  }
}

/** Scales the faces to the picture that is sent, which is smaller by `scale` than the one they were found in. */
function reported({ faces, sideways }: FoundFaces, scale: number): ReportedFaces {
  const scaled = faces.map(({ x, y, width, height, score }) => ({
    x: Math.floor(x * scale),
    y: Math.floor(y * scale),
    width: Math.max(1, Math.floor(width * scale)),
    height: Math.max(1, Math.floor(height * scale)),
    score,
  }));
  return { faces: scaled, ...(sideways && { sideways }) };
}
