import sharp from 'sharp';
import type { ResizeOptions, Sharp } from 'sharp';
import { convertByProfile } from './colour/by-profile.ts';
import { convertToSrgb } from './colour/convert-to-srgb.ts';
import { decodePicture } from './decode-picture.ts';
import type { OpenedPicture, Turn } from './open-picture.ts';
import type { Pixels } from './pixels.ts';

const BACKGROUND = '#fff';

/** Resize options for `decodePixels`: shrinks the picture if a side is longer than `longSide` pixels. */
export function inside(longSide: number): ResizeOptions {
  return { width: longSide, height: longSide, fit: 'inside', withoutEnlargement: true };
}

/**
 * Decodes the picture upright to RGB, with transparency on white.
 * @throws ExplainedError `picture_damaged`, `picture_too_many_pixels`
 */
export async function decodePixels(opened: OpenedPicture, size?: ResizeOptions): Promise<Pixels> {
  const make = (start: Sharp) => upright(start, opened.turn, size).flatten({ background: BACKGROUND });
  return (await rawPixels(opened, make)).pixels;
}

/**
 * Decodes the picture upright to RGB, or to RGBA if it has an alpha channel. `sound` means that the decoder gave no
 * warning.
 * @throws ExplainedError `picture_damaged`, `picture_too_many_pixels`
 */
export async function decodeWithAlpha(opened: OpenedPicture): Promise<{ pixels: Pixels; sound: boolean }> {
  return await rawPixels(opened, (start) => upright(start, opened.turn));
}

function upright(start: Sharp, turn: Turn, size?: ResizeOptions): Sharp {
  const turned = turn === 0 ? start.autoOrient() : start.autoOrient().rotate(turn);
  return size ? turned.resize(size) : turned;
}

async function rawPixels(
  opened: OpenedPicture,
  make: (start: Sharp) => Sharp,
): Promise<{ pixels: Pixels; sound: boolean }> {
  const { colours } = opened;
  const grey = typeof colours === 'object' && 'grey' in colours && colours.grey;
  const { made, sound } = await decodePicture(opened, (start) =>
    make(start)
      .toColourspace(grey ? 'b-w' : 'srgb')
      .raw()
      .toBuffer({ resolveWithObject: true }),
  );
  if (typeof colours === 'string') return { pixels: made, sound };
  if ('icc' in colours) return { pixels: await convertByProfile(made, colours.icc), sound };
  convertToSrgb(made, colours);
  return { pixels: made, sound };
}

/** Whether any pixel is transparent. */
export function isTransparent({ data, info }: Pixels): boolean {
  if (info.channels !== 4) return false;
  for (let alpha = 3; alpha < data.length; alpha += 4) if (data[alpha] !== 255) return true;
  return false;
}

/** The same picture in RGB, with transparency on white. */
export async function flatten(pixels: Pixels): Promise<Pixels> {
  if (pixels.info.channels === 3) return pixels;
  return await fromPixels(pixels).flatten({ background: BACKGROUND }).raw().toBuffer({ resolveWithObject: true });
}

/** A sharp pipeline that starts from raw pixels. */
export function fromPixels({ data, info }: Pixels): Sharp {
  const { width, height, channels } = info;
  return sharp(data, { raw: { width, height, channels }, limitInputPixels: false });
}
