import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import type { ExplainedError } from '../../../../src/i18n/explained-error.ts';
import { createFinishing } from '../../../../src/picture/codecs/finish-picture.ts';
import { identifyResult } from '../../../../src/picture/codecs/check/identify-picture.ts';
import { taggedBytes, type OriginTag } from '../../../../src/picture/codecs/origin/origin-tag.ts';
import {
  bmpOf,
  chunk,
  fixture,
  flag,
  flipped,
  inserted,
  metadataOf,
  noise,
  photo,
  pixelAt,
  SCAN,
  SOURCE_TYPE,
  withOddScan,
  withSecrets,
} from '../make-pictures.ts';

const finishPicture = await createFinishing();
const MEGABYTE = 1_000_000;
const asGiven = (bytes: Uint8Array) => ({ bytes, format: identifyResult(bytes), maxBytes: 10 * MEGABYTE });
const pixelsOf = (bytes: Uint8Array) => sharp(bytes).raw().toBuffer();
const finish = async (
  bytes: Uint8Array,
  maxBytes = 10 * MEGABYTE,
  mark = false,
  tolerance: 'sound' | 'any' = 'sound',
) => {
  const finished = await finishPicture({ ...asGiven(bytes), maxBytes, mark, tolerance });
  return { ...finished, bytes: taggedBytes(bytes, finished) };
};
const reason = (expected: string) => expect.toSatisfy((error) => (error as ExplainedError).reason === expected);

/** The mean difference per sample of two pictures of the same size, from 0 to 255. */
async function difference(one: Uint8Array, other: Uint8Array): Promise<number> {
  const [a, b] = await Promise.all([one, other].map((bytes) => sharp(bytes).flatten().removeAlpha().raw().toBuffer()));
  if (!a || a.length !== b?.length) throw new Error('pictures of two sizes');
  let sum = 0;
  for (const [at, sample] of a.entries()) sum += Math.abs(sample - (b[at] ?? 0));
  return sum / a.length;
}

const small = () => photo('marie-curie-small.jpg');
const portrait = () => sharp(small());

describe('pictures without a mark', () => {
  test.each([
    ['a JPEG of low quality', () => portrait().jpeg({ quality: 60 })],
    ['a JPEG of high quality', () => portrait().jpeg({ quality: 98, chromaSubsampling: '4:4:4' })],
    ['a progressive JPEG', () => portrait().jpeg({ progressive: true })],
    ['a JPEG of another encoder', () => portrait().jpeg({ mozjpeg: true })],
    ['a grey JPEG', () => portrait().greyscale().jpeg()],
    ['a PNG', () => portrait().png()],
    ['a PNG of few colours', () => flag(200, 100).png({ palette: true })],
    ['a transparent PNG', () => flag(200, 100).ensureAlpha(0.5).png()],
  ])('%s stays the same to the last sample, and is not encoded again', async (_which, make) => {
    const bytes = await make().toBuffer();
    const finished = await finish(bytes);
    expect((await pixelsOf(finished.bytes)).equals(await pixelsOf(bytes))).toBe(true);
    expect(await metadataOf(finished.bytes)).toMatchObject({ xmp: expect.stringContaining(SOURCE_TYPE) as string });
    // Nothing but the tag was added.
    const { tag } = (await finishPicture({ ...asGiven(bytes), mark: false })) as { tag: OriginTag };
    expect(finished.bytes.length).toBe(bytes.length + tag.bytes.length);
  });

  test('files one after another in the same memory are finished as those in memory of their own', async () => {
    const finishNext = await createFinishing();
    const large = await portrait().jpeg().toBuffer();
    const pngs = await Promise.all([portrait().png().toBuffer(), flag(200, 100).png().toBuffer()]);
    const files = [large, ...pngs, await portrait().resize(200).jpeg().toBuffer(), ...pngs, large];
    for (const bytes of files) {
      const given = { ...asGiven(bytes), mark: false };
      const finishAlone = await createFinishing();
      expect(await finishNext(given)).toEqual(await finishAlone(given));
    }
    const damaged = { ...asGiven(large.subarray(0, large.length - 5000)), mark: false };
    await expect(finishNext(damaged)).rejects.toEqual(reason('result_unavailable'));
  });

  test('a picture is encoded again if the tag makes it too heavy', async () => {
    const bytes = await portrait().jpeg().toBuffer();
    expect((await finish(bytes, bytes.length)).bytes.length).toBeLessThanOrEqual(bytes.length);
  });

  test.each([
    ['a WebP', () => portrait().webp()],
    ['a JPEG with metadata', () => withSecrets(portrait()).jpeg()],
    ['a PNG with metadata', () => withSecrets(portrait()).png()],
  ])('%s is encoded again, and looks the same', async (_which, make) => {
    const bytes = await make().toBuffer();
    const finished = await finish(bytes);
    expect(finished.extension).toBe('jpg');
    expect(await difference(finished.bytes, bytes)).toBeLessThan(2);
  });

  test('a picture that is encoded again has about as many bytes as before', async () => {
    for (const quality of [75, 85, 95]) {
      const bytes = await withSecrets(portrait()).jpeg({ quality }).toBuffer();
      const ratio = (await finish(bytes)).bytes.length / bytes.length;
      expect(ratio).toBeGreaterThan(0.85);
      expect(ratio).toBeLessThan(1.3);
    }
  });

  test.each(['4:4:4', '4:2:0'] as const)('the colours keep their resolution, %s', async (chromaSubsampling) => {
    const bytes = await portrait().jpeg({ chromaSubsampling }).toBuffer();
    for (const mark of [false, true]) {
      const finished = await finish(bytes, undefined, mark);
      expect((await sharp(finished.bytes).metadata()).chromaSubsampling).toBe(chromaSubsampling);
    }
  });

  test('a picture with its own colour profile looks the same in sRGB', async () => {
    const tagged = await portrait().withIccProfile('p3').png().toBuffer();
    const finished = await finish(tagged);
    expect((await sharp(finished.bytes).metadata()).icc).toBeUndefined();
    const wanted = await sharp(tagged).toColourspace('srgb').png().toBuffer();
    expect(await difference(finished.bytes, wanted)).toBeLessThan(2);
  });
});

test.each(['jpeg', 'png', 'webp'] as const)(
  'a %s says where it comes from, and nothing of its old metadata',
  async (format) => {
    const bytes = await withSecrets(flag(200, 100)).toFormat(format).toBuffer();
    expect(await metadataOf(bytes)).toMatchObject({ secret: true, exif: expect.any(Buffer) as Buffer });
    for (const mark of [false, true]) {
      const finished = await finish(bytes, undefined, mark);
      expect(finished).toMatchObject({ width: 200, height: 100 });
      expect(await metadataOf(finished.bytes)).toEqual({
        xmp: expect.stringContaining(`DigitalSourceType="${SOURCE_TYPE}"`) as string,
        secret: false,
      });
    }
  },
);

test('a WebP becomes a JPEG, or a PNG if it is transparent', async () => {
  expect(await finish(await flag(200, 100).webp().toBuffer())).toMatchObject({ extension: 'jpg', width: 200 });
  const glass = sharp({ create: { width: 200, height: 100, channels: 4, background: '#ff000080' } });
  const finished = await finish(await glass.webp().toBuffer());
  expect(finished).toMatchObject({ extension: 'png', width: 200, height: 100 });
  expect((await pixelAt(finished.bytes, 10, 10))[3]).toBe(128);
});

test('nothing in a file besides its picture is kept', async () => {
  const jpeg = await withSecrets(flag(200, 100)).jpeg().toBuffer();
  const png = await flag(200, 100).ensureAlpha(0.5).png().toBuffer();
  const text = Buffer.from('secret');
  const files = [
    Buffer.concat([jpeg, text]),
    inserted(jpeg, 2, Buffer.from([0xff, 0xfe, 0, 8]), text),
    inserted(jpeg, 2, Buffer.from([0xff, 0xed, 0, 8]), text),
    inserted(png, 33, chunk('tEXt', Buffer.from('Comment\0secret')), chunk('prVt', text)),
    Buffer.concat([png, text]),
  ];
  for (const bytes of files) {
    expect(bytes.includes('secret')).toBe(true);
    const finished = await finish(bytes);
    expect(await metadataOf(finished.bytes)).toMatchObject({
      secret: false,
      xmp: expect.stringContaining(SOURCE_TYPE) as string,
    });
  }
});

test('an unusual picture that decoders can read is encoded too', async () => {
  const bytes = photo('grace-hopper.jpg');
  // A marker for arithmetic coding, without a length.
  const unusual = Buffer.concat([bytes.subarray(0, 2), Buffer.from([0xff, 0x01]), bytes.subarray(2)]);
  const finished = await finish(unusual);
  expect(finished).toMatchObject({ extension: 'jpg', width: 512, height: 600 });
  expect((await metadataOf(finished.bytes)).xmp).toContain(SOURCE_TYPE);
});

test('a picture stored sideways is turned', async () => {
  const bytes = await flag(200, 100).withMetadata({ orientation: 8 }).jpeg().toBuffer();
  const finished = await finish(bytes);
  expect(finished).toMatchObject({ extension: 'jpg', width: 100, height: 200 });
  expect((await sharp(finished.bytes).metadata()).orientation).toBeUndefined();
});

test('a picture with too many bytes first loses quality, then size', async () => {
  const bytes = await noise(400, 300).png().toBuffer();
  const lighter = await finish(bytes, MEGABYTE / 8);
  expect(lighter).toMatchObject({ extension: 'jpg', width: 400, height: 300 });
  expect(lighter.bytes.length).toBeLessThanOrEqual(MEGABYTE / 8);
  const smaller = await finish(bytes, 12_500);
  expect(smaller.bytes.length).toBeLessThanOrEqual(12_500);
  expect(smaller.width).toBeLessThan(400);
  expect(smaller.width / smaller.height).toBeCloseTo(4 / 3, 1);
  expect(await sharp(smaller.bytes).metadata()).toMatchObject({ width: smaller.width, height: smaller.height });
});

test("a picture that can't be made small enough is refused", async () => {
  await expect(finish(photo('grace-hopper.jpg'), 100)).rejects.toEqual(reason('result_too_heavy'));
});

test("a file that isn't a picture, or shows nothing, is unavailable", async () => {
  const bytes = photo('grace-hopper.jpg');
  const withoutScan = bytes.subarray(0, bytes.indexOf(SCAN) + 14);
  for (const tolerance of ['sound', 'any'] as const) {
    await expect(finish(withoutScan, undefined, false, tolerance)).rejects.toEqual(reason('result_unavailable'));
  }
});

const half = (bytes: Buffer) => bytes.subarray(0, bytes.length / 2);

describe('a BMP', () => {
  test.each([8, 24, 32] as const)('a BMP of %i bits is shown as a JPEG, whichever way it is stored', async (bits) => {
    const picture = bits === 8 ? flag(101, 80).greyscale() : flag(101, 80);
    const [wanted = 0] = await pixelAt(await picture.png().toBuffer(), 10, 10);
    for (const topDown of [false, true]) {
      const finished = await finish(await bmpOf(picture, { bits, topDown }));
      expect(finished).toMatchObject({ extension: 'jpg', width: 101, height: 80 });
      const [seen = 0] = await pixelAt(finished.bytes, 10, 10);
      expect(Math.abs(seen - wanted)).toBeLessThan(6);
    }
  });

  test('a BMP with a false header is unavailable', async () => {
    const whole = await bmpOf(flag(100, 80));
    const spoils: ((bytes: Buffer) => unknown)[] = [
      (bytes) => bytes.writeInt32LE(0x7fffffff, 18),
      (bytes) => bytes.writeInt32LE(-5, 18),
      (bytes) => bytes.writeInt32LE(0, 22),
      (bytes) => bytes.writeInt32LE(-0x80000000, 22),
      (bytes) => bytes.writeUInt16LE(13, 28),
      (bytes) => bytes.writeUInt32LE(1, 30),
      (bytes) => bytes.writeUInt32LE(0xffffffff, 10),
    ];
    for (const spoil of spoils) {
      const bytes = Buffer.from(whole);
      spoil(bytes);
      await expect(finish(bytes, undefined, false, 'any')).rejects.toEqual(reason('result_unavailable'));
    }
    await expect(finish(whole.subarray(0, 30), undefined, false, 'any')).rejects.toEqual(reason('result_unavailable'));
    await expect(finish(half(whole))).rejects.toEqual(reason('result_unavailable'));
    expect(await finish(half(whole), undefined, false, 'any')).toMatchObject({ width: 100, height: 80 });
  });
});

describe('a damaged result', () => {
  test.each([
    ['half a JPEG', () => half(small())],
    ['half a progressive JPEG', async () => half(await portrait().jpeg({ progressive: true }).toBuffer())],
    ['a JPEG without its last byte', () => photo('grace-hopper.jpg').subarray(0, -1)],
    ['a JPEG with rubbish in its middle', () => photo('grace-hopper.jpg').fill(0x55, 20_000, 20_200)],
    ['half a PNG', async () => half(await portrait().png().toBuffer())],
    ['a PNG with a flipped bit', async () => flipped(await portrait().png().toBuffer())],
    ['half a GIF', async () => half(await portrait().gif({ effort: 1 }).toBuffer())],
    ['half a WebP', async () => half(await portrait().webp().toBuffer())],
    ['a WebP without its last byte', async () => (await portrait().webp().toBuffer()).subarray(0, -1)],
    ['half a lossless WebP', async () => half(await portrait().webp({ lossless: true }).toBuffer())],
  ])('a damaged result is unavailable at first, and then shown as far as possible: %s', async (_what, make) => {
    const bytes = await make();
    await expect(finish(bytes)).rejects.toEqual(reason('result_unavailable'));
    for (const shownMark of [true, false]) {
      const finished = await finish(bytes, undefined, shownMark, 'any');
      const upper = sharp(finished.bytes).extract({ left: 0, top: 0, width: finished.width, height: 100 });
      expect((await upper.stats()).channels[0]?.stdev).toBeGreaterThan(10);
      expect((await metadataOf(finished.bytes)).xmp).toContain(SOURCE_TYPE);
    }
  });

  test('a result that only causes decoder warnings is shown at once', async () => {
    const finished = await finish(withOddScan(photo('grace-hopper.jpg')));
    expect(finished).toMatchObject({ extension: 'jpg', width: 512, height: 600 });
  });
});

test.each(['gif', 'avif', 'tiff'] as const)('a damaged %s is shown as a JPEG', async (format) => {
  expect(await finish(await flag(200, 100).toFormat(format).toBuffer())).toMatchObject({
    extension: 'jpg',
    width: 200,
  });
});

const mark = (bytes: Uint8Array, maxBytes?: number) => finish(bytes, maxBytes, true);
const grey = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#909090' } });

/** Whether anything was drawn in each part of the picture. */
async function drawnIn(bytes: Uint8Array, left: number, top: number, width: number, height: number) {
  const part = await sharp(bytes).extract({ left, top, width, height }).greyscale().raw().toBuffer();
  return { dark: part.filter((v) => v < 110).length, white: part.filter((v) => v > 230).length };
}

describe('a mark', () => {
  test.each(['jpeg', 'png', 'webp'] as const)(
    'the mark is drawn into the corner of a %s, and is in the XMP',
    async (format) => {
      const bytes = await grey(1000, 800).toFormat(format).toBuffer();
      const finished = await mark(bytes);
      expect(finished).toMatchObject({ extension: 'jpg', width: 1000, height: 800 });
      const corner = await drawnIn(finished.bytes, 800, 710, 200, 90);
      expect(corner.dark).toBeGreaterThan(500);
      expect(corner.white).toBeGreaterThan(50);
      expect(await drawnIn(finished.bytes, 0, 0, 1000, 710)).toEqual({ dark: 0, white: 0 });
      expect((await metadataOf(finished.bytes)).xmp).toContain(`DigitalSourceType="${SOURCE_TYPE}"`);
    },
  );

  test.each([
    ['a photo', () => sharp(photo('grace-hopper.jpg')).jpeg({ quality: 85 }).toBuffer()],
    ['one with standard codes', () => portrait().jpeg({ optimiseCoding: false, quality: 60 }).toBuffer()],
    [
      'one with all colours',
      () => flag(300, 200).jpeg({ optimiseCoding: false, chromaSubsampling: '4:4:4' }).toBuffer(),
    ],
  ])('%s keeps all of its other pixels below a mark', async (_which, make) => {
    const bytes = await make();
    const finished = await mark(bytes);
    const { width, height } = await sharp(bytes).metadata();
    expect(finished).toMatchObject({ extension: 'jpg', width, height });
    const above = { left: 0, top: 0, width, height: height - 80 };
    const [before, after] = await Promise.all(
      [bytes, finished.bytes].map((each) => sharp(each, { failOn: 'warning' }).extract(above).raw().toBuffer()),
    );
    expect(before?.equals(after ?? Buffer.alloc(0))).toBe(true);
    expect((await metadataOf(finished.bytes)).xmp).toContain(SOURCE_TYPE);
    expect((await drawnIn(finished.bytes, width - 60, height - 45, 60, 45)).white).toBeGreaterThan(40);
  });

  test.each([
    ['of few codes', () => grey(300, 200).jpeg().toBuffer()],
    ['that is progressive', () => portrait().jpeg({ progressive: true }).toBuffer()],
    ['with restart markers', () => fixture('jpeg/restarts.jpg')],
    ['with more behind its end', async () => Buffer.concat([await portrait().jpeg().toBuffer(), Buffer.from('more')])],
  ])('a JPEG %s is encoded again to be marked', async (_which, make) => {
    const bytes = await make();
    const finished = await mark(bytes);
    expect(finished.extension).toBe('jpg');
    expect(await difference(finished.bytes, bytes)).toBeLessThan(6);
    expect((await metadataOf(finished.bytes)).xmp).toContain(SOURCE_TYPE);
  });

  test('a marked JPEG is encoded again if it would be too heavy', async () => {
    const bytes = await portrait().jpeg({ quality: 95 }).toBuffer();
    const marked = await mark(bytes);
    expect((await mark(bytes, marked.bytes.length - 1)).bytes.length).toBeLessThan(marked.bytes.length);
  });

  test('the mark leaves no alpha channel if the picture is opaque', async () => {
    const finished = await mark(await grey(300, 200).ensureAlpha().png().toBuffer());
    expect(finished.extension).toBe('jpg');
    expect((await drawnIn(finished.bytes, 200, 150, 100, 50)).dark).toBeGreaterThan(200);
  });

  test('the mark keeps a transparent picture transparent', async () => {
    const bytes = await sharp({ create: { width: 400, height: 300, channels: 4, background: '#ff000000' } })
      .webp()
      .toBuffer();
    const finished = await mark(bytes);
    expect(finished).toMatchObject({ extension: 'png', width: 400, height: 300 });
    expect((await pixelAt(finished.bytes, 10, 10))[3]).toBe(0);
    expect((await metadataOf(finished.bytes)).xmp).toContain(SOURCE_TYPE);
    expect((await sharp(finished.bytes).stats()).isOpaque).toBe(false);
    expect((await mark(bytes, (finished.bytes.length / 2) | 0)).extension).toBe('jpg');
  });

  test('the mark fits the smallest and narrowest pictures', async () => {
    for (const [width, height] of [
      [64, 64],
      [64, 2000],
      [2000, 64],
    ] as const) {
      const finished = await mark(await grey(width, height).png().toBuffer());
      expect(finished).toMatchObject({ width, height });
      const corner = await drawnIn(finished.bytes, width - 62, height - 24, 62, 24);
      expect(corner.dark).toBeGreaterThan(150);
      // Large enough to be read, but no larger.
      expect(corner.white).toBeGreaterThan(20);
      expect(await drawnIn(finished.bytes, 0, 0, width, height - 24)).toEqual({ dark: 0, white: 0 });
    }
  });

  test('the mark is larger on larger pictures', async () => {
    const corner = await drawnIn((await mark(await grey(2000, 1500).jpeg().toBuffer())).bytes, 1700, 1300, 300, 200);
    expect(corner.white).toBeGreaterThan(750);
    expect(corner.dark + corner.white).toBeLessThan(300 * 200 * 0.6);
  });

  test('the mark stays in pixels and XMP when the picture is shrunk later', async () => {
    const marked = await mark(await noise(300, 200).png().toBuffer());
    const lighter = await finish(marked.bytes, (marked.bytes.length / 3) | 0);
    expect(lighter.bytes.length).toBeLessThanOrEqual(marked.bytes.length / 3);
    expect((await metadataOf(lighter.bytes)).xmp).toContain(SOURCE_TYPE);
    expect(await difference((await finish(marked.bytes)).bytes, marked.bytes)).toBeLessThan(1.5);
  });

  test('a marked picture is refused if it has too many bytes at any size', async () => {
    await expect(mark(photo('grace-hopper.jpg'), 100)).rejects.toEqual(reason('result_too_heavy'));
  });
});
