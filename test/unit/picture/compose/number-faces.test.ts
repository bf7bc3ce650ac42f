import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { numberFaces } from '../../../../src/picture/compose/number-faces.ts';
import { areaInCommon, placePlates } from '../../../../src/picture/compose/plate-places.ts';
import { pixelAt } from '../make-pictures.ts';

const plain = (width: number, height: number, background: string) =>
  sharp({ create: { width, height, channels: 3, background } });

const square = (x: number, y: number, side: number) => ({ x, y, width: side, height: side });
const isNear = (colour: number[], expected: readonly number[], by: number) =>
  expected.every((value, channel) => Math.abs((colour[channel] ?? NaN) - value) <= by);

describe('the places of numbers', () => {
  const PICTURE = { width: 1000, height: 800 };
  const PLATE = { width: 60, height: 60 };
  const placed = (faces: Parameters<typeof placePlates>[0]) =>
    placePlates(
      faces,
      faces.map(() => PLATE),
      PICTURE,
      4,
    );

  test('a number is above the upper left corner of its face, if there is room', () => {
    expect(placed([square(300, 300, 100)])).toEqual([{ ...PLATE, x: 300, y: 236 }]);
  });

  test.each([
    ['in each corner', [square(0, 0, 200), square(800, 0, 200), square(0, 600, 200), square(800, 600, 200)]],
    ['in a row', [0, 1, 2, 3, 4].map((index) => square(index * 200 + 40, 300, 120))],
    ['above each other', [0, 1, 2].map((index) => square(400, index * 260, 250))],
    ['close together', [square(300, 300, 150), square(455, 300, 150), square(300, 455, 150), square(455, 455, 150)]],
  ])('numbers of faces %s cover no face and no other number', (_how, faces) => {
    const plates = placed(faces);
    for (const [index, plate] of plates.entries()) {
      for (const other of [...faces, ...plates.slice(index + 1)]) expect(areaInCommon(plate, other)).toBe(0);
      expect(plate.x).toBeGreaterThanOrEqual(0);
      expect(plate.y).toBeGreaterThanOrEqual(0);
      expect(plate.x + plate.width).toBeLessThanOrEqual(PICTURE.width);
      expect(plate.y + plate.height).toBeLessThanOrEqual(PICTURE.height);
    }
  });

  test('a number is inside a face that fills the picture, in its upper left corner', () => {
    expect(placed([{ x: 0, y: 0, ...PICTURE }])).toEqual([{ ...PLATE, x: 0, y: 0 }]);
  });
});

describe('numbered faces', () => {
  const FACE = { x: 400, y: 400, width: 400, height: 300 };
  test('each face gets a box, which nothing covers, and a number beside it', async () => {
    const bytes = await plain(2560, 1280, '#808080').png().toBuffer();
    const numbered = await numberFaces({ bytes, format: 'png', faces: [FACE] });
    expect(numbered).toMatchObject({ width: 1280, height: 640 });
    expect(await sharp(numbered.bytes).metadata()).toMatchObject({ format: 'jpeg', width: 1280, height: 640 });
    for (const [left, top] of [
      [300, 202],
      [203, 300],
      [397, 300],
      [300, 347],
    ] as const) {
      expect(isNear(await pixelAt(numbered.bytes, left, top), [255, 214, 0], 60)).toBe(true);
    }
    const face = sharp(numbered.bytes).extract({ left: 216, top: 216, width: 168, height: 118 });
    for (const value of await face.raw().toBuffer()) expect(Math.abs(value - 128)).toBeLessThan(20);
    const plate = sharp(numbered.bytes).extract({ left: 200, top: 125, width: 70, height: 68 }).greyscale().raw();
    const shades = await plate.toBuffer();
    expect(shades.filter((value) => value > 235).length).toBeGreaterThan(200);
    expect(shades.filter((value) => value < 60).length).toBeGreaterThan(1000);
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
