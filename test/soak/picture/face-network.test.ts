import { readFileSync } from 'node:fs';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { mergeFaceBoxes, readFaceBoxes } from '../../../src/picture/faces/face-boxes.ts';
import { readModel } from '../../../src/picture/faces/model-file.ts';
import { compileKernels } from '../../../src/picture/faces/network/kernels.ts';
import { createNetwork } from '../../../src/picture/faces/network/network.ts';
import { photo } from '../../unit/picture/make-pictures.ts';
import { createReferenceNetwork } from '../../unit/picture/reference-network/network.ts';
import { someOf } from '../../support/cases.ts';

const file = readFileSync(
  new URL('../../../src/picture/faces/model/face_detection_full_range.tflite', import.meta.url),
);

test('the reference network returns the numbers of LiteRT, every time', () => {
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

  const turned = PHOTOS.flatMap((name) =>
    TURNS.map((turn) => [`${name} turned by ${turn} degrees`, name, turn] as const),
  );
  const some = [
    ...TURNS.map((turn) => `four-faces.jpg turned by ${turn} degrees`),
    'no-face-cat.png turned by 0 degrees',
  ];
  test.each(someOf(turned, some))(
    'the network returns the numbers and boxes of the reference for %s',
    async (_what, name, turn) => {
      const upright = await sharp(photo(name)).autoOrient().rotate(turn).toBuffer();
      const square = sharp(upright).resize({ width: 192, height: 192, fit: 'contain', background: '#000' });
      await expectAgreement(await square.flatten().removeAlpha().toColourspace('srgb').raw().toBuffer());
    },
  );

  test.each([0, 127, 255])('the network returns the same numbers for a uniform picture of value %i', async (value) => {
    await expectAgreement(new Uint8Array(192 * 192 * 3).fill(value));
  });

  test('the network returns the same numbers, whatever it looked at before', () => {
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
