import type { Rect } from '../../rect.ts';

/** Pictures up to this ratio of long to short side are only viewed as a whole. */
const LONGEST_SHAPE = 1.6;
/** The overlap of squares, as a share of their side. Larger faces are found in the view of the whole picture. */
const OVERLAP = 0.2;

/**
 * The parts of a picture that the detector is shown. A long picture is scaled so far down to fit the detector's square
 * that faces get lost, so it is also shown in overlapping squares.
 */
export function viewsOf(width: number, height: number): Rect[] {
  const whole = { x: 0, y: 0, width, height };
  const side = Math.min(width, height);
  const length = Math.max(width, height);
  if (length <= side * LONGEST_SHAPE) return [whole];
  const count = Math.ceil((length / side - OVERLAP) / (1 - OVERLAP));
  const squares = Array.from({ length: count }, (_, index): Rect => {
    const start = Math.round((index * (length - side)) / (count - 1));
    return width > height
      ? { x: start, y: 0, width: side, height: side }
      : { x: 0, y: start, width: side, height: side };
  });
  return [whole, ...squares];
}
