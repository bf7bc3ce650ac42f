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

export const MARK = 'AI-altered';
/** What the XMP of a result says. */
export const SOURCE_TYPE = 'http://cv.iptc.org/newscodes/digitalsourcetype/compositeWithTrainedAlgorithmicMedia';

const SECRET = 'secret';

/** The picture with all that a camera and its owner may say in it; none of it may be in a result. */
export function withSecrets(picture: Sharp): Sharp {
  return picture
    .withExif({
      IFD0: { Make: SECRET, ImageDescription: SECRET, Copyright: SECRET },
      IFD2: { UserComment: SECRET },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '51/1 30/1 0/1' },
    })
    .withXmp(`<x:xmpmeta xmlns:x="adobe:ns:meta/"><a xmlns="b" latitude="51">${SECRET}</a></x:xmpmeta>`);
}

/** What a picture says of itself; `secret` is whether it holds something of what `withSecrets` says, anywhere. */
export async function metadataOf(bytes: Uint8Array) {
  const { exif, iptc, xmpAsString: xmp, comments, orientation } = await sharp(bytes).metadata();
  const secret = Buffer.from(bytes).includes(SECRET);
  return { exif, iptc, xmp, comments, orientation, secret };
}

/** The colour of one pixel as `[r, g, b]`. */
export async function pixelAt(bytes: Uint8Array, left: number, top: number): Promise<number[]> {
  return [...(await sharp(bytes).extract({ left, top, width: 1, height: 1 }).raw().toBuffer())];
}

/** Bytes with something put in at a place. */
export function inserted(bytes: Buffer, at: number, ...parts: readonly Buffer[]): Buffer {
  return Buffer.concat([bytes.subarray(0, at), ...parts, bytes.subarray(at)]);
}

/** Bytes of a file that begins as `start`, each character one byte, and goes on with zeros. */
export function fileStarting(start: string): Buffer {
  return Buffer.concat([Buffer.from(start, 'latin1'), Buffer.alloc(200)]);
}
