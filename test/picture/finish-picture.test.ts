import sharp from 'sharp';
import { expect, test } from 'vitest';
import type { ExplainedError } from '../../src/i18n/explained-error.ts';
import { finishPicture } from '../../src/picture/finish-picture.ts';
import { identifyPicture } from '../../src/picture/identify-picture.ts';
import { flag, noise, photo } from './make-pictures.ts';

const MEGABYTE = 1_000_000;
const finish = (bytes: Uint8Array, maxBytes = 10 * MEGABYTE) =>
  finishPicture({ bytes, format: identifyPicture(bytes), maxBytes });
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
