import { expect, test } from 'vitest';
import { faceOptions } from '../../../../src/discord/messages/face-options.ts';
import type { Rect } from '../../../../src/rect.ts';

const PHOTO = { width: 900, height: 900 };
const face = (x: number, y: number, side = 100): Rect => ({ x, y, width: side, height: side });
const described = (faces: readonly Rect[]) =>
  faceOptions('en-US', { faces, ...PHOTO }).map(({ label, description }) => `${label} (${description})`);

test('faces are described by their place and size', () => {
  expect(described([face(0, 0), face(50, 700), face(400, 400, 150), face(420, 780), face(700, 20, 160)])).toEqual([
    '1: left, top (smaller)',
    '2: left, bottom (smaller)',
    '3: middle (large)',
    '4: bottom (smaller)',
    '5: right, top (large)',
  ]);
});

test('faces that are alike are told apart by their order', () => {
  expect(described([face(10, 400), face(150, 400), face(700, 400)])).toEqual([
    '1: left (large, face 1 of 3 from the left)',
    '2: left (large, face 2 of 3 from the left)',
    '3: right (large)',
  ]);
});

test('no two descriptions of 25 faces are the same, also without their numbers', () => {
  const crowd = Array.from({ length: 25 }, (_, index) => face(index * 32, (index % 5) * 160, 40 + (index % 3) * 30));
  const options = faceOptions('en-US', { faces: crowd, ...PHOTO });
  const words = options.map(({ label, description }) => `${label.replace(/^\d+: /, '')} ${description}`);
  expect(new Set(words).size).toBe(25);
  expect(options.map(({ value }) => value)).toEqual(crowd.map((_, index) => String(index)));
});

test('a face at the very edge, or in a photo whose size is only known from its faces, has a place', () => {
  const edge = face(850, 850, 100);
  expect(faceOptions('en-US', { faces: [edge], width: 950, height: 950 })[0]?.label).toBe('1: right, bottom');
});
