import { readFileSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import sharp from 'sharp';
import type { Sharp } from 'sharp';
import type { PictureLimits } from '../../../src/picture/picture-limits.ts';

/** Limits of a typical endpoint. */
export const LIMITS: PictureLimits = { maxSide: 2000, minSide: 64, maxBytes: 3_700_000 };

/** The bytes of a photo of test/photos. */
export function photo(name: string): Buffer {
  return readFileSync(new URL(`../../photos/${name}`, import.meta.url));
}

/** The bytes of a file of test/picture/fixtures. */
export function fixture(name: string): Buffer {
  return readFileSync(new URL(`./fixtures/${name}`, import.meta.url));
}

/** A picture with a red upper left quarter on blue, which shows its orientation. */
export function flag(width: number, height: number): Sharp {
  const red = { create: { width: width >> 1, height: height >> 1, channels: 3 as const, background: '#f00' } };
  return sharp({ create: { width, height, channels: 3, background: '#00f' } }).composite([
    { input: red, left: 0, top: 0 },
  ]);
}

/** A picture of noise, which compresses badly. */
export function noise(width: number, height: number): Sharp {
  const gaussian = { type: 'gaussian' as const, mean: 128, sigma: 60 };
  const channel = () => sharp({ create: { width, height, channels: 3, background: '#888', noise: gaussian } });
  return channel();
}

/** The value in the XMP of results. */
export const SOURCE_TYPE = 'http://cv.iptc.org/newscodes/digitalsourcetype/compositeWithTrainedAlgorithmicMedia';

const SECRET = 'secret';

/** The picture with metadata as a camera and its owner may write it. None of it may be in a result. */
export function withSecrets(picture: Sharp): Sharp {
  return picture
    .withExif({
      IFD0: { Make: SECRET, ImageDescription: SECRET, Copyright: SECRET },
      IFD2: { UserComment: SECRET },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '51/1 30/1 0/1' },
    })
    .withXmp(`<x:xmpmeta xmlns:x="adobe:ns:meta/"><a xmlns="b" latitude="51">${SECRET}</a></x:xmpmeta>`);
}

/** A picture's metadata. `secret` is whether anything from `withSecrets` is in the file. */
export async function metadataOf(bytes: Uint8Array) {
  const { exif, iptc, xmpAsString: xmp, comments, orientation } = await sharp(bytes).metadata();
  const secret = Buffer.from(bytes).includes(SECRET);
  return { exif, iptc, xmp, comments, orientation, secret };
}

/** The colour of one pixel as `[r, g, b]`. */
export async function pixelAt(bytes: Uint8Array, left: number, top: number): Promise<number[]> {
  return [...(await sharp(bytes).extract({ left, top, width: 1, height: 1 }).raw().toBuffer())];
}

/** The bytes with something inserted. */
export function inserted(bytes: Buffer, at: number, ...parts: readonly Buffer[]): Buffer {
  return Buffer.concat([bytes.subarray(0, at), ...parts, bytes.subarray(at)]);
}

/** A chunk of a PNG. */
export function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name), data]);
  const length = Buffer.alloc(4);
  const sum = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

/** A HEIF file with other colour codes: primaries and transfer (ITU-T H.273). */
export function withNclx(heif: Buffer, primaries: number, transfer: number): Buffer {
  const bytes = Buffer.from(heif);
  const codes = bytes.indexOf('nclx') + 4;
  bytes.writeUInt16BE(primaries, codes);
  bytes.writeUInt16BE(transfer, codes + 2);
  return bytes;
}

/** How the header of a JPEG's scan starts. */
export const SCAN = Buffer.from([0xff, 0xda]);

/** A baseline JPEG whose scan claims to end at the first coefficient, as some phones write it. */
export function withOddScan(jpeg: Buffer): Buffer {
  const bytes = Buffer.from(jpeg);
  const scan = bytes.indexOf(SCAN);
  bytes.writeUInt8(0, scan + bytes.readUInt16BE(scan + 2));
  return bytes;
}

/** The bytes with one bit in the middle inverted. */
export function flipped(given: Buffer): Buffer {
  const bytes = Buffer.from(given);
  const middle = bytes.length >> 1;
  bytes.writeUInt8(bytes.readUInt8(middle) ^ 1, middle);
  return bytes;
}

interface BmpOptions {
  readonly bits?: 8 | 24 | 32;
  readonly topDown?: boolean;
}

/** An uncompressed BMP. With 8 bits, it is grey. */
export async function bmpOf(picture: Sharp, { bits = 24, topDown = false }: BmpOptions = {}): Promise<Buffer> {
  const { data, info } = await picture.raw().toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  const palette = bits === 8 ? Array.from({ length: 256 }, (_, level) => [level, level, level, 0]).flat() : [];
  const start = 54 + palette.length;
  const stride = Math.ceil((width * bits) / 32) * 4;
  const bytes = Buffer.alloc(start + stride * height);
  bytes.write('BM', 'latin1');
  bytes.writeUInt32LE(start, 10);
  bytes.writeUInt32LE(40, 14);
  bytes.writeInt32LE(width, 18);
  bytes.writeInt32LE(topDown ? -height : height, 22);
  bytes.writeUInt16LE(1, 26);
  bytes.writeUInt16LE(bits, 28);
  bytes.set(palette, 54);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const from = (y * width + x) * channels;
      const blueGreenRed = [data[from + 2] ?? 0, data[from + 1] ?? 0, data[from] ?? 0];
      const row = topDown ? y : height - 1 - y;
      bytes.set(bits === 8 ? [data[from] ?? 0] : blueGreenRed, start + row * stride + (x * bits) / 8);
    }
  }
  return bytes;
}

/** A file with this start, one byte per character, followed by zeros. */
export function fileStarting(start: string): Buffer {
  return Buffer.concat([Buffer.from(start, 'latin1'), Buffer.alloc(200)]);
}
