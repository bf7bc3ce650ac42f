import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { mergeFaceBoxes, readFaceBoxes } from '../../../src/picture/faces/face-boxes.ts';
import { readModel } from '../../../src/picture/faces/model-file.ts';
import { mergeOperations } from '../../../src/picture/faces/network/layers.ts';
import { packFilter } from '../../../src/picture/faces/network/pack-filter.ts';
import { viewsOf } from '../../../src/picture/faces/views.ts';

const file = readFileSync(
  new URL('../../../src/picture/faces/model/face_detection_full_range.tflite', import.meta.url),
);

const box = (x: number, score: number) => ({ x, y: 0, width: 100, height: 100, score });

test('the model is the one that the notice names', () => {
  const notice = readFileSync(new URL('../../../src/picture/faces/model/NOTICE', import.meta.url), 'utf8');
  expect(notice).toContain(createHash('sha256').update(file).digest('hex'));
});

describe('a model that is built in another way', () => {
  const model = readModel(file);
  const without = (name: string) => ({ ...model, operations: model.operations.filter((each) => each.name !== name) });

  const others = {
    'without clipping': without('relu'),
    'without its pointwise convolutions': without('convolution'),
    'without its pools': without('maxPool'),
    'with an output that is used again': { ...model, outputs: [] },
  };

  test.each([
    ['without clipping', 'unknown convolution'],
    ['without its pointwise convolutions', 'relu at a place that is not known'],
    ['without its pools', 'a layer without its input'],
    ['with an output that is used again', 'reshape at a place that is not known'],
  ] as const)('a model %s is refused', (what, reason) => {
    expect(() => mergeOperations(others[what])).toThrow(reason);
  });
});

test('weights are packed in panels of eight and four columns, padded with zeros', () => {
  const filter = { weights: Float32Array.from({ length: 10 }, (_, index) => index), bias: new Float32Array(5).fill(1) };
  const { weights, bias, columns } = packFilter(filter, 4);
  expect(columns).toBe(8);
  expect([...bias]).toEqual([1, 1, 1, 1, 1, 0, 0, 0]);
  expect([...weights.subarray(0, 16)]).toEqual([0, 2, 4, 6, 8, 0, 0, 0, 1, 3, 5, 7, 9, 0, 0, 0]);
  expect([...weights.subarray(16)]).toEqual(Array.from({ length: 16 }, () => 0));
});

test("a file that isn't such a model is refused", () => {
  expect(() => readModel(new Uint8Array(100))).toThrow('no graph');
  expect(() => readModel(file.subarray(0, file.length >> 1))).toThrow(RangeError);
});

describe('boxes', () => {
  test('boxes are read from their cells', () => {
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

  test('boxes of one face are merged, and those of neighbours stay', () => {
    expect(mergeFaceBoxes([box(0, 0.5), box(20, 0.9), box(40, 0.6), box(90, 0.7)])).toEqual([
      box(20, 0.9),
      box(90, 0.7),
    ]);
  });
});

describe('views', () => {
  test('a picture of usual shape is viewed as a whole', () => {
    expect(viewsOf(1600, 1000)).toEqual([{ x: 0, y: 0, width: 1600, height: 1000 }]);
  });

  test.each([
    [1080, 1920],
    [3000, 500],
    [64, 2000],
    [1601, 1000],
  ])('a picture of %i by %i is also viewed in overlapping squares, up to its ends', (width, height) => {
    const [whole, ...squares] = viewsOf(width, height);
    const side = Math.min(width, height);
    expect(whole).toEqual({ x: 0, y: 0, width, height });
    const starts = squares.map(({ x, y }) => x + y);
    expect(squares.every((view) => view.width === side && view.height === side)).toBe(true);
    expect([starts[0], starts.at(-1)]).toEqual([0, Math.max(width, height) - side]);
    starts.slice(1).forEach((start, index) => expect(start - (starts[index] ?? 0)).toBeLessThan(side * 0.81));
  });
});
