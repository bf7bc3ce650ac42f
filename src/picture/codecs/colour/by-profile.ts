import sharp from 'sharp';
import type { Pixels } from '../pixels.ts';
import { createTiff } from '../tiff/write-tiff.ts';

/**
 * Gives pixels of grey or RGB, with or without alpha, the numbers that mean the same colours in sRGB by their ICC
 * profile. A profile that does not fit them, or is broken, changes nothing.
 */
export async function convertByProfile(pixels: Pixels, icc: Uint8Array): Promise<Pixels> {
  // A file, because sharp takes no profile for plain pixels.
  const tiff = createTiff({ ...pixels.info, icc });
  tiff.pixels.set(pixels.data);
  const pipeline = sharp(tiff.file, { limitInputPixels: false, failOn: 'none' });
  return await pipeline.toColourspace('srgb').raw().toBuffer({ resolveWithObject: true });
}
