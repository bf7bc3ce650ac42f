import sharp from 'sharp';
import type { Sharp, SharpOptions } from 'sharp';
import { MAX_PIXELS } from '../../bounds.ts';
import { ExplainedError } from '../../i18n/explained-error.ts';
import { colourSpaceOf } from './colour/colour-space.ts';
import type { ColourSpace } from './colour/colour-space.ts';
import { readColours } from './colour/read-colours.ts';
import type { Colours } from './colour/read-colours.ts';
import { decodeBmp } from './decode-bmp.ts';
import { decodeHeic } from './heic/decode-heic.ts';
import type { JpegCoding } from './encode-picture.ts';
import type { PictureFormat } from './check/identify-picture.ts';
import { jpegQuality } from './jpeg/jpeg-quality.ts';
import { readPlainJpeg } from './jpeg/plain-jpeg.ts';
import { mainPage } from './tiff/main-page.ts';
import { readTiff } from './tiff/read-tiff.ts';
import { wholeWebp } from './check/whole-webp.ts';
import { withoutText } from './without-text.ts';

/** Degrees clockwise. */
export type Turn = 0 | 90 | 180 | 270;

/**
 * Which damage is accepted. `sound`: decoder warnings that leave the picture complete; truncated files are refused.
 * `any`: all damage, as long as something is visible, as in browsers.
 */
export type Tolerance = 'sound' | 'any';

/** The mildest problem that makes decoding fail. `error` includes truncated files. */
export type FailOn = 'warning' | 'error' | 'none';

/** A picture whose header has been read. */
export interface OpenedPicture {
  /** A new pipeline from the file's bytes, not yet oriented. Only the first frame of an animation. */
  readonly decode: (failOn?: FailOn) => Sharp;
  /** How the decoded samples have to be converted to sRGB. */
  readonly colours: Colours;
  readonly tolerance: Tolerance;
  /** How far to turn the picture after applying its EXIF orientation. */
  readonly turn: Turn;
  /** As it is stored, in pixels. */
  readonly stored: { readonly width: number; readonly height: number };
  readonly hasAlpha: boolean;
  /** In pixels, after the EXIF orientation and the turn. */
  readonly width: number;
  readonly height: number;
  /** Upright, 8-bit, grey or sRGB, and a single frame, so any decoder shows it correctly. */
  readonly plain: boolean;
  /** How it is compressed, if it is a JPEG. */
  readonly coding: JpegCoding | undefined;
}

/**
 * Restricts libvips to the loaders for our formats, whatever type a file claims (so no SVG), and turns its cache off.
 */
export function configureDecoders(): void {
  sharp.cache(false);
  sharp.block({ operation: ['VipsForeignLoad'] });
  sharp.unblock({
    operation: ['Jpeg', 'Png', 'Webp', 'Heif', 'Tiff', 'Nsgif'].map((loader) => `VipsForeignLoad${loader}`),
  });
}

interface OpenOptions {
  readonly turn?: Turn;
  /** Default: `sound`. */
  readonly tolerance?: Tolerance | undefined;
}

/**
 * Reads a picture's header. The format was identified from its first bytes.
 * @throws ExplainedError `picture_too_many_pixels`, `picture_damaged`
 */
export async function openPicture(
  bytes: Uint8Array,
  format: PictureFormat,
  { turn = 0, tolerance = 'sound' }: OpenOptions = {},
): Promise<OpenedPicture> {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const opened = await openFile(file, format, tolerance);
  const { width, height } = opened;
  const sideways = turn === 90 || turn === 270;
  return {
    ...opened,
    turn,
    tolerance,
    width: sideways ? height : width,
    height: sideways ? width : height,
    plain: opened.plain && turn === 0,
  };
}

async function openFile(file: Buffer, format: PictureFormat, tolerance: Tolerance): Promise<StoredPicture> {
  if (format === 'heic') return await openHeic(file);
  if (format === 'bmp') return await openBmp(file, tolerance);
  return await openStored(file, format, tolerance);
}

type StoredPicture = Omit<OpenedPicture, 'turn' | 'tolerance'>;

async function openStored(
  given: Buffer,
  format: PictureFormat,
  tolerance: Tolerance,
  space?: ColourSpace,
): Promise<StoredPicture> {
  const slim = withoutText(given, format);
  const bytes = format === 'webp' && tolerance === 'any' ? wholeWebp(slim) : slim;
  const place = format === 'tiff' ? placeInTiff(bytes) : {};
  const open = (more: SharpOptions) => sharp(bytes, { limitInputPixels: MAX_PIXELS, ...place, ...more });
  const simple = format === 'jpeg' ? readPlainJpeg(bytes) : undefined;
  if (simple && simple.width * simple.height <= MAX_PIXELS) {
    const { width, height } = simple;
    const decode = (failOn: FailOn = 'warning') => open({ failOn, ignoreIcc: true });
    const coding = codingOf(bytes, simple.chromaSubsampling);
    return { decode, colours: 'srgb', stored: simple, hasAlpha: false, width, height, plain: true, coding };
  }
  const metadata = await decoding(open({ failOn: tolerance === 'any' ? 'none' : 'error' }).metadata());
  if (metadata.format !== (format === 'avif' ? 'heif' : format)) throw new ExplainedError('picture_damaged');
  const { width, height } = metadata.autoOrient;
  const colours = await readColours(bytes, format, metadata, space);
  const plain =
    (metadata.orientation ?? 1) === 1 &&
    metadata.depth === 'uchar' &&
    (metadata.space === 'srgb' || metadata.space === 'b-w') &&
    colours === 'srgb' &&
    (metadata.pages ?? 1) === 1;
  const ignoreIcc = colours !== 'decoder';
  const coding = format === 'jpeg' ? codingOf(bytes, metadata.chromaSubsampling) : undefined;
  const decode = (failOn: FailOn = 'warning') => open({ failOn, ignoreIcc });
  return { decode, colours, stored: metadata, hasAlpha: metadata.hasAlpha, width, height, plain, coding };
}

function codingOf(bytes: Buffer, chromaSubsampling: string | undefined): JpegCoding | undefined {
  const quality = jpegQuality(bytes);
  if (quality === undefined) return undefined;
  return { quality, chromaSubsampling: chromaSubsampling === '4:2:0' ? '4:2:0' : '4:4:4' };
}

function placeInTiff(bytes: Buffer): SharpOptions {
  const tiff = readTiff(bytes);
  const place = tiff ? mainPage(tiff) : { page: 0 };
  return 'page' in place ? { page: place.page } : { tiff: { subifd: place.subifd } };
}

/** sharp's libheif has no HEVC, so these pictures are fully decoded before sharp gets them. */
async function openHeic(bytes: Uint8Array): Promise<StoredPicture> {
  const { tiff, cicp } = await decodeHeic(bytes, MAX_PIXELS);
  const stored = await openStored(tiff, 'tiff', 'sound', cicp && colourSpaceOf(cicp.primaries, cicp.transfer));
  return { ...stored, plain: false };
}

async function openBmp(bytes: Buffer, tolerance: Tolerance): Promise<StoredPicture> {
  const { data, info } = decodeBmp(bytes, MAX_PIXELS, tolerance === 'any' ? 'any rows' : 'all rows');
  const decode = () => sharp(data, { raw: info });
  const { width, height, channels } = info;
  return {
    decode,
    colours: 'srgb',
    stored: info,
    hasAlpha: channels === 4,
    width,
    height,
    plain: false,
    coding: undefined,
  };
}

/** Maps a decoder's failure to a reason. sharp has messages but no codes. */
export async function decoding<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof ExplainedError) throw error;
    const tooMany = error instanceof Error && error.message.includes('pixel limit');
    throw new ExplainedError(tooMany ? 'picture_too_many_pixels' : 'picture_damaged', {}, { cause: error });
  }
}
