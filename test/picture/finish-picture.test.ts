import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import type { ExplainedError } from '../../src/i18n/explained-error.ts';
import { finishPicture } from '../../src/picture/finish-picture.ts';
import { identifyPicture } from '../../src/picture/identify-picture.ts';
import { flag, noise, photo, pixelAt } from './make-pictures.ts';

const MEGABYTE = 1_000_000;
const finish = (bytes: Uint8Array, maxBytes = 10 * MEGABYTE, mark: string | false = false) =>
  finishPicture({ bytes, format: identifyPicture(bytes), maxBytes, mark });
const reason = (expected: string) => expect.toSatisfy((error) => (error as ExplainedError).reason === expected);

test.each([
  ['jpeg', 'jpg'],
  ['png', 'png'],
  ['webp', 'webp'],
] as const)('a %s passes unchanged', async (format, extension) => {
  const bytes = await flag(200, 100).toFormat(format).toBuffer();
  const finished = await finish(bytes, bytes.length);
  expect(finished).toMatchObject({ extension, width: 200, height: 100 });
  expect(bytes.equals(finished.bytes)).toBe(true);
});

test('harmless metadata, such as a mark of origin, pass unchanged', async () => {
  const bytes = await flag(200, 100)
    .withExif({ IFD0: { Software: 'Ageing' } })
    .jpeg()
    .toBuffer();
  expect(bytes.equals((await finish(bytes)).bytes)).toBe(true);
});

test.each(['jpeg', 'png', 'webp'] as const)('a %s that tells its place is stripped of it', async (format) => {
  const bytes = await flag(200, 100)
    .withExif({ IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '51/1 30/1 0/1' } })
    .toFormat(format)
    .toBuffer();
  const finished = await finish(bytes);
  expect(finished).toMatchObject({ extension: 'jpg', width: 200, height: 100 });
  expect((await sharp(finished.bytes).metadata()).exif).toBeUndefined();
});

test('a picture stored on its side is turned', async () => {
  const bytes = await flag(200, 100).withMetadata({ orientation: 8 }).jpeg().toBuffer();
  const finished = await finish(bytes);
  expect(finished).toMatchObject({ extension: 'jpg', width: 100, height: 200 });
  expect((await sharp(finished.bytes).metadata()).orientation).toBeUndefined();
});

test('one too heavy first loses quality, then size', async () => {
  const bytes = await noise(1200, 900).png().toBuffer();
  const lighter = await finish(bytes, MEGABYTE);
  expect(lighter).toMatchObject({ extension: 'jpg', width: 1200, height: 900 });
  expect(lighter.bytes.length).toBeLessThanOrEqual(MEGABYTE);
  const small = await finish(bytes, 50_000);
  expect(small.bytes.length).toBeLessThanOrEqual(50_000);
  expect(small.width).toBeLessThan(1200);
  expect(small.width / small.height).toBeCloseTo(4 / 3, 1);
  expect(await sharp(small.bytes).metadata()).toMatchObject({ width: small.width, height: small.height });
});

test('one that cannot be made light enough is refused', async () => {
  await expect(finish(photo('grace-hopper.jpg'), 100)).rejects.toEqual(reason('result_too_heavy'));
});

test('a truncated or unsupported result is unavailable', async () => {
  const bytes = photo('grace-hopper.jpg');
  await expect(finish(bytes.subarray(0, 30_000))).rejects.toEqual(reason('result_unavailable'));
  await expect(finish(await flag(100, 100).gif().toBuffer())).rejects.toEqual(reason('result_unavailable'));
});

const SOURCE = 'http://cv.iptc.org/newscodes/digitalsourcetype/compositeWithTrainedAlgorithmicMedia';
const mark = (bytes: Uint8Array, maxBytes?: number) => finish(bytes, maxBytes, 'AI-altered');
const grey = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#909090' } });

/** Of each part of the picture, whether anything was drawn there. */
async function drawnIn(bytes: Uint8Array, left: number, top: number, width: number, height: number) {
  const part = await sharp(bytes).extract({ left, top, width, height }).greyscale().raw().toBuffer();
  return { dark: part.filter((v) => v < 110).length, white: part.filter((v) => v > 230).length };
}

describe('a mark', () => {
  test.each(['jpeg', 'png', 'webp'] as const)('is drawn into the corner of a %s, and said in XMP', async (format) => {
    const bytes = await grey(1000, 800).toFormat(format).toBuffer();
    const finished = await mark(bytes);
    expect(finished).toMatchObject({ extension: 'jpg', width: 1000, height: 800 });
    const corner = await drawnIn(finished.bytes, 800, 740, 200, 60);
    expect(corner.dark).toBeGreaterThan(500);
    expect(corner.white).toBeGreaterThan(50);
    expect(await drawnIn(finished.bytes, 0, 0, 1000, 740)).toEqual({ dark: 0, white: 0 });
    expect((await sharp(finished.bytes).metadata()).xmpAsString).toContain(`DigitalSourceType="${SOURCE}"`);
  });

  test('takes the place of what the original said of itself', async () => {
    const bytes = await grey(300, 200)
      .withExif({ IFD0: { Software: 'Ageing' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '51/1 30/1 0/1' } })
      .withXmp('<x:xmpmeta xmlns:x="adobe:ns:meta/">secret</x:xmpmeta>')
      .jpeg()
      .toBuffer();
    const { exif, xmpAsString } = await sharp((await mark(bytes)).bytes).metadata();
    expect(exif).toBeUndefined();
    expect(xmpAsString).not.toContain('secret');
  });

  test('leaves a transparent picture transparent', async () => {
    const bytes = await sharp({ create: { width: 400, height: 300, channels: 4, background: '#ff000000' } })
      .webp()
      .toBuffer();
    const finished = await mark(bytes);
    expect(finished).toMatchObject({ extension: 'png', width: 400, height: 300 });
    expect((await pixelAt(finished.bytes, 10, 10))[3]).toBe(0);
    expect((await sharp(finished.bytes).metadata()).xmpAsString).toContain(SOURCE);
    expect((await sharp(finished.bytes).stats()).isOpaque).toBe(false);
    expect((await mark(bytes, (finished.bytes.length / 2) | 0)).extension).toBe('jpg');
  });

  test('fits the smallest and narrowest pictures', async () => {
    for (const [width, height] of [
      [64, 64],
      [64, 2000],
      [2000, 64],
    ] as const) {
      const finished = await mark(await grey(width, height).png().toBuffer());
      expect(finished).toMatchObject({ width, height });
      expect((await drawnIn(finished.bytes, width >> 1, height >> 1, width >> 1, height >> 1)).dark).toBeGreaterThan(0);
    }
  });

  test('is kept in bytes and XMP when the picture is made lighter later', async () => {
    const marked = await mark(await noise(600, 400).png().toBuffer());
    const lighter = await finish(marked.bytes, (marked.bytes.length / 3) | 0);
    expect(lighter.bytes.length).toBeLessThanOrEqual(marked.bytes.length / 3);
    expect((await sharp(lighter.bytes).metadata()).xmpAsString).toContain(SOURCE);
    expect(Buffer.compare((await finish(marked.bytes)).bytes, marked.bytes)).toBe(0);
  });

  test('does not save a picture that is too heavy at any size', async () => {
    await expect(mark(photo('grace-hopper.jpg'), 100)).rejects.toEqual(reason('result_too_heavy'));
  });
});
