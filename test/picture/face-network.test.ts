import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { mergeFaceBoxes, readFaceBoxes } from '../../src/picture/faces/face-boxes.ts';
import { widenHalfFloats } from '../../src/picture/faces/half-float.ts';
import { readModel } from '../../src/picture/faces/model-file.ts';
import { createNetwork } from '../../src/picture/faces/network.ts';
import { viewsOf } from '../../src/picture/faces/views.ts';

const file = readFileSync(new URL('../../src/picture/models/face_detection_full_range.tflite', import.meta.url));

const box = (x: number, score: number) => ({ x, y: 0, width: 100, height: 100, score });

test('the model is the one that the notice names', () => {
  const notice = readFileSync(new URL('../../src/picture/models/NOTICE', import.meta.url), 'utf8');
  expect(notice).toContain(createHash('sha256').update(file).digest('hex'));
});

test('the network gives the numbers that LiteRT gives, each time', () => {
  const network = createNetwork(readModel(file));
  expect(network.input).toHaveLength(192 * 192 * 3);
  for (let run = 0; run < 2; run++) {
    network.input.forEach((_, index) => (network.input[index] = Math.sin(0.01 * index)));
    const [numbers, scores] = network.run();
    expect(numbers).toHaveLength(48 * 48 * 16);
    expect(scores).toHaveLength(48 * 48);
    const firstNumbers = [-3.8567, -2.6414, 18.9384, 18.9432];
    const firstScores = [-6.8058, -6.9045, -7.3158, -7.3926];
    firstNumbers.forEach((value, index) => expect(numbers?.[index]).toBeCloseTo(value, 3));
    firstScores.forEach((value, index) => expect(scores?.[index]).toBeCloseTo(value, 3));
    network.input.fill(0);
    network.run();
  }
});

test('a file that is no such model is refused', () => {
  expect(() => readModel(new Uint8Array(100))).toThrow('no graph');
  expect(() => readModel(file.subarray(0, file.length >> 1))).toThrow(RangeError);
});

test('half floats are widened', () => {
  const halves = [0x0000, 0x3c00, 0xc000, 0x7bff, 0x0001, 0x0400, 0x3555, 0x7c00, 0xfc00, 0x7e00];
  expect([...widenHalfFloats(new Uint8Array(new Uint16Array(halves).buffer))]).toEqual([
    0,
    1,
    -2,
    65504,
    2 ** -24,
    2 ** -14,
    0.333251953125,
    Infinity,
    -Infinity,
    NaN,
  ]);
});

describe('boxes', () => {
  test('are read from the cell that they belong to', () => {
    const numbers = new Float32Array(48 * 48 * 16);
    const scores = new Float32Array(48 * 48).fill(-1000);
    const cell = 10 * 48 + 20;
    numbers.set([3, -1, 40, 60], cell * 16);
    scores[cell] = Math.log(3);
    expect(readFaceBoxes(numbers, scores, 0.76)).toEqual([]);
    const [box, ...others] = readFaceBoxes(numbers, scores, 0.74);
    expect(others).toEqual([]);
    expect(box).toMatchObject({ x: 20.5 * 4 + 3 - 20, y: 10.5 * 4 - 1 - 30, width: 40, height: 60 });
    expect(box?.score).toBeCloseTo(0.75);
  });

  test('of one face become one, those of neighbours stay', () => {
    expect(mergeFaceBoxes([box(0, 0.5), box(20, 0.9), box(40, 0.6), box(90, 0.7)])).toEqual([
      box(20, 0.9),
      box(90, 0.7),
    ]);
  });
});

describe('views', () => {
  test('a usual picture is seen as a whole', () => {
    expect(viewsOf(1600, 1000)).toEqual([{ left: 0, top: 0, width: 1600, height: 1000 }]);
  });

  test.each([
    [1080, 1920],
    [3000, 500],
    [64, 2000],
    [1601, 1000],
  ])('one of %i by %i is seen in overlapping squares too, to its ends', (width, height) => {
    const [whole, ...squares] = viewsOf(width, height);
    const side = Math.min(width, height);
    expect(whole).toEqual({ left: 0, top: 0, width, height });
    const starts = squares.map(({ left, top }) => left + top);
    expect(squares.every((view) => view.width === side && view.height === side)).toBe(true);
    expect([starts[0], starts.at(-1)]).toEqual([0, Math.max(width, height) - side]);
    starts.slice(1).forEach((start, index) => expect(start - (starts[index] ?? 0)).toBeLessThan(side * 0.81));
  });
});
