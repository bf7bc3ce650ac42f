import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { createTimelines } from '../../../../src/picture/compose/timeline.ts';
import type { Rect } from '../../../../src/rect.ts';
import { noise, photo } from '../make-pictures.ts';

const compose = await createTimelines();
type Input = Parameters<typeof compose>[0];

const timeline = async (pictures: Input['pictures'], more: Partial<Input> = {}) =>
  await compose({ pictures, faces: [], findFaces: false, mark: false, maxBytes: Infinity, ...more });
const shown = (bytes: Uint8Array, sign: Input['pictures'][number]['sign']) => ({
  bytes,
  format: 'jpeg' as const,
  sign,
});
const fourOf = (bytes: Buffer) => [shown(bytes, 'camera'), ...[20, 40, 60].map((age) => shown(bytes, age))];
const red = '#d00000';

/** A grey photo with a red square in place of a face. */
async function withSquare(width: number, height: number, { x, y, width: side }: Rect): Promise<Buffer> {
  const face = { create: { width: side, height: side, channels: 3 as const, background: red } };
  return await sharp({ create: { width, height, channels: 3, background: '#909090' } })
    .composite([{ input: face, left: x, top: y }])
    .jpeg({ quality: 95, chromaSubsampling: '4:4:4' })
    .toBuffer();
}

/** Where the red square is in a part of a picture, as shares of that part. */
async function squareIn(bytes: Uint8Array, part?: Rect, page?: number) {
  const whole = sharp(bytes, page === undefined ? {} : { page });
  const { x: left = 0, y: top = 0, width = 0, height = 0 } = part ?? {};
  const cut = part ? whole.extract({ left, top, width, height }) : whole;
  const { data, info } = await cut.removeAlpha().raw().toBuffer({ resolveWithObject: true });
  const found: number[] = [];
  for (let at = 0; at < data.length; at += 3) {
    if ((data[at] ?? 0) > 150 && (data[at + 1] ?? 255) < 70) found.push(at / 3);
  }
  const columns = found.map((at) => at % info.width);
  const rows = found.map((at) => Math.floor(at / info.width));
  const [first, last] = [Math.min(...columns), Math.max(...columns)];
  return {
    x: (first + last + 1) / 2 / info.width,
    y: (Math.min(...rows) + Math.max(...rows) + 1) / 2 / info.height,
    size: (last - first + 1) / info.width,
  };
}

/** The tiles of two columns and two rows. */
function quartersOf({ width, height }: { width: number; height: number }): Rect[] {
  const size = { width: Math.floor(width / 2) - 8, height: Math.floor(height / 2) - 8 };
  const [x, y] = [width - size.width, height - size.height];
  return [
    { x: 0, y: 0, ...size },
    { x, y: 0, ...size },
    { x: 0, y, ...size },
    { x, y, ...size },
  ];
}

describe('a timeline', () => {
  const FACE = { x: 350, y: 125, width: 100, height: 100 };

  test('the chosen face is in the middle of each tile and frame, at the same place and of the same size', async () => {
    const [same, smaller] = [
      await withSquare(600, 450, FACE),
      await sharp(await withSquare(600, 450, FACE))
        .resize(400)
        .jpeg()
        .toBuffer(),
    ];
    const pictures = [shown(same, 'camera'), shown(smaller, 20), shown(same, 40), shown(smaller, 60)];
    const { grid, animation } = await timeline(pictures, { faces: [FACE] });
    const places = [
      ...(await Promise.all(quartersOf(grid).map((tile) => squareIn(grid.bytes, tile)))),
      ...(await Promise.all(pictures.map((_, page) => squareIn(animation.bytes, undefined, page)))),
    ];
    for (const { x, y, size } of places) {
      expect(Math.abs(x - 0.5)).toBeLessThan(0.03);
      expect(Math.abs(y - 0.5)).toBeLessThan(0.06);
      expect(size).toBeGreaterThan(0.4);
    }
    for (const some of [places.slice(0, 4), places.slice(4)]) {
      const sizes = some.map(({ size }) => size);
      expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThan(0.02);
    }
  });

  test('without a face everything is shown', async () => {
    const wide = await withSquare(600, 450, FACE);
    const { grid } = await timeline(fourOf(wide));
    expect(grid.width / grid.height).toBeCloseTo(4 / 3, 1);
    const { x, y } = await squareIn(grid.bytes, quartersOf(grid)[3]);
    expect(x).toBeCloseTo(400 / 600, 1);
    expect(y).toBeCloseTo(175 / 450, 1);
  });

  test('the largest face is found', async () => {
    const hopper = photo('grace-hopper.jpg');
    const pictures = fourOf(hopper);
    const found = await timeline(pictures, { findFaces: true });
    const given = await timeline(pictures, { faces: [{ x: 160, y: 122, width: 210, height: 210 }] });
    expect(Math.abs(found.grid.width / found.grid.height - given.grid.width / given.grid.height)).toBeLessThan(0.1);
    const whole = await timeline(pictures);
    expect(whole.grid.height / whole.grid.width).toBeGreaterThan(found.grid.height / found.grid.width);
  });

  test('tiles have the resolution of the photo, and are at least readable', async () => {
    const large = await timeline(fourOf(await withSquare(1200, 1200, { ...FACE, width: 480, height: 480 })), {
      faces: [{ ...FACE, width: 480, height: 480 }],
    });
    expect(large.grid.width).toBeGreaterThan(2 * 384);
    const small = await timeline(fourOf(await withSquare(90, 90, { x: 30, y: 30, width: 30, height: 30 })));
    expect(small.grid.width).toBeGreaterThan(2 * 300);
    for (const { animation } of [large, small])
      expect(Math.max(animation.width, animation.height)).toBeLessThanOrEqual(720);
  });

  test('the animation holds the first and the last picture, and never ends', async () => {
    const bytes = await withSquare(300, 300, { x: 100, y: 100, width: 100, height: 100 });
    const { animation } = await timeline(fourOf(bytes));
    expect(await sharp(animation.bytes).metadata()).toMatchObject({
      format: 'webp',
      pages: 4,
      loop: 0,
      delay: [1500, 700, 700, 1500],
    });
  });

  test('a timeline of pictures of another size than the photo has no edges', async () => {
    const bytes = await withSquare(301, 297, { x: 20, y: 20, width: 200, height: 200 });
    const other = await sharp(bytes).resize(613, 605, { fit: 'fill' }).jpeg().toBuffer();
    const pictures = [shown(bytes, 'camera'), shown(other, 20), shown(other, 40), shown(bytes, 60)];
    const { animation } = await timeline(pictures, { faces: [{ x: 20, y: 20, width: 200, height: 200 }] });
    for (const page of pictures.keys()) {
      const frame = sharp(animation.bytes, { page });
      const edge = await frame
        .extract({ left: 0, top: 0, width: animation.width, height: 2 })
        .removeAlpha()
        .raw()
        .toBuffer();
      expect(Math.min(...edge)).toBeGreaterThan(110);
    }
  });

  test('a grid is within its size limit, or refused', async () => {
    const bytes = await noise(300, 300).jpeg().toBuffer();
    const pictures = [shown(bytes, 'camera'), shown(bytes, 20), shown(bytes, 40)];
    const whole = await timeline(pictures);
    const maxBytes = whole.grid.bytes.length >> 2;
    expect((await timeline(pictures, { maxBytes })).grid.bytes.length).toBeLessThanOrEqual(maxBytes);
    await expect(timeline(pictures, { maxBytes: 100 })).rejects.toMatchObject({ reason: 'result_too_heavy' });
  });

  test('a timeline of a damaged picture is refused', async () => {
    const whole = photo('grace-hopper.jpg');
    const pictures = [shown(whole, 'camera'), shown(whole.subarray(0, 20_000), 20)];
    await expect(timeline(pictures)).rejects.toMatchObject({ reason: 'picture_damaged' });
  });
});
