import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { mergeFaceBoxes, readFaceBoxes } from '../../../src/picture/faces/face-boxes.ts';
import { readModel } from '../../../src/picture/faces/model-file.ts';
import { compileKernels } from '../../../src/picture/faces/network/kernels.ts';
import { mergeOperations } from '../../../src/picture/faces/network/layers.ts';
import { createNetwork } from '../../../src/picture/faces/network/network.ts';
import { packFilter } from '../../../src/picture/faces/network/pack-filter.ts';
import { viewsOf } from '../../../src/picture/faces/views.ts';
import { photo } from './make-pictures.ts';
import { createReferenceNetwork } from './reference-network/network.ts';

const file = readFileSync(
  new URL('../../../src/picture/faces/model/face_detection_full_range.tflite', import.meta.url),
);

const box = (x: number, score: number) => ({ x, y: 0, width: 100, height: 100, score });

test('the model is the one that the notice names', () => {
  const notice = readFileSync(new URL('../../../src/picture/faces/model/NOTICE', import.meta.url), 'utf8');
  expect(notice).toContain(createHash('sha256').update(file).digest('hex'));
});

test('the reference network gives the numbers that LiteRT gives, each time', () => {
  const network = createReferenceNetwork(readModel(file));
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

function boxesOf([numbers = new Float32Array(), scores = new Float32Array()]: readonly Float32Array[]) {
  return mergeFaceBoxes(readFaceBoxes(numbers, scores, 0.4));
}

const PHOTOS = [
  'astronaut.png',
  'grace-hopper.jpg',
  'marie-curie-small.jpg',
  'four-faces.jpg',
  'no-face-cat.png',
  'no-face-coffee.png',
];
const TURNS = [0, 90, 180, 270];

describe('the network in WebAssembly', async () => {
  const model = readModel(file);
  const network = createNetwork(model, await compileKernels());
  const reference = createReferenceNetwork(model);

  async function expectAgreement(square: Uint8Array): Promise<void> {
    network.input.set(square);
    square.forEach((value, index) => (reference.input[index] = value / 127.5 - 1));
    const outputs = network.run();
    const expected = reference.run();
    expect(outputs.map(({ length }) => length)).toEqual([48 * 48 * 16, 48 * 48]);
    outputs.forEach((values, output) => {
      const apart = values.map((value, index) => Math.abs(value - (expected[output]?.[index] ?? NaN)));
      expect(Math.max(...apart)).toBeLessThan(1e-3);
    });
    const [found, wanted] = [boxesOf(outputs), boxesOf(expected)];
    expect(found).toHaveLength(wanted.length);
    found.forEach((box, index) => {
      for (const side of ['x', 'y', 'width', 'height', 'score'] as const) {
        expect(Math.abs(box[side] - (wanted[index]?.[side] ?? NaN))).toBeLessThan(1e-3);
      }
    });
  }

  test.each(PHOTOS.flatMap((name) => TURNS.map((turn) => [name, turn] as const)))(
    'gives the numbers and boxes of the reference for %s turned by %i degrees',
    async (name, turn) => {
      const upright = await sharp(photo(name)).autoOrient().rotate(turn).toBuffer();
      const square = sharp(upright).resize({ width: 192, height: 192, fit: 'contain', background: '#000' });
      await expectAgreement(await square.flatten().removeAlpha().toColourspace('srgb').raw().toBuffer());
    },
  );

  test.each([0, 127, 255])('gives them for a picture that is %i all over', async (value) => {
    await expectAgreement(new Uint8Array(192 * 192 * 3).fill(value));
  });

  test('gives the same numbers whatever was looked at before', () => {
    const first = Uint8Array.from({ length: 192 * 192 * 3 }, (_, index) => (index * 7919) % 256);
    network.input.set(first);
    const before = network.run();
    network.input.fill(255);
    network.run();
    network.input.set(first);
    const after = network.run();
    expect(after.map((values, index) => values.every((value, at) => value === before[index]?.[at]))).toEqual([
      true,
      true,
    ]);
  });
});

test('the compiled kernels are those of the source', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'kernels-'));
  try {
    const compiled = join(folder, 'kernels.wasm');
    const compiler = join('node_modules', 'assemblyscript', 'bin', 'asc.js');
    const config = join('src', 'picture', 'faces', 'network', 'asconfig.json');
    await promisify(execFile)(process.execPath, [compiler, '--config', config, '--outFile', compiled]);
    const committed = new URL('../../../src/picture/faces/network/kernels.wasm', import.meta.url);
    expect((await readFile(compiled)).equals(await readFile(committed))).toBe(true);
  } finally {
    await rm(folder, { recursive: true });
  }
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
  ] as const)('is refused: one %s', (what, reason) => {
    expect(() => mergeOperations(others[what])).toThrow(reason);
  });
});

test('weights are packed in panels of eight and four columns, filled up with zeros', () => {
  const filter = { weights: Float32Array.from({ length: 10 }, (_, index) => index), bias: new Float32Array(5).fill(1) };
  const { weights, bias, columns } = packFilter(filter, 4);
  expect(columns).toBe(8);
  expect([...bias]).toEqual([1, 1, 1, 1, 1, 0, 0, 0]);
  expect([...weights.subarray(0, 16)]).toEqual([0, 2, 4, 6, 8, 0, 0, 0, 1, 3, 5, 7, 9, 0, 0, 0]);
  expect([...weights.subarray(16)]).toEqual(Array.from({ length: 16 }, () => 0));
});

test('a file that is no such model is refused', () => {
  expect(() => readModel(new Uint8Array(100))).toThrow('no graph');
  expect(() => readModel(file.subarray(0, file.length >> 1))).toThrow(RangeError);
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
    expect(viewsOf(1600, 1000)).toEqual([{ x: 0, y: 0, width: 1600, height: 1000 }]);
  });

  test.each([
    [1080, 1920],
    [3000, 500],
    [64, 2000],
    [1601, 1000],
  ])('one of %i by %i is seen in overlapping squares too, to its ends', (width, height) => {
    const [whole, ...squares] = viewsOf(width, height);
    const side = Math.min(width, height);
    expect(whole).toEqual({ x: 0, y: 0, width, height });
    const starts = squares.map(({ x, y }) => x + y);
    expect(squares.every((view) => view.width === side && view.height === side)).toBe(true);
    expect([starts[0], starts.at(-1)]).toEqual([0, Math.max(width, height) - side]);
    starts.slice(1).forEach((start, index) => expect(start - (starts[index] ?? 0)).toBeLessThan(side * 0.81));
  });
});
