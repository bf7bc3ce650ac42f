import { expect, test } from 'vitest';
import { coverageOf } from '../../../src/picture/drawing/coverage.ts';
import { glyphs } from '../../../src/picture/drawing/glyphs.ts';
import { frame, rectangle, roundedRectangle, textOutline, textWidth } from '../../../src/picture/drawing/outlines.ts';
import type { Outline } from '../../../src/picture/drawing/outlines.ts';
import { fill } from '../../../src/picture/drawing/paint.ts';

const areaOf = (outline: Outline) => coverageOf(outline).shares.reduce((sum, share) => sum + share, 0);

test("a shape's coverage equals its area", () => {
  expect(areaOf(rectangle(3, 4, 10, 5))).toBeCloseTo(50, 3);
  expect(areaOf(rectangle(3.25, -4.5, 10.5, 5.25))).toBeCloseTo(10.5 * 5.25, 3);
  expect(areaOf(frame(0, 0, 20, 10, 2))).toBeCloseTo(200 - 16 * 6, 3);
  expect(
    areaOf([
      [
        [0, 0],
        [10, 0],
        [0, 10],
      ],
    ]),
  ).toBeCloseTo(50, 3);
  expect(
    areaOf([
      [
        [0.3, 0.2],
        [9.1, 3.7],
        [2.2, 8.4],
      ],
    ]),
  ).toBeCloseTo(Math.abs((9.1 - 0.3) * (8.4 - 0.2) - (2.2 - 0.3) * (3.7 - 0.2)) / 2, 3);
  const round = areaOf(roundedRectangle(0, 0, 40, 40, 20));
  expect(round).toBeGreaterThan(1220);
  expect(round).toBeLessThan(Math.PI * 400);
});

test('an edge between pixels covers half of them', () => {
  const { left, top, width, shares } = coverageOf(rectangle(0.5, 0, 2, 1));
  expect([left, top]).toEqual([0, 0]);
  expect([...shares.subarray(0, width)]).toEqual([0.5, 1, 0.5, ...Array(width - 3).fill(0)]);
});

test('each digit, and the letters of "AI", have their own outline', () => {
  const characters = 'AI0123456789'.split('');
  const outlines = characters.map((character) => glyphs[character]?.[1]);
  expect(outlines).not.toContain(undefined);
  expect(new Set(outlines).size).toBe(characters.length);
  for (const character of characters) expect(areaOf(textOutline(character, 0, 40, 40))).toBeGreaterThan(10);
});

test('text has holes, a baseline and a width', () => {
  const { left, top, width, shares } = coverageOf(textOutline('0', 10, 50, 40));
  const middle = shares[(30 - top) * width + Math.round(10 + textWidth('0', 40) / 2) - left];
  expect(middle).toBeCloseTo(0);
  expect(top).toBeGreaterThanOrEqual(9);
  expect(textWidth('10', 40)).toBeCloseTo(textWidth('1', 40) + textWidth('0', 40));
  expect(textWidth('A0', 20)).toBeCloseTo(textWidth('A0', 40) / 2);
});

test('parts outside the picture are ignored, opacity blends, and alpha grows', () => {
  const info = { width: 4, height: 3, channels: 3 as const };
  const rgb = { data: Buffer.alloc(36, 100), info };
  fill(rgb, rectangle(-5, 1, 7, 9), [200, 0, 100], 0.5);
  expect([...rgb.data.subarray(0, 12)]).toEqual(Array(12).fill(100));
  expect([...rgb.data.subarray(12, 24)]).toEqual([150, 50, 100, 150, 50, 100, 100, 100, 100, 100, 100, 100]);
  const rgba = { data: Buffer.alloc(4), info: { width: 1, height: 1, channels: 4 as const } };
  fill(rgba, rectangle(0, 0, 1, 1), [255, 0, 0], 0.5);
  expect([...rgba.data]).toEqual([255, 0, 0, 128]);
  fill(rgba, [], [1, 2, 3]);
});
