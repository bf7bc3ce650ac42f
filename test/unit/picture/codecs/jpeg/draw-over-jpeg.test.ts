import * as fc from 'fast-check';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import type { Drawing } from '../../../../../src/picture/codecs/jpeg/cover-block.ts';
import { drawOverJpeg } from '../../../../../src/picture/codecs/jpeg/draw-over-jpeg.ts';
import { createScans } from '../../../../../src/picture/codecs/jpeg/scans.ts';
import { fewerOf } from '../../../../support/cases.ts';
import { fixture, flag, noise, photo } from '../../make-pictures.ts';

const withScan = await createScans();
/** A component at half the resolution has MCUs of so many pixels, and colours a pixel beyond them are softened. */
const AROUND = 17;

const portrait = () => sharp(photo('grace-hopper.jpg'));

/** A square of one colour. */
function square(side: number, colour: readonly [number, number, number, number], x: number, y: number): Drawing {
  const info = { width: side, height: side, channels: 4 as const };
  return { pixels: { data: Buffer.concat(Array(side * side).fill(Buffer.from(colour))), info }, x, y };
}

function drawn(file: Buffer, drawing: Drawing): Buffer {
  const tail = drawOverJpeg(file, drawing, withScan);
  if (!tail) throw new Error('it was left to the decoder');
  return Buffer.concat([file.subarray(0, tail.at), tail.bytes]);
}

async function pixelsOf(file: Buffer) {
  // It must be read without a warning.
  return await sharp(file, { failOn: 'warning' })
    .toColourspace('srgb')
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
}

/** The mean differences from 0 to 255: far from the drawing to the file before, and below it to what it should be. */
async function differences(before: Buffer, after: Buffer, { pixels, x, y }: Drawing) {
  const [was, is] = await Promise.all([pixelsOf(before), pixelsOf(after)]);
  expect(is.info).toEqual(was.info);
  const { width: right, height: bottom } = pixels.info;
  const sums = { away: 0, below: 0, counted: 0 };
  for (let at = 0; at < was.data.length; at += 1) {
    const place = Math.floor(at / 3);
    const [left, top] = [(place % was.info.width) - x, Math.floor(place / was.info.width) - y];
    const isBelow = left >= 0 && top >= 0 && left < right && top < bottom;
    const isAway = left < -AROUND || top < -AROUND || left >= right + AROUND || top >= bottom + AROUND;
    const from = (top * right + left) * 4;
    const alpha = isBelow ? (pixels.data[from + 3] ?? 0) / 255 : 0;
    const expected = (was.data[at] ?? 0) * (1 - alpha) + alpha * (pixels.data[from + (at % 3)] ?? 0);
    const difference = Math.abs((is.data[at] ?? 0) - expected);
    if (isAway) sums.away += difference;
    if (!isBelow) continue;
    sums.below += difference;
    sums.counted += 1;
  }
  return { away: sums.away, below: sums.below / Math.max(1, sums.counted) };
}

describe('a drawing on a JPEG', () => {
  test.each([
    ['a photo', () => photo('grace-hopper.jpg')],
    ['a grey one', () => photo('marie-curie-small.jpg')],
    ['with half the colours in a row', () => fixture('jpeg/two-by-one.jpg')],
    ['with half the colours in a column', () => fixture('jpeg/one-by-two.jpg')],
    ['with all colours', () => portrait().jpeg({ chromaSubsampling: '4:4:4', optimiseCoding: false }).toBuffer()],
    ['with standard codes', () => portrait().jpeg({ optimiseCoding: false }).toBuffer()],
    ['of high quality', () => portrait().jpeg({ quality: 100 }).toBuffer()],
    ['of low quality', () => portrait().jpeg({ quality: 30 }).toBuffer()],
    ['of an odd size', () => portrait().resize(203, 157).jpeg().toBuffer()],
    ['that is large', () => portrait().resize(2400, 2800).jpeg().toBuffer()],
  ])('%s changes nothing else', async (_which, make) => {
    const file = await make();
    const { width, height } = await sharp(file).metadata();
    for (const [x, y] of [[width - 45, height - 43] as const, [3, height - 50] as const]) {
      const drawing = square(37, [255, 255, 255, 180], x, y);
      const { away, below } = await differences(file, drawn(file, drawing), drawing);
      expect(away).toBe(0);
      expect(below).toBeLessThan(6);
    }
  });

  test('beyond the edges is cut off', async () => {
    const file = await noise(60, 50).jpeg({ quality: 95, optimiseCoding: false }).toBuffer();
    for (const [x, y] of [
      [-20, -20],
      [40, 30],
      [-20, 30],
    ] as const) {
      const drawing = square(40, [20, 30, 40, 255], x, y);
      expect((await differences(file, drawn(file, drawing), drawing)).below).toBeLessThan(12);
    }
  });

  test('that is transparent changes no byte', () => {
    const file = photo('grace-hopper.jpg');
    expect(drawn(file, square(50, [255, 255, 255, 0], 300, 300)).equals(file)).toBe(true);
  });

  test.each([
    ['with restart markers', () => fixture('jpeg/restarts.jpg')],
    ['that is progressive', () => flag(40, 31).jpeg({ progressive: true }).toBuffer()],
    ['that is cut off', () => photo('grace-hopper.jpg').subarray(0, -100)],
    ['that ends before it', () => noise(8, 8).jpeg().toBuffer()],
  ])('on one %s is left to the decoder', async (_which, make) => {
    expect(drawOverJpeg(await make(), square(20, [0, 0, 0, 255], 10, 10), withScan)).toBeUndefined();
  });
});

test('whatever is drawn anywhere, everything else stays the same', async () => {
  const files = [
    fixture('jpeg/two-by-one.jpg'),
    fixture('jpeg/one-by-two.jpg'),
    await noise(70, 50).jpeg({ quality: 70 }).toBuffer(),
    await sharp(photo('marie-curie-small.jpg')).resize(90).jpeg({ optimiseCoding: false }).toBuffer(),
    await sharp(photo('grace-hopper.jpg')).resize(101).jpeg().toBuffer(),
  ];
  const colour = fc.nat(255);
  const drawing = fc
    .record({ side: fc.integer({ min: 1, max: 40 }), x: fc.nat(90), y: fc.nat(90) })
    .chain(({ side, x, y }) =>
      fc
        .array(fc.tuple(colour, colour, colour, colour), { minLength: side, maxLength: side })
        .map((colours) => ({ ...square(side, [0, 0, 0, 0], x, y), colours })),
    )
    .map(({ colours, pixels, x, y }) => {
      pixels.data.set(colours.flat());
      return { pixels, x, y };
    });
  let drawings = 0;
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...files), drawing, async (file, over) => {
      if (!drawOverJpeg(file, over, withScan)) return;
      drawings += 1;
      expect((await differences(file, drawn(file, over), over)).away).toBe(0);
    }),
    { numRuns: fewerOf(300) },
  );
  expect(drawings).toBeGreaterThan(0);
});
