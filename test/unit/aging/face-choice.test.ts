import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Rect } from '../../../src/rect.ts';
import { chooseFace } from '../../../src/aging/making/face-choice.ts';
import type { OpenedPicture } from '../../../src/aging/making/pictures.ts';

const WIDTH = 1000;

function photo(heights: readonly number[], more: Partial<OpenedPicture> = {}): OpenedPicture {
  const faces = heights.map((height, index): Rect => ({ x: index * 30, y: 0, width: height, height }));
  return {
    link: undefined,
    bytes: async () => new Uint8Array(),
    release: () => undefined,
    width: WIDTH,
    height: 500,
    faces,
    ...more,
  };
}

/** The heights of the offered faces. */
function offered(heights: readonly number[]): number[] | string {
  const choice = chooseFace(photo(heights));
  return choice.kind === 'several' ? choice.faces.map(({ height }) => height) : choice.kind;
}

describe('which face is meant', () => {
  test('is not asked when there is one', () => {
    expect(offered([60])).toBe('one');
  });

  test.each([
    [[], {}, 'none'],
    [[], { sideways: true }, 'sideways'],
    [[59], {}, 'small'],
    [[59, 40, 12], {}, 'small'],
    [[60], { height: 1500 }, 'small'],
    [[90], { height: 1500 }, 'one'],
  ] as const)('faces %j in a photo %j: %s', (heights, more, kind) => {
    expect(chooseFace(photo(heights, more)).kind).toBe(kind);
  });

  test('is clear when all others are much smaller', () => {
    expect(offered([300, 119, 100])).toBe('one');
    expect(offered([120, 300])).toEqual([120, 300]);
  });

  test('is clear when all others are too small to come out well', () => {
    expect(offered([100, 59, 59])).toBe('one');
  });

  test('is asked of those that are not too small, in their order', () => {
    expect(offered([100, 59, 250, 200])).toEqual([100, 250, 200]);
  });

  test('is asked of as many as a menu of Discord’s takes', () => {
    expect(offered(Array<number>(40).fill(80))).toHaveLength(25);
  });

  test('is asked only of faces that were found, at least two of them, whatever their sizes', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: WIDTH }), { maxLength: 40 }), (heights) => {
        const opened = photo(heights);
        const choice = chooseFace(opened);
        expect(choice.kind === 'none').toBe(heights.length === 0);
        const faces = choice.kind === 'several' ? choice.faces : undefined;
        expect(faces?.length ?? 2).toBeGreaterThanOrEqual(2);
        expect(opened.faces).toEqual(expect.arrayContaining([...(faces ?? [])]));
      }),
    );
  });
});
