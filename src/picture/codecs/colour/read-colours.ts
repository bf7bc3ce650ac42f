import type { Metadata } from 'sharp';
import type { PictureFormat } from '../identify-picture.ts';
import type { Pixels } from '../pixels.ts';
import { convertByProfile } from './by-profile.ts';
import { adobeRgb } from './colour-space.ts';
import type { ColourSpace } from './colour-space.ts';
import { convertToSrgb } from './convert-to-srgb.ts';
import { isAdobeRgb } from './exif-colours.ts';
import { readNclx } from './nclx.ts';
import { readPngColours } from './png-colours.ts';

/** What the numbers of a decoded picture mean, and so how they are converted. */
export type Colours =
  /** Nothing: they are sRGB's. */
  | 'srgb'
  /** Nothing: the decoder itself goes by the profile. */
  | 'decoder'
  /** To be converted by a profile; of grey ones from one channel. */
  | { readonly icc: Buffer; readonly grey: boolean }
  | ColourSpace;

/**
 * How far the numbers of a colour may be from sRGB's: what rounding makes of variants of one profile, and in the dark
 * what a plain gamma of 2.2 makes, as many profiles for grey have it.
 */
const ROUNDING = 3;
const IN_THE_DARK = 8;
const DARK = 64;
const levels = [0, 30, 80, 130, 190, 255] as const;

/**
 * Tells what the numbers of a picture mean; `srgb` also for a picture whose profile is one of the many of sRGB.
 * @param space what is known already, if it is
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
  // CMYK and similar: libvips converts each of them.
  if (!rgb && !grey) return 'decoder';
  const said = space ?? saidOtherwise(bytes, format, icc !== undefined, exif);
  if (said) return isSrgb(said) ? 'srgb' : said;
  if (!icc || (await isSrgbProfile(icc, grey))) return 'srgb';
  // sharp itself would leave 16 bits in Display P3 or unconverted, and would take twice as long for large photos, because
  // it converts them before it makes them smaller.
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

/** There are many profiles of sRGB, with many names, so what a profile does to colours decides. */
async function isSrgbProfile(icc: Buffer, grey: boolean): Promise<boolean> {
  const probe = probeOf(grey ? 1 : 3);
  const { data, info } = await convertByProfile(probe, icc);
  const before = grey
    ? Buffer.from([...probe.data].flatMap((level) => Array<number>(info.channels).fill(level)))
    : probe.data;
  return isNear(before, data);
}

/** Every mixture of the levels, one pixel each. */
function probeOf(channels: 1 | 3): Pixels {
  const colours = levels.flatMap((r) => (channels === 1 ? [[r]] : levels.flatMap((g) => levels.map((b) => [r, g, b]))));
  return { data: Buffer.from(colours.flat()), info: { width: colours.length, height: 1, channels } };
}

function isNear(one: Buffer, other: Buffer): boolean {
  const isNearAt = (sample: number, at: number) =>
    Math.abs(sample - (other[at] ?? 0)) <= (sample < DARK ? IN_THE_DARK : ROUNDING);
  return one.length === other.length && one.every(isNearAt);
}
