import sharp from 'sharp';
import { expect, test } from 'vitest';
import { composeBeforeAfter, isBetterStacked } from '../../../../src/picture/compose/before-after.ts';
import { photo, pixelAt } from '../make-pictures.ts';

const plain = async (width: number, height: number, background: string) =>
  await sharp({ create: { width, height, channels: 3, background } })
    .png()
    .toBuffer();
const compare = async (before: Buffer, after: Buffer, format: 'png' | 'jpeg' = 'png') =>
  await composeBeforeAfter({
    pictures: [
      { bytes: before, format, sign: 'camera' },
      { bytes: after, format, sign: 70 },
    ],
    mark: false,
    maxBytes: Infinity,
  });

async function expectColour(bytes: Uint8Array, [x, y]: [number, number], expected: readonly number[]): Promise<void> {
  const colour = await pixelAt(bytes, x, y);
  for (const [channel, value] of expected.entries()) {
    expect(Math.abs((colour[channel] ?? NaN) - value)).toBeLessThanOrEqual(14);
  }
}

/** How many pixels in a part of a picture are nearly white: letters, and the rim of a plate. */
async function whiteIn(bytes: Uint8Array, left: number, top: number, width: number, height: number): Promise<number> {
  const part = await sharp(bytes).extract({ left, top, width, height }).greyscale().raw().toBuffer();
  return part.filter((value) => value > 225).length;
}

test('portraits are side by side at the same height, each with its plate, with a gap in the colour of a dark theme', async () => {
  const both = await compare(await plain(300, 400, '#802000'), await plain(600, 800, '#002080'));
  expect(both).toMatchObject({ width: 1207, height: 800, stacked: false });
  expect(await sharp(both.bytes).metadata()).toMatchObject({ format: 'jpeg', width: 1207, height: 800 });
  await expectColour(both.bytes, [300, 300], [0x80, 0x20, 0]);
  await expectColour(both.bytes, [603, 300], [43, 45, 49]);
  await expectColour(both.bytes, [900, 300], [0, 0x20, 0x80]);
  for (const left of [0, 607]) {
    expect(await whiteIn(both.bytes, left, 700, 200, 100)).toBeGreaterThan(300);
    expect(await whiteIn(both.bytes, left, 0, 200, 700)).toBe(0);
  }
});

test('landscape pictures are one above the other', async () => {
  const both = await compare(await plain(1600, 900, '#802000'), await plain(800, 450, '#002080'));
  expect(both).toMatchObject({ stacked: true });
  expect(both.width / both.height).toBeCloseTo(1600 / 1811, 2);
  await expectColour(both.bytes, [both.width >> 1, both.height >> 2], [0x80, 0x20, 0]);
  await expectColour(both.bytes, [both.width >> 1, (both.height >> 2) * 3], [0, 0x20, 0x80]);
});

test.each([
  [0.5, false],
  [0.75, false],
  [1, false],
  [4 / 3, false],
  [16 / 9, true],
  [3, true],
])('pictures of the aspect ratio %f are stacked if that shows them larger: %s', (ratio, stacked) => {
  const size = { width: 100 * ratio, height: 100 };
  expect(isBetterStacked(size, size)).toBe(stacked);
});

test('the whole is at most 2160 pixels long', async () => {
  const large = await plain(3000, 4000, '#444');
  const both = await compare(large, large);
  expect(both.width).toBeLessThanOrEqual(2180);
  expect(both.width).toBeGreaterThan(2100);
});

test('a photo that is stored on its side is upright', async () => {
  const [before, after] = [photo('grace-hopper-exif6.jpg'), photo('grace-hopper.jpg')];
  expect(await compare(before, after, 'jpeg')).toMatchObject({ width: 512 * 2 + 6, height: 600 });
});

test('a comparison with a damaged picture is refused', async () => {
  const whole = photo('grace-hopper.jpg');
  await expect(compare(whole, whole.subarray(0, 20_000), 'jpeg')).rejects.toMatchObject({ reason: 'picture_damaged' });
});
