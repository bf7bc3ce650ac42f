import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readFaces } from '../../../../src/discord/conversation/face-words.ts';

describe('which face is meant in words', () => {
  test.each([
    ['2', [1]],
    ['2 and 4', [1, 3]],
    ['1, 3 & 4', [0, 2, 3]],
    ['4 4 1', [3, 0]],
    ['number 3', [2]],
    ['２、４', [1, 3]],
    ['٢، ٤', [1, 3]],
    ['2/4', [1, 3]],
    ['1️⃣ 3️⃣', [0, 2]],
    ['Everyone!', [0, 1, 2, 3]],
    ['alle', [0, 1, 2, 3]],
    ['one and three', [0, 2]],
    ['zwei und vier', [1, 3]],
  ])('the words "%s" name faces', (words, faces) => {
    expect(readFaces(words, 4)).toEqual(faces);
  });

  test.each(['60', '5', '0', '2 and 9', '2.3', '²', 'older', 'make me 60', '2 years younger', '3 years', ''])(
    'the words "%s" name no faces',
    (words) => {
      expect(readFaces(words, 4)).toBeUndefined();
    },
  );

  test("no text names a face that doesn't exist", () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 0, max: 25 }), (words, count) => {
        for (const index of readFaces(words, count) ?? []) {
          expect(index).toBeGreaterThanOrEqual(0);
          expect(index).toBeLessThan(count);
        }
      }),
    );
  });
});
