import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { cropFace, pasteFaces as pasteFacesWithin } from '../../../../src/picture/compose/face-crops.ts';
import { LIMITS, photo, pixelAt } from '../make-pictures.ts';

type Pasting = Omit<Parameters<typeof pasteFacesWithin>[0], 'maxBytes' | 'mark'>;
const pasteFaces = (input: Pasting) => pasteFacesWithin({ ...input, maxBytes: Infinity, mark: false });

const plain = (width: number, height: number, background: string) =>
  sharp({ create: { width, height, channels: 3, background } });
function expectColour(colour: number[], expected: readonly number[], by = 12): void {
  expected.forEach((value, channel) => expect(Math.abs((colour[channel] ?? NaN) - value)).toBeLessThanOrEqual(by));
}

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
