/** A part of a picture that the detector is shown, in pixels. */
export interface View {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Long side by short side up to which a picture is looked at as a whole only. */
const LONGEST_SHAPE = 1.6;
/** How far squares overlap, as a share of their side; a face that is larger is seen in the whole picture. */
const OVERLAP = 0.2;

/**
 * Says how to look at a picture of that size. In a square, a long one becomes so small that faces get lost, so it is
 * looked at in overlapping squares too.
 */
export function viewsOf(width: number, height: number): View[] {
  const whole = { left: 0, top: 0, width, height };
  const side = Math.min(width, height);
  const length = Math.max(width, height);
  if (length <= side * LONGEST_SHAPE) return [whole];
  const count = Math.ceil((length / side - OVERLAP) / (1 - OVERLAP));
  const squares = Array.from({ length: count }, (_, index): View => {
    const start = Math.round((index * (length - side)) / (count - 1));
    return width > height
      ? { left: start, top: 0, width: side, height: side }
      : { left: 0, top: start, width: side, height: side };
  });
  return [whole, ...squares];
}
