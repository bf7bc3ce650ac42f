import type { Transformation } from './read-transformations.ts';

/** Which part of the stored pixels is shown, in pixels, and in which EXIF orientation (1 to 8). */
export interface Presentation {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly orientation: number;
}

/** By clockwise quarter turns; the second row mirrors left and right first. */
const orientations = [
  [1, 6, 3, 8],
  [2, 7, 4, 5],
] as const;

/** Combines a file's transformations, in their order, into one crop and one orientation. */
export function presentationOf(
  width: number,
  height: number,
  transformations: readonly Transformation[],
): Presentation {
  let flipped = false;
  let quarters = 0;
  /** What is cropped from the stored picture: left, top, right, bottom. */
  const cut = { left: 0, top: 0, right: 0, bottom: 0 };
  for (const step of transformations) {
    switch (step.kind) {
      case 'turn':
        quarters += 4 - step.counterclockwise / 90;
        break;
      case 'mirror':
        flipped = !flipped;
        quarters = 4 - (quarters % 4) + (step.axis === 'vertical' ? 2 : 0);
        break;
      case 'crop': {
        const shown = [step.left, step.top, step.right, step.bottom];
        // A clockwise quarter turn moves the left side to the top, and so on.
        const [left = 0, top = 0, right = 0, bottom = 0] = shown.map((_, side) => shown[(side + quarters) % 4]);
        cut.left += flipped ? right : left;
        cut.top += top;
        cut.right += flipped ? left : right;
        cut.bottom += bottom;
      }
    }
  }
  const { left, top, right, bottom } = cut;
  return {
    left,
    top,
    width: width - left - right,
    height: height - top - bottom,
    orientation: orientations[flipped ? 1 : 0][quarters % 4] ?? 1,
  };
}
