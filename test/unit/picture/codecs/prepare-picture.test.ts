import { deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { ExplainedError } from '../../../../src/i18n/explained-error.ts';
import { identifyPicture } from '../../../../src/picture/codecs/check/identify-picture.ts';
import type { PreparedPicture } from '../../../../src/picture/process/operations.ts';
import { createPreparation } from '../../../../src/picture/codecs/prepare-picture.ts';
import {
  chunk,
  fixture,
  flag,
  flipped,
  inserted,
  LIMITS,
  noise,
  photo,
  pixelAt,
  SCAN,
  withOddScan,
} from '../make-pictures.ts';

const preparePicture = await createPreparation(() => Promise.reject(new Error('the detector was used')));

async function prepare(bytes: Uint8Array): Promise<PreparedPicture> {
  return await preparePicture({ bytes, format: identifyPicture(bytes), turn: 0, faces: false, limits: LIMITS });
}

async function prepared(bytes: Uint8Array) {
  const picture = await prepare(bytes);
  if (picture.suits) throw new Error('expected a picture that had to be prepared');
  const metadata = await sharp(picture.bytes).metadata();
  expect(metadata).toMatchObject({
    format: 'jpeg',
    space: 'srgb',
    width: picture.preparedWidth,
    height: picture.preparedHeight,
  });
  expect(metadata.orientation ?? 1).toBe(1);
  expect([metadata.exif, metadata.xmp, metadata.iptc, metadata.icc]).toEqual(Array(4).fill(undefined));
  expect(picture.bytes.length).toBeLessThanOrEqual(3_700_000);
  expect(Math.max(picture.preparedWidth, picture.preparedHeight)).toBeLessThanOrEqual(2000);
  return picture;
}

async function reasonOf(work: Promise<unknown>): Promise<string> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof ExplainedError)) throw new Error('expected an ExplainedError', { cause: error });
  return error.reason;
}

const nearly = (colour: number[]) => colour.map((value) => (value > 200 ? 'full' : value < 55 ? 'none' : 'some'));
const red = ['full', 'none', 'none'];
const blue = ['none', 'none', 'full'];
const white = ['full', 'full', 'full'];

/** A PNG of one colour: any size in a few bytes. */
function cheapPng(width: number, height: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.writeUInt8(1, 8);
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.alloc((Math.ceil(width / 8) + 1) * height), { level: 1 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

describe('suitable pictures', () => {
  test.each([
    ['grace-hopper.jpg', 'jpeg', 512, 600],
    ['astronaut.png', 'png', 512, 512],
    ['four-faces.jpg', 'jpeg', 1280, 1280],
  ])('%s stays unchanged', async (name, format, width, height) => {
    expect(await prepare(photo(name))).toEqual({ suits: true, format, width, height });
  });

  test('a grey picture stays unchanged', async () => {
    const grey = flag(100, 80).toColourspace('b-w');
    expect(await prepare(await grey.clone().jpeg().toBuffer())).toMatchObject({ suits: true });
    expect(await prepare(await grey.clone().png().toBuffer())).toMatchObject({ suits: true });
  });

  test('a picture of 64 by 2000 pixels stays unchanged', async () => {
    expect(await prepare(await flag(64, 2000).jpeg().toBuffer())).toMatchObject({ suits: true });
  });

  test('a picture with an opaque alpha channel stays unchanged', async () => {
    expect(await prepare(await flag(80, 80).ensureAlpha().png().toBuffer())).toMatchObject({ suits: true });
  });

  test('a progressive JPEG, and one with bytes after its end, stay unchanged', async () => {
    const bytes = await flag(80, 80).jpeg({ progressive: true }).toBuffer();
    const trailed = Buffer.concat([bytes, Buffer.from('<script>alert(1)</script>')]);
    expect(await prepare(trailed)).toMatchObject({ suits: true });
  });
});

describe('orientation', () => {
  test.each([1, 2, 3, 4, 5, 6, 7, 8])('EXIF orientation %i is made upright', async (orientation) => {
    const stored = await flag(160, 80).withMetadata({ orientation }).jpeg().toBuffer();
    const upright = await sharp(stored).autoOrient().png().toBuffer();
    const picture = await prepare(stored);
    const sideways = orientation >= 5;
    expect(picture).toMatchObject(sideways ? { width: 80, height: 160 } : { width: 160, height: 80 });
    expect(picture.suits).toBe(orientation === 1);
    const bytes = picture.suits ? stored : picture.bytes;
    const { width, height } = picture;
    for (const [left, top] of [
      [5, 5],
      [width - 5, 5],
      [5, height - 5],
      [width - 5, height - 5],
    ] as const) {
      expect(nearly(await pixelAt(bytes, left, top))).toEqual(nearly(await pixelAt(upright, left, top)));
    }
  });

  test('a photo stored sideways is turned', async () => {
    expect(await prepared(photo('grace-hopper-exif6.jpg'))).toMatchObject({
      width: 512,
      height: 600,
      preparedWidth: 512,
      preparedHeight: 600,
    });
  });

  test('a PNG and a WebP with an orientation are turned', async () => {
    const turned = flag(160, 80).withMetadata({ orientation: 6 });
    for (const bytes of [await turned.clone().png().toBuffer(), await turned.clone().webp().toBuffer()]) {
      const picture = await prepared(bytes);
      expect(picture).toMatchObject({ width: 80, height: 160 });
      expect(nearly(await pixelAt(picture.bytes, 70, 10))).toEqual(red);
      expect(nearly(await pixelAt(picture.bytes, 10, 10))).toEqual(blue);
    }
  });
});

describe('formats', () => {
  test.each(['webp', 'avif', 'tiff', 'gif'] as const)('%s becomes a JPEG', async (format) => {
    const picture = await prepared(await flag(120, 80).toFormat(format).toBuffer());
    expect(picture).toMatchObject({ format, width: 120, height: 80, preparedWidth: 120, preparedHeight: 80 });
    expect(nearly(await pixelAt(picture.bytes, 10, 10))).toEqual(red);
    expect(nearly(await pixelAt(picture.bytes, 110, 70))).toEqual(blue);
  });

  test.each(['webp', 'gif', 'tiff'] as const)('the first frame of a %s is used', async (format) => {
    const frames = await Promise.all(
      ['#f00', '#00f', '#0f0'].map((background) =>
        sharp({ create: { width: 100, height: 70, channels: 3, background } })
          .png()
          .toBuffer(),
      ),
    );
    const bytes = await sharp(frames, { join: { animated: true } })
      .toFormat(format)
      .toBuffer();
    expect((await sharp(bytes).metadata()).pages).toBe(3);
    const picture = await prepared(bytes);
    expect(picture).toMatchObject({ width: 100, height: 70 });
    expect(nearly(await pixelAt(picture.bytes, 50, 35))).toEqual(red);
  });

  test.each([8, 16])('transparency of a %i-bit PNG becomes white', async (bits) => {
    const clear = sharp({ create: { width: 90, height: 90, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } } });
    const bytes = await clear
      .toColourspace(bits === 16 ? 'rgb16' : 'srgb')
      .png()
      .toBuffer();
    expect(nearly(await pixelAt((await prepared(bytes)).bytes, 40, 40))).toEqual(white);
  });

  test('a CMYK JPEG and a 16-bit PNG become sRGB with the same colours', async () => {
    for (const bytes of [
      await flag(120, 80).toColourspace('cmyk').jpeg().toBuffer(),
      await flag(120, 80).toColourspace('rgb16').png().toBuffer(),
    ]) {
      const picture = await prepared(bytes);
      const [r = 0, , b = 0] = await pixelAt(picture.bytes, 10, 10);
      expect(r).toBeGreaterThan(b + 100);
      const [r2 = 0, , b2 = 0] = await pixelAt(picture.bytes, 110, 70);
      expect(b2).toBeGreaterThan(r2 + 50);
    }
  });
});

describe('size', () => {
  test('the long side is reduced to 2000 pixels', async () => {
    expect(await prepared(await flag(2400, 1200).jpeg().toBuffer())).toMatchObject({
      width: 2400,
      height: 1200,
      preparedWidth: 2000,
      preparedHeight: 1000,
    });
    expect(await prepared(await flag(100, 2001).png().toBuffer())).toMatchObject({ preparedHeight: 2000 });
  });

  test('a picture with too many bytes is reduced below 3.7 MB', async () => {
    const bytes = await noise(1300, 1300).png({ compressionLevel: 1 }).toBuffer();
    expect(bytes.length).toBeGreaterThan(3_700_000);
    expect(await prepared(bytes)).toMatchObject({ preparedWidth: 1300, preparedHeight: 1300 });
  });

  test.each([
    [63, 63],
    [63, 500],
    [1, 10_000],
    [10_000, 1],
    [1, 1],
  ])('a picture of %i by %i pixels is too small', async (width, height) => {
    expect(await reasonOf(prepare(cheapPng(width, height)))).toBe('picture_too_small');
  });

  test('a picture that would be too small after the reduction is too narrow', async () => {
    expect(await reasonOf(prepare(cheapPng(10_000, 300)))).toBe('picture_too_narrow');
  });

  test('a picture of 225 megapixels in a few bytes is refused', async () => {
    const bytes = cheapPng(15_000, 15_000);
    expect(bytes.length).toBeLessThan(200_000);
    expect(await reasonOf(prepare(bytes))).toBe('picture_too_many_pixels');
  });

  test('a picture without pixels is damaged', async () => {
    expect(await reasonOf(prepare(cheapPng(0, 0)))).toBe('picture_damaged');
  });
});

describe('damage', () => {
  test.each(['jpeg', 'png', 'webp', 'avif', 'tiff', 'gif'] as const)('a truncated %s is damaged', async (format) => {
    const bytes = await noise(80, 64).toFormat(format).toBuffer();
    for (const part of [0.1, 0.5, 0.95]) {
      expect(await reasonOf(prepare(bytes.subarray(0, Math.max(20, bytes.length * part))))).toBe('picture_damaged');
    }
  });

  test('a JPEG with random bytes in its middle is damaged', async () => {
    const bytes = photo('grace-hopper.jpg');
    bytes.fill(0x55, 20_000, 20_200);
    expect(await reasonOf(prepare(bytes))).toBe('picture_damaged');
  });

  test('a PNG with a flipped bit is damaged', async () => {
    expect(await reasonOf(prepare(flipped(photo('astronaut.png'))))).toBe('picture_damaged');
  });

  const jpeg = photo('grace-hopper.jpg');
  /** A file that starts like the format, followed by other segments. */
  const withSegments = (...segments: readonly number[][]) => inserted(jpeg, 2, Buffer.from(segments.flat()));
  test.each([
    ['a scan as some phones write it', () => fixture('jpeg/odd-scan.jpg')],
    ['a scan that claims to end early', () => withOddScan(jpeg)],
    [
      'an unknown revision of JFIF',
      () => Buffer.from(jpeg).fill(9, jpeg.indexOf('JFIF\0') + 5, jpeg.indexOf('JFIF\0') + 6),
    ],
    ['bytes between two segments', () => inserted(jpeg, jpeg.indexOf(SCAN), Buffer.from([0, 1, 2]))],
  ])('a JPEG with %s only causes warnings, and is encoded again', async (_what, make) => {
    const bytes = make();
    await expect(sharp(bytes, { failOn: 'warning' }).raw().toBuffer()).rejects.toThrow(/Jpeg/);
    const picture = await prepared(bytes);
    await expect(sharp(picture.bytes, { failOn: 'warning' }).raw().toBuffer()).resolves.toBeInstanceOf(Buffer);
  });

  test.each([
    ['unknown segments', () => withSegments([0xff, 0xe5, 0, 4, 1, 2])],
    ['broken EXIF', () => withSegments([0xff, 0xe1, 0, 12, 0x45, 0x78, 0x69, 0x66, 0, 0, 1, 2, 3, 4])],
    ['a broken profile', () => withSegments([0xff, 0xe2, 0, 20, ...Buffer.from('ICC_PROFILE\0'), 1, 1, 9, 9, 9, 9])],
  ])('a JPEG with %s stays unchanged', async (_what, make) => {
    expect(await prepare(make())).toMatchObject({ suits: true });
  });

  test('a picture that only causes decoder warnings may be white at its bottom', async () => {
    const page = await flag(200, 100)
      .extend({ bottom: 100, background: '#fff' })
      .jpeg({ optimiseScans: false })
      .toBuffer();
    expect(await prepared(withOddScan(page))).toMatchObject({ width: 200, height: 200 });
  });

  test.each([
    ['a tag that nobody knows', 'tEXt', 'nonsense'],
    ['a time that is none', 'tIME', 'xx'],
    ['gamma that is none', 'gAMA', '\0\0\0\0'],
    ['primaries that are none', 'cHRM', '\0'.repeat(32)],
    ['codes that are cut short', 'cICP', '\x0c\x0d'],
    ['a profile that is none', 'iCCP', 'x\0\0nonsense'],
  ])('a PNG with %s is accepted as a PNG', async (_what, name, data) => {
    const png = await flag(100, 80).png().toBuffer();
    expect(await prepare(inserted(png, 33, chunk(name, Buffer.from(data, 'latin1'))))).toMatchObject({ suits: true });
  });

  test('HTML that starts like a JPEG or a GIF is damaged', async () => {
    for (const start of ['\xff\xd8\xff', 'GIF89a']) {
      const bytes = Buffer.from(`${start}<html><script>alert(1)</script></html>`.repeat(20), 'latin1');
      expect(await reasonOf(prepare(bytes))).toBe('picture_damaged');
    }
  });
});
