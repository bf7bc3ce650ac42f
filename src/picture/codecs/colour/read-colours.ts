import type { Metadata } from 'sharp';
import type { PictureFormat } from '../check/identify-picture.ts';
import type { Pixels } from '../pixels.ts';
import { convertByProfile } from './by-profile.ts';
import { adobeRgb } from './colour-space.ts';
import type { ColourSpace } from './colour-space.ts';
import { convertToSrgb } from './convert-to-srgb.ts';
import { isAdobeRgb } from './exif-colours.ts';
import { readNclx } from './nclx.ts';
import { readPngColours } from './png-colours.ts';

/** How the samples of a decoded picture have to be converted to sRGB. */
export type Colours =
  /** Not at all: they are sRGB. */
  | 'srgb'
  /** Not at all: the decoder applies the profile itself. */
  | 'decoder'
  /** By this profile. For grey pictures it has one channel. */
  | { readonly icc: Buffer; readonly grey: boolean }
  | ColourSpace;

/**
 * The largest difference between a profile and sRGB that counts as equal. It covers the rounding of sRGB variants, and
 * dark tones of a plain 2.2 gamma, which many grey profiles use.
 */
const ROUNDING = 3;
const IN_THE_DARK = 8;
const DARK = 64;
const levels = [0, 30, 80, 130, 190, 255] as const;

/**
 * Finds out how the samples of a picture have to be converted. Variants of the sRGB profile count as `srgb`.
 * @param space the colour space, if it is known already
 */
export async function readColours(
  bytes: Buffer,
  format: PictureFormat,
  metadata: Metadata,
  space?: ColourSpace,
): Promise<Colours> {
  const { icc, exif } = metadata;
  const rgb = metadata.space === 'srgb' || metadata.space === 'rgb16';
  const grey = metadata.space === 'b-w' || metadata.space === 'grey16';
  // libvips converts CMYK and similar spaces by itself.
  if (!rgb && !grey) return 'decoder';
  const said = space ?? saidOtherwise(bytes, format, icc !== undefined, exif);
  if (said) return isSrgb(said) ? 'srgb' : said;
  if (!icc || (await isSrgbProfile(icc, grey))) return 'srgb';
  // sharp would leave 16-bit pictures in Display P3 or unconverted. It would also take twice as long for large photos,
  // because it converts before it resizes.
  return { icc, grey };
}

function saidOtherwise(bytes: Buffer, format: PictureFormat, hasProfile: boolean, exif: Buffer | undefined) {
  if (format === 'png') return readPngColours(bytes, hasProfile);
  if (hasProfile) return undefined;
  if (format === 'avif') return readNclx(bytes);
  return format === 'jpeg' && exif && isAdobeRgb(exif) ? adobeRgb : undefined;
}

function isSrgb(space: ColourSpace): boolean {
  const probe = probeOf(3);
  const before = Buffer.from(probe.data);
  convertToSrgb(probe, space);
  return isNear(before, probe.data);
}

/** sRGB profiles come in many variants with many names, so what a profile does to colours decides. */
async function isSrgbProfile(icc: Buffer, grey: boolean): Promise<boolean> {
  const probe = probeOf(grey ? 1 : 3);
  const { data, info } = await convertByProfile(probe, icc);
  const before = grey
    ? Buffer.from([...probe.data].flatMap((level) => Array<number>(info.channels).fill(level)))
    : probe.data;
  return isNear(before, data);
}

/** All combinations of the test levels, one pixel each. */
function probeOf(channels: 1 | 3): Pixels {
  const colours = levels.flatMap((r) => (channels === 1 ? [[r]] : levels.flatMap((g) => levels.map((b) => [r, g, b]))));
  return { data: Buffer.from(colours.flat()), info: { width: colours.length, height: 1, channels } };
}

function isNear(one: Buffer, other: Buffer): boolean {
  const isNearAt = (sample: number, at: number) =>
    Math.abs(sample - (other[at] ?? 0)) <= (sample < DARK ? IN_THE_DARK : ROUNDING);
  return one.length === other.length && one.every(isNearAt);
}
