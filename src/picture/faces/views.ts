import type { Rect } from '../../rect.ts';

/** Long side by short side up to which a picture is looked at as a whole only. */
const LONGEST_SHAPE = 1.6;
/** How far squares overlap, as a share of their side; a face that is larger is seen in the whole picture. */
const OVERLAP = 0.2;

/**
 * The parts of a picture of that size that the detector is shown. In its square, a long picture becomes so small that
 * faces get lost, so a long one is shown in overlapping squares too.
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
