import sharp from 'sharp';
import type { Sharp } from 'sharp';
import { describe, expect, test } from 'vitest';
import { animate } from '../../../src/picture/compose/animate.ts';
import { composeRow as composeRowWithin } from '../../../src/picture/compose/compose-row.ts';
import type { LabelledPicture } from '../../../src/picture/compose/compose-row.ts';
import { cropFace, pasteFaces as pasteFacesWithin } from '../../../src/picture/compose/face-crops.ts';
import { numberFaces } from '../../../src/picture/compose/number-faces.ts';
import { LIMITS, photo, pixelAt } from './make-pictures.ts';

const composeRow = ({ pictures }: { pictures: readonly LabelledPicture[] }) =>
  composeRowWithin({ pictures, maxBytes: Infinity });
type Pasting = Omit<Parameters<typeof pasteFacesWithin>[0], 'maxBytes' | 'mark'>;
const pasteFaces = (input: Pasting) => pasteFacesWithin({ ...input, maxBytes: Infinity, mark: false });

const plain = (width: number, height: number, background: string) =>
  sharp({ create: { width, height, channels: 3, background } });
const labelled = async (label: string, picture: Sharp) => ({
  label,
  format: 'png' as const,
  bytes: await picture.png().toBuffer(),
});

/** How many pixels in a part of a picture are nearly white. */
async function whiteIn(bytes: Uint8Array, left: number, top: number, width: number, height: number): Promise<number> {
  const part = await sharp(bytes).extract({ left, top, width, height }).greyscale().raw().toBuffer();
  return part.filter((value) => value > 235).length;
}

function expectColour(colour: number[], expected: readonly number[], by = 12): void {
  expected.forEach((value, channel) => expect(Math.abs((colour[channel] ?? NaN) - value)).toBeLessThanOrEqual(by));
}

describe('a row', () => {
  test('a row shows both pictures at the same height, each with its label', async () => {
    const pictures = [
      await labelled('Before', plain(300, 400, '#802000')),
      await labelled('After', plain(600, 800, '#002080')),
    ];
    const row = await composeRow({ pictures });
    expect(row).toMatchObject({ width: 1208, height: 800 });
    expect(await sharp(row.bytes).metadata()).toMatchObject({ format: 'jpeg', width: 1208, height: 800 });
    expectColour(await pixelAt(row.bytes, 300, 300), [0x80, 0x20, 0]);
    expectColour(await pixelAt(row.bytes, 604, 300), [255, 255, 255]);
    expectColour(await pixelAt(row.bytes, 900, 300), [0, 0x20, 0x80]);
    const without = await composeRow({ pictures: pictures.map((picture) => ({ ...picture, label: '' })) });
    for (const left of [0, 608]) {
      expect(await whiteIn(row.bytes, left, 700, 300, 100)).toBeGreaterThan(300);
      expect(await whiteIn(without.bytes, left, 700, 300, 100)).toBe(0);
    }
  });

  test('a row is at most 1080 pixels high and 6000 wide', async () => {
    const high = await labelled('', plain(1000, 2000, '#444'));
    expect(await composeRow({ pictures: [high, high] })).toMatchObject({ width: 1088, height: 1080 });
    const wide = await labelled('', plain(2000, 500, '#444'));
    const row = await composeRow({ pictures: Array(8).fill(wide) });
    expect(row.width).toBeLessThanOrEqual(6000);
    expect(row.width).toBeGreaterThan(5900);
  });

  test('a row shows sideways pictures upright', async () => {
    const bytes = photo('grace-hopper-exif6.jpg');
    const row = await composeRow({ pictures: [{ bytes, format: 'jpeg', label: 'a' }] });
    expect(row).toMatchObject({ width: 512, height: 600 });
  });

  test('a row of a damaged picture is refused', async () => {
    const bytes = photo('grace-hopper.jpg').subarray(0, 20_000);
    const row = composeRow({ pictures: [{ bytes, format: 'jpeg', label: '' }] });
    await expect(row).rejects.toMatchObject({ reason: 'picture_damaged' });
  });
});

describe('an animation', () => {
  test('an animation shows each picture for 0.9 seconds, endlessly, with the aspect ratio of the first', async () => {
    const { bytes, width, height } = await animate({
      pictures: [
        await labelled('Age 10', plain(2000, 1000, '#800000')),
        await labelled('Age 40', plain(1990, 1000, '#008000')),
        await labelled('Age 70', plain(1000, 1000, '#000080')),
      ],
    });
    expect({ width, height }).toEqual({ width: 1080, height: 540 });
    expect(await sharp(bytes).metadata()).toMatchObject({
      format: 'webp',
      width: 1080,
      height: 540,
      pages: 3,
      loop: 0,
      delay: [900, 900, 900],
    });
    const frame = async (page: number) => await sharp(bytes, { page }).png().toBuffer();
    expectColour(await pixelAt(await frame(0), 2, 100), [0x80, 0, 0], 20);
    // A picture with nearly the same aspect ratio fills the frame. Any other is centred.
    expectColour(await pixelAt(await frame(1), 1, 100), [0, 0x80, 0], 20);
    expectColour(await pixelAt(await frame(2), 100, 100), [0, 0, 0], 20);
    expectColour(await pixelAt(await frame(2), 540, 100), [0, 0, 0x80], 20);
    for (const page of [0, 1, 2]) expect(await whiteIn(await frame(page), 0, 480, 300, 60)).toBeGreaterThan(100);
  });
});

describe('numbered faces', () => {
  const face = { x: 400, y: 400, width: 400, height: 300 };

  test('numbered faces get a box, and little else changes', async () => {
    const bytes = await plain(2560, 1280, '#808080').png().toBuffer();
    const numbered = await numberFaces({ bytes, format: 'png', faces: [face] });
    expect(numbered).toMatchObject({ width: 1280, height: 640 });
    expect(await sharp(numbered.bytes).metadata()).toMatchObject({ format: 'jpeg', width: 1280, height: 640 });
    for (const [left, top] of [
      [300, 201],
      [201, 300],
      [398, 300],
      [300, 348],
    ] as const) {
      expectColour(await pixelAt(numbered.bytes, left, top), [255, 214, 0], 60);
    }
    expectColour(await pixelAt(numbered.bytes, 300, 280), [128, 128, 128]);
    expectColour(await pixelAt(numbered.bytes, 900, 100), [128, 128, 128]);
    expect(await whiteIn(numbered.bytes, 180, 160, 60, 60)).toBeGreaterThan(20);
  });

  test('numbered faces may touch every edge, and be many', async () => {
    const bytes = await plain(300, 200, '#fff').png().toBuffer();
    const faces = Array.from({ length: 25 }, (_, index) => ({
      x: index * 10,
      y: 0,
      width: 300 - index * 10,
      height: 200,
    }));
    expect(await numberFaces({ bytes, format: 'png', faces })).toMatchObject({ width: 300, height: 200 });
  });
});

describe('a crop', () => {
  const bytes = photo('four-faces.jpg');
  const crop = (face: { x: number; y: number; width: number; height: number }, margin: number) =>
    cropFace({ bytes, format: 'jpeg', face, margin, limits: LIMITS });

  test('a crop contains the face and its margin', async () => {
    const cropped = await crop({ x: 200, y: 300, width: 100, height: 120 }, 0.5);
    expect(cropped).toMatchObject({ box: { x: 140, y: 240, width: 220, height: 240 }, width: 220, height: 240 });
    const original = await sharp(bytes).extract({ left: 200, top: 300, width: 1, height: 1 }).raw().toBuffer();
    expectColour(await pixelAt(cropped.bytes, 60, 60), [...original], 25);
  });

  test('a crop ends at the edge of the picture', async () => {
    expect((await crop({ x: 0, y: 1100, width: 200, height: 180 }, 1)).box).toEqual({
      x: 0,
      y: 900,
      width: 400,
      height: 380,
    });
  });

  test('a crop is at least as large as the endpoint requires', async () => {
    expect((await crop({ x: 1260, y: 10, width: 20, height: 20 }, 0)).box).toEqual({
      x: 1216,
      y: 10,
      width: 64,
      height: 64,
    });
  });
});

describe('pasted faces', () => {
  const red = plain(130, 130, '#e00000');

  test('pasted faces are where they were, with soft edges, and nothing else changes', async () => {
    const original = await plain(400, 300, '#0000e0').png().toBuffer();
    const crops = [
      {
        bytes: await red.clone().png().toBuffer(),
        format: 'png' as const,
        box: { x: 100, y: 50, width: 200, height: 200 },
      },
    ];
    const { bytes, width, height } = await pasteFaces({ bytes: original, format: 'png', crops });
    expect({ width, height }).toEqual({ width: 400, height: 300 });
    expectColour(await pixelAt(bytes, 200, 150), [0xe0, 0, 0]);
    expectColour(await pixelAt(bytes, 90, 150), [0, 0, 0xe0]);
    expectColour(await pixelAt(bytes, 200, 260), [0, 0, 0xe0]);
    const row = await sharp(bytes).extract({ left: 100, top: 150, width: 25, height: 1 }).raw().toBuffer();
    const reds = Array.from({ length: 25 }, (_, x) => row[x * 3] ?? 0);
    expect(reds[0]).toBeLessThan(40);
    expect(reds[12]).toBeGreaterThan(60);
    expect(reds[12]).toBeLessThan(180);
    expect(reds[24]).toBeGreaterThan(200);
  });

  test("pasted faces don't fade towards the edge of the picture", async () => {
    const original = await plain(300, 300, '#0000e0').png().toBuffer();
    const crops = [
      {
        bytes: await red.clone().png().toBuffer(),
        format: 'png' as const,
        box: { x: 0, y: 100, width: 200, height: 200 },
      },
    ];
    const { bytes } = await pasteFaces({ bytes: original, format: 'png', crops });
    expect((await pixelAt(bytes, 0, 299))[0]).toBeGreaterThan(200);
    expect((await pixelAt(bytes, 199, 200))[0]).toBeLessThan(50);
  });

  test('truncated faces are pasted as far as possible, if that is tolerated', async () => {
    const original = await plain(400, 300, '#0000e0').png().toBuffer();
    const whole = await sharp(photo('grace-hopper.jpg')).resize(200, 200).jpeg().toBuffer();
    const box = { x: 100, y: 50, width: 200, height: 200 };
    const paste = (tolerance: 'sound' | 'any') => {
      const crop = { bytes: whole.subarray(0, whole.length / 2), format: 'jpeg' as const, box, tolerance };
      return pasteFaces({ bytes: original, format: 'png', crops: [crop] });
    };
    await expect(paste('sound')).rejects.toMatchObject({ reason: 'picture_damaged' });
    const { bytes } = await paste('any');
    const upper = sharp(bytes).extract({ left: 150, top: 80, width: 100, height: 40 });
    expect((await upper.stats()).channels[0]?.stdev).toBeGreaterThan(10);
  });

  test('unchanged faces leave the picture unchanged', async () => {
    const original = photo('four-faces.jpg');
    const { box, bytes } = await cropFace({
      bytes: original,
      format: 'jpeg',
      face: { x: 214, y: 95, width: 118, height: 117 },
      margin: 0.6,
      limits: LIMITS,
    });
    const pasted = await pasteFaces({ bytes: original, format: 'jpeg', crops: [{ bytes, format: 'jpeg', box }] });
    const [before, after] = await Promise.all([original, pasted.bytes].map((one) => sharp(one).raw().toBuffer()));
    if (!before || !after) throw new Error('two pictures');
    expect(after).toHaveLength(before.length);
    const apart = before.reduce((sum, value, index) => sum + Math.abs(value - (after[index] ?? 0)), 0) / before.length;
    expect(apart).toBeLessThan(2);
  });
});
