import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Rect } from '../../../../src/rect.ts';
import { chooseFace } from '../../../../src/aging/making/face-choice.ts';
import type { OpenedPicture } from '../../../../src/aging/making/pictures.ts';

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

describe('choosing a face', () => {
  test('a single face needs no question', () => {
    expect(offered([60])).toBe('one');
  });

  test.each([
    [[], {}, 'none'],
    [[], { sideways: true }, 'sideways'],
    [[59], {}, 'small'],
    [[59, 40, 12], {}, 'small'],
    [[60], { height: 1500 }, 'small'],
    [[90], { height: 1500 }, 'one'],
  ] as const)('the choice for faces %j in a photo %j is %s', (heights, more, kind) => {
    expect(chooseFace(photo(heights, more)).kind).toBe(kind);
  });

  test('the largest face is used if all others are much smaller', () => {
    expect(offered([300, 119, 100])).toBe('one');
    expect(offered([120, 300])).toEqual([120, 300]);
  });

  test('the largest face is used if all others are too small for a good result', () => {
    expect(offered([100, 59, 59])).toBe('one');
  });

  test("the question offers the faces that aren't too small, in their order", () => {
    expect(offered([100, 59, 250, 200])).toEqual([100, 250, 200]);
  });

  test('the question offers as many faces as a Discord menu can have', () => {
    expect(offered(Array<number>(40).fill(80))).toHaveLength(25);
  });

  test('the question offers at least two of the found faces, whatever their sizes', () => {
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
