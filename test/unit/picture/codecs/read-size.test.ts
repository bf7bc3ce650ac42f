import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import sharp from 'sharp';
import type { Sharp } from 'sharp';
import { describe, expect, test } from 'vitest';
import type { PictureFormat } from '../../../../src/picture/codecs/check/identify-picture.ts';
import { neededMemory } from '../../../../src/picture/codecs/check/needed-memory.ts';
import { readSize } from '../../../../src/picture/codecs/check/read-size.ts';
import { MOST_NEEDED_BYTES } from '../../../../src/picture/picture-limits.ts';
import { fewerOf } from '../../../support/cases.ts';

const [WIDTH, HEIGHT] = [150, 97];
const picture = (channels: 3 | 4 = 3) =>
  sharp({ create: { width: WIDTH, height: HEIGHT, channels, background: { r: 9, g: 99, b: 199, alpha: 0.5 } } });
const files: readonly (readonly [name: string, format: PictureFormat, file: Sharp, more: object])[] = [
  ['JPEG', 'jpeg', picture().jpeg(), { pixelBytes: 3, inPasses: false }],
  ['grey JPEG', 'jpeg', picture().toColourspace('b-w').jpeg(), { pixelBytes: 1, inPasses: false }],
  ['progressive JPEG', 'jpeg', picture().jpeg({ progressive: true }), { pixelBytes: 3, inPasses: true }],
  [
    'JPEG with EXIF',
    'jpeg',
    picture()
      .withExif({ IFD0: { Copyright: 'x'.repeat(999) } })
      .jpeg(),
    {},
  ],
  ['PNG', 'png', picture().png(), { pixelBytes: 3, inPasses: false }],
  [
    'interlaced PNG of 16 bits',
    'png',
    picture(4).toColourspace('rgb16').png({ progressive: true }),
    { pixelBytes: 8, inPasses: true },
  ],
  ['WebP', 'webp', picture().webp(), {}],
  ['lossless WebP', 'webp', picture().webp({ lossless: true }), {}],
  ['WebP with alpha', 'webp', picture(4).webp(), {}],
  ['GIF', 'gif', picture().gif(), {}],
  ['AVIF', 'avif', picture().avif({ effort: 0 }), {}],
  ['TIFF', 'tiff', picture().tiff({ compression: 'lzw' }), { pixelBytes: 3 }],
  ['TIFF of 16 bits', 'tiff', picture(4).toColourspace('rgb16').tiff({ compression: 'lzw' }), { pixelBytes: 8 }],
];
const ALL: readonly PictureFormat[] = ['jpeg', 'png', 'webp', 'avif', 'tiff', 'gif', 'heic', 'bmp'];

describe('the size in the header', () => {
  test.each(files)('the size is read: %s', async (_name, format, file, more) => {
    expect(readSize(await file.toBuffer(), format)).toMatchObject({ width: WIDTH, height: HEIGHT, ...more });
  });

  test('the size of a HEIC of tiles is that of the picture', () => {
    const file = readFileSync('test/unit/picture/fixtures/48-megapixels.heic');
    expect(readSize(file, 'heic')).toMatchObject({ width: 6048, height: 8064 });
  });

  test('any bytes have a size or none, for each format', () => {
    const bytes = fc.uint8Array({ maxLength: 200 });
    fc.assert(
      fc.property(bytes, fc.constantFrom(...ALL), (file, format) => {
        expect(neededMemory(file, format)).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: fewerOf(3000) },
    );
  });

  test.each(files)('a file that ends too early has a size or none: %s', async (_name, format, file) => {
    const whole = await file.toBuffer();
    for (let length = 0; length < whole.length; length += 7) {
      expect(neededMemory(whole.subarray(0, length), format)).toBeGreaterThanOrEqual(0);
    }
  });
});

/** A header that says 49 megapixels. */
async function large(file: Sharp): Promise<Buffer> {
  const bytes = await file.toBuffer();
  const at = bytes.indexOf('ispe');
  bytes.writeUInt32BE(7000, at + 8);
  bytes.writeUInt32BE(7000, at + 12);
  return bytes;
}

describe('the memory that a picture needs', () => {
  test('an AVIF of 49 megapixels needs more than there is, and one of 24 does not', async () => {
    const bytes = await large(picture().avif({ effort: 0 }));
    expect(neededMemory(bytes, 'avif')).toBeGreaterThan(MOST_NEEDED_BYTES);
    bytes.writeUInt32BE(3430, bytes.indexOf('ispe') + 8);
    expect(neededMemory(bytes, 'avif')).toBeLessThan(MOST_NEEDED_BYTES);
  });

  test('all that a telephone makes fits: JPEG and HEIC of 50 megapixels', async () => {
    const jpeg = await picture().jpeg({ progressive: true }).toBuffer();
    const frame = jpeg.indexOf(Buffer.from([0xff, 0xc2]));
    jpeg.writeUInt16BE(6000, frame + 5);
    jpeg.writeUInt16BE(8333, frame + 7);
    expect(neededMemory(jpeg, 'jpeg')).toBeGreaterThan(100e6);
    expect(neededMemory(jpeg, 'jpeg')).toBeLessThan(MOST_NEEDED_BYTES);
    const heic = readFileSync('test/unit/picture/fixtures/48-megapixels.heic');
    expect(neededMemory(heic, 'heic')).toBeLessThan(MOST_NEEDED_BYTES);
  });
});
