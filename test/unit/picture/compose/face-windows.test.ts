import { describe, expect, test } from 'vitest';
import {
  followFaces,
  sameWindow,
  subjectOf,
  unionOf,
  windowAround,
} from '../../../../src/picture/compose/face-windows.ts';
import type { Rect } from '../../../../src/rect.ts';

const PHOTO = { width: 1200, height: 900 };
const FACE = { x: 500, y: 300, width: 200, height: 200 };
const BESIDE = { x: 900, y: 350, width: 160, height: 160 };

const middleOf = ({ x, y, width, height }: Rect) => [x + width / 2, y + height / 2] as const;
const contains = (outer: Rect, inner: Rect) =>
  outer.x <= inner.x + 1e-6 &&
  outer.y <= inner.y + 1e-6 &&
  outer.x + outer.width >= inner.x + inner.width - 1e-6 &&
  outer.y + outer.height >= inner.y + inner.height - 1e-6;
const moved = (box: Rect, across: number) => ({ ...box, x: box.x + across });
const whole = (size: { width: number; height: number }) => ({ x: 0, y: 0, ...size });

describe('what is shown of a photo', () => {
  test('it is the largest face, if none was chosen', () => {
    expect(subjectOf(PHOTO, [], [BESIDE, FACE])).toMatchObject({ faces: [FACE], box: FACE });
  });

  test('it is all chosen faces together', () => {
    const { box, around } = subjectOf(PHOTO, [FACE, BESIDE], [FACE]);
    expect(box).toEqual({ x: 500, y: 300, width: 560, height: 210 });
    expect(contains(around, box)).toBe(true);
  });

  test('it is the whole photo without a face', () => {
    const subject = subjectOf(PHOTO, [], []);
    expect(subject).toEqual({ faces: [], box: whole(PHOTO), around: whole(PHOTO) });
    expect(windowAround(subject, 4 / 3, PHOTO)).toEqual(whole(PHOTO));
  });
});

describe('the window around faces', () => {
  test.each([0.6, 0.88, 1.5])('the face is in the middle of a window of the shape %f', (shape) => {
    const window = windowAround(subjectOf(PHOTO, [], [FACE]), shape, PHOTO);
    expect(window.width / window.height).toBeCloseTo(shape);
    expect(middleOf(window)[0]).toBeCloseTo(600);
    // A little above the middle is hair.
    expect(Math.abs(middleOf(window)[1] - 400)).toBeLessThan(20);
    expect(FACE.height / window.height).toBeGreaterThan(0.3);
    expect(contains(window, FACE)).toBe(true);
  });

  test.each([
    [{ x: 0, y: 0, width: 200, height: 200 }],
    [{ x: 1000, y: 700, width: 200, height: 200 }],
    [{ x: 350, y: 50, width: 700, height: 700 }],
  ])('the window stays in the photo, and shows all of the face: %j', (face) => {
    for (const shape of [0.8, 1, 1.6]) {
      const window = windowAround(subjectOf(PHOTO, [face], []), shape, PHOTO);
      expect(contains(whole(PHOTO), window)).toBe(true);
      expect(contains(window, face)).toBe(true);
    }
  });

  test('the window is larger than the photo only if it would cut a face otherwise', () => {
    const far = [
      { x: 0, y: 100, width: 150, height: 150 },
      { x: 1050, y: 100, width: 150, height: 150 },
    ];
    const window = windowAround(subjectOf(PHOTO, far, []), 1, PHOTO);
    expect(contains(window, unionOf(far))).toBe(true);
    expect(window.width).toBe(1200);
    expect(middleOf(window)[1]).toBeCloseTo(450);
  });
});

describe('the same faces in a changed picture', () => {
  const subject = subjectOf(PHOTO, [FACE, BESIDE], []);
  const HALF = { width: 600, height: 450 };
  const scaled = (by: number) => ({
    x: subject.box.x * by,
    y: subject.box.y * by,
    width: subject.box.width * by,
    height: subject.box.height * by,
  });

  test('they are where they were, in its own size', () => {
    expect(followFaces(subject, PHOTO, PHOTO, [FACE, BESIDE])).toEqual(subject.box);
    expect(followFaces(subject, PHOTO, HALF, [])).toEqual(scaled(0.5));
  });

  test('they do not tremble with the detector', () => {
    const trembling = [moved(FACE, 10), { ...BESIDE, width: 168, height: 168 }];
    expect(followFaces(subject, PHOTO, PHOTO, trembling)).toEqual(subject.box);
  });

  test('they are followed if they have moved', () => {
    const one = subjectOf(PHOTO, [FACE], []);
    const found = [BESIDE, moved(FACE, 60)];
    expect(followFaces(one, PHOTO, PHOTO, found)).toEqual(moved(FACE, 60));
    const grown = { x: 470, y: 270, width: 260, height: 260 };
    expect(followFaces(one, PHOTO, PHOTO, [grown])).toEqual(grown);
  });

  test('a face somewhere else is another face', () => {
    const one = subjectOf(PHOTO, [FACE], []);
    expect(followFaces(one, PHOTO, PHOTO, [{ x: 20, y: 20, width: 300, height: 300 }])).toEqual(FACE);
    expect(followFaces(subjectOf(PHOTO, [], []), PHOTO, HALF, [FACE])).toEqual(whole(HALF));
  });

  test('the window is to the faces as it was in the photo', () => {
    const window = windowAround(subject, 1.2, PHOTO);
    for (const box of [subject.box, scaled(0.5), moved(scaled(1.3), 70)]) {
      const there = sameWindow(window, subject.box, box);
      expect(box.width / there.width).toBeCloseTo(subject.box.width / window.width);
      expect((box.x - there.x) / there.width).toBeCloseTo((subject.box.x - window.x) / window.width);
      expect((box.y - there.y) / there.height).toBeCloseTo((subject.box.y - window.y) / window.height);
    }
  });
});
