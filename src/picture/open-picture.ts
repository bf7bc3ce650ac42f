import sharp from 'sharp';
import type { Metadata, Sharp } from 'sharp';
import { ExplainedError } from '../i18n/explained-error.ts';
import { decodeHeic } from './heic/decode-heic.ts';
import type { PictureFormat } from './identify-picture.ts';

/** Most pixels of a picture that is opened. */
export const MOST_PIXELS = 50e6;

/** Degrees clockwise. */
export type Turn = 0 | 90 | 180 | 270;

/** A picture whose header was read. */
export interface OpenedPicture {
  /** A fresh pipeline from the file's bytes, as they are stored; the first frame, if it has several. */
  readonly decode: () => Sharp;
  /** How far to turn it once it is upright by its EXIF orientation. */
  readonly turn: Turn;
  readonly metadata: Metadata;
  /** In pixels, as seen: with the EXIF orientation and the turn applied. */
  readonly width: number;
  readonly height: number;
  /** Stored as it is to be seen, in 8-bit grey or RGB, and one frame only: any decoder shows it right. */
  readonly plain: boolean;
}

/**
 * Leaves libvips no loader but those of our formats, whatever a file pretends to be (and so no SVG), and has it keep
 * nothing of a picture once it is done.
 */
export function configureDecoders(): void {
  sharp.cache(false);
  sharp.block({ operation: ['VipsForeignLoad'] });
  sharp.unblock({
    operation: ['Jpeg', 'Png', 'Webp', 'Heif', 'Tiff', 'Nsgif'].map((loader) => `VipsForeignLoad${loader}`),
  });
}

/**
 * Reads a picture's header. The format is the one identified from its first bytes.
 * @throws ExplainedError `picture_too_many_pixels`, `picture_damaged`
 */
export async function openPicture(bytes: Uint8Array, format: PictureFormat, turn: Turn = 0): Promise<OpenedPicture> {
  const opened = format === 'heic' ? await openHeic(bytes) : await openStored(bytes, format);
  const { width, height } = opened;
  const sideways = turn === 90 || turn === 270;
  return {
    ...opened,
    turn,
    width: sideways ? height : width,
    height: sideways ? width : height,
    plain: opened.plain && turn === 0,
  };
}

type StoredPicture = Omit<OpenedPicture, 'turn'>;

async function openStored(bytes: Uint8Array, format: PictureFormat): Promise<StoredPicture> {
  const decode = () => sharp(bytes, { limitInputPixels: MOST_PIXELS });
  const metadata = await decoding(decode().metadata());
  if (metadata.format !== (format === 'avif' ? 'heif' : format)) throw new ExplainedError('picture_damaged');
  const { width, height } = metadata.autoOrient;
  const plain =
    (metadata.orientation ?? 1) === 1 &&
    metadata.depth === 'uchar' &&
    (metadata.space === 'srgb' || metadata.space === 'b-w') &&
    (metadata.pages ?? 1) === 1;
  return { decode, metadata, width, height, plain };
}

/** HEVC is not in sharp's libheif, so these are decoded whole before sharp gets them. */
async function openHeic(bytes: Uint8Array): Promise<StoredPicture> {
  const stored = await openStored(await decodeHeic(bytes, MOST_PIXELS), 'tiff');
  return { ...stored, plain: false };
}

/**
 * Decodes every pixel, which finds what is cut off or damaged further in, and tells whether all are opaque.
 * @throws ExplainedError `picture_damaged`
 */
export async function decodeWhole({ decode, metadata }: OpenedPicture): Promise<{ opaque: boolean }> {
  if (!metadata.hasAlpha) {
    // To get at the last row all others are decoded too; not to keep them takes a third of the time off.
    const { width, height } = metadata;
    await decoding(
      decode()
        .extract({ left: 0, top: height - 1, width, height: 1 })
        .raw()
        .toBuffer(),
    );
    return { opaque: true };
  }
  const alpha = await decoding(decode().extractChannel('alpha').raw().toBuffer());
  return { opaque: alpha.every((value) => value === 255) };
}

/** Gives a decoder's failure its reason; sharp has no codes, only sentences. */
export async function decoding<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    const tooMany = error instanceof Error && error.message.includes('pixel limit');
    throw new ExplainedError(tooMany ? 'picture_too_many_pixels' : 'picture_damaged', {}, { cause: error });
  }
}
