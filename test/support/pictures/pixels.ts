import sharp from 'sharp';

/** In pixels from the top left corner. */
export interface Part {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Pixels in rows, three samples each. */
export interface Raster {
  readonly data: Buffer;
  readonly width: number;
  readonly height: number;
}

/** Decodes a picture as it is stored, without its alpha channel. */
export async function raster(bytes: Uint8Array | undefined): Promise<Raster> {
  const pipeline = sharp(bytes).flatten({ background: '#fff' }).toColourspace('srgb').raw();
  const { data, info } = await pipeline.toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height };
}

/** Compares every third pixel of every third row, which is enough. */
const STEP = 3;

/**
 * The mean difference per sample of two pictures of the same size, from 0 to 255, over the pixels that `counts`
 * selects.
 */
export function apart(one: Raster, other: Raster, counts: (x: number, y: number) => boolean = () => true): number {
  if (one.width !== other.width || one.height !== other.height) throw new Error('the pictures differ in size');
  let sum = 0;
  let samples = 0;
  for (let y = 0; y < one.height; y += STEP) {
    for (let x = 0; x < one.width; x += STEP) {
      if (!counts(x, y)) continue;
      const at = (y * one.width + x) * 3;
      for (let channel = at; channel < at + 3; channel += 1) {
        sum += Math.abs((one.data[channel] ?? 0) - (other.data[channel] ?? 0));
      }
      samples += 3;
    }
  }
  if (samples === 0) throw new Error('no pixel counts');
  return sum / samples;
}

/** For `apart`: whether a pixel is in one of the parts. */
export function inside(...parts: readonly Part[]) {
  return (x: number, y: number): boolean =>
    parts.some((part) => x >= part.x && x < part.x + part.width && y >= part.y && y < part.y + part.height);
}

/** For `apart`: whether a pixel is in none of the parts. */
export function outside(...parts: readonly Part[]) {
  const isInside = inside(...parts);
  return (x: number, y: number): boolean => !isInside(x, y);
}

/** A part with a margin on each side. */
export function grown({ x, y, width, height }: Part, by: number): Part {
  return { x: x - by, y: y - by, width: width + 2 * by, height: height + 2 * by };
}

/** The position of the suit in `photos.astronaut`, on a scale of 512. */
export const ORANGE_SUIT: Part = { x: 90, y: 400, width: 60, height: 60 };

/** The mean colour of a part on a scale of 512, decoded without applying any profile. */
export async function averageIn(bytes: Uint8Array, { x, y, width, height }: Part): Promise<readonly number[]> {
  const pipeline = sharp(bytes, { ignoreIcc: true }).flatten({ background: '#fff' }).toColourspace('srgb');
  const size = (await sharp(bytes).metadata()).width;
  const scale = size / 512;
  const [left, top] = [Math.floor(x * scale), Math.floor(y * scale)];
  const area = {
    left,
    top,
    width: Math.ceil((x + width) * scale) - left,
    height: Math.ceil((y + height) * scale) - top,
  };
  const { data } = await pipeline.extract(area).raw().toBuffer({ resolveWithObject: true });
  return [0, 1, 2].map((channel) => {
    const samples = data.filter((_, at) => at % 3 === channel);
    return samples.reduce((sum, sample) => sum + sample, 0) / samples.length;
  });
}
