import sharp from 'sharp';
import type { Pixels } from '../pixels.ts';
import { createTiff } from '../tiff/write-tiff.ts';

/**
 * Converts grey or RGB pixels, with or without alpha, to sRGB by their ICC profile. Returns them unchanged if the
 * profile is broken or doesn't match the channels.
 */
export async function convertByProfile(pixels: Pixels, icc: Uint8Array): Promise<Pixels> {
  // Written as a file, because sharp can't attach a profile to raw pixels.
  const tiff = createTiff({ ...pixels.info, icc });
  tiff.pixels.set(pixels.data);
  const pipeline = sharp(tiff.file, { limitInputPixels: false, failOn: 'none' });
  return await pipeline.toColourspace('srgb').raw().toBuffer({ resolveWithObject: true });
}
