import { MAX_PIXELS } from '../../../bounds.ts';
import type { PictureFormat } from './identify-picture.ts';
import { readSize } from './read-size.ts';
import type { DeclaredSize } from './read-size.ts';

/**
 * Most memory that an operation takes for each pixel of a picture, in bytes. Measured with pictures of 50 megapixels
 * (docs/performance.md).
 */
const pixelNeeds: Readonly<Record<PictureFormat, (size: DeclaredSize) => number>> = {
  // A progressive one is kept as coefficients of two bytes each.
  jpeg: ({ pixelBytes = 3, inPasses }) => (inPasses ? 4 + 2 * pixelBytes : 4),
  png: ({ pixelBytes = 4, inPasses }) => (inPasses ? 5 + pixelBytes : 5),
  webp: () => 17,
  // Planes of up to 12 bits, and two copies.
  avif: () => 26,
  // One strip may be the whole picture.
  tiff: ({ pixelBytes = 4 }) => 5 + pixelBytes,
  gif: () => 9,
  heic: () => 12,
  bmp: () => 8,
};

/**
 * How much memory decoding a picture takes, by what its header declares, in bytes. What it takes beyond that only ends
 * its process.
 * @returns 0 if the header can't be read: then nothing is decoded either
 */
export function neededMemory(bytes: Uint8Array, format: PictureFormat): number {
  const size = readSize(bytes, format);
  if (!size) return 0;
  // A larger picture is refused before it is decoded, but only if it is as large as it says.
  return Math.min(size.width * size.height, MAX_PIXELS) * pixelNeeds[format](size);
}
