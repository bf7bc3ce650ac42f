import { readFileSync } from 'node:fs';
import sharp from 'sharp';
import type { Sharp } from 'sharp';

/** The bytes of a photo of test/photos. */
export function photo(name: string): Buffer {
  return readFileSync(new URL(`../photos/${name}`, import.meta.url));
}

/** The bytes of a file of test/picture/fixtures. */
export function fixture(name: string): Buffer {
  return readFileSync(new URL(`./fixtures/${name}`, import.meta.url));
}

/** A plain picture with a red upper left quarter on blue, so that its orientation can be seen. */
export function flag(width: number, height: number): Sharp {
  const red = { create: { width: width >> 1, height: height >> 1, channels: 3 as const, background: '#f00' } };
  return sharp({ create: { width, height, channels: 3, background: '#00f' } }).composite([
    { input: red, left: 0, top: 0 },
  ]);
}

/** A picture that compresses badly: noise in every pixel. */
export function noise(width: number, height: number): Sharp {
  const gaussian = { type: 'gaussian' as const, mean: 128, sigma: 60 };
  const channel = () => sharp({ create: { width, height, channels: 3, background: '#888', noise: gaussian } });
  return channel();
}

/** The colour of one pixel as `[r, g, b]`. */
export async function pixelAt(bytes: Uint8Array, left: number, top: number): Promise<number[]> {
  return [...(await sharp(bytes).extract({ left, top, width: 1, height: 1 }).raw().toBuffer())];
}

/** Bytes of a file that begins as `start`, each character one byte, and goes on with zeros. */
export function fileStarting(start: string): Buffer {
  return Buffer.concat([Buffer.from(start, 'latin1'), Buffer.alloc(200)]);
}
