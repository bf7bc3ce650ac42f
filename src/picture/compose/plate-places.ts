import type { Rect } from '../../rect.ts';

interface Size {
  readonly width: number;
  readonly height: number;
}

/**
 * Where to put a plate for each box: outside of it, at one of its corners or beside it, and where it covers the least of
 * other boxes and of the plates before it.
 *
 * @param plates in the order of the boxes, in the same pixels.
 * @param gap between a box and its plate.
 */
export function placePlates(boxes: readonly Rect[], plates: readonly Size[], picture: Size, gap: number): Rect[] {
  const placed: Rect[] = [];
  boxes.forEach((box, index) => {
    const plate = plates[index] ?? { width: 0, height: 0 };
    const ways = placesFor(box, plate, gap).map(({ x, y }) => inside({ ...plate, x, y }, picture));
    const costs = ways.map((way) => [...boxes, ...placed].reduce((sum, other) => sum + areaInCommon(way, other), 0));
    const best = ways[costs.indexOf(Math.min(...costs))];
    if (best) placed.push(best);
  });
  return placed;
}

/** The best first. */
function placesFor(box: Rect, plate: Size, gap: number): { x: number; y: number }[] {
  const [right, bottom] = [box.x + box.width, box.y + box.height];
  const [before, after] = [box.x - plate.width - gap, right + gap];
  const [above, below] = [box.y - plate.height - gap, bottom + gap];
  const [atRight, atBottom] = [right - plate.width, bottom - plate.height];
  return [
    { x: box.x, y: above },
    { x: atRight, y: above },
    { x: before, y: box.y },
    { x: after, y: box.y },
    { x: box.x, y: below },
    { x: atRight, y: below },
    { x: before, y: atBottom },
    { x: after, y: atBottom },
    // Inside, where a box fills the picture.
    { x: box.x, y: box.y },
  ];
}

function inside(plate: Rect, picture: Size): Rect {
  return {
    ...plate,
    x: within(plate.x, plate.width, picture.width),
    y: within(plate.y, plate.height, picture.height),
  };
}

function within(start: number, length: number, whole: number): number {
  return Math.round(Math.max(0, Math.min(start, whole - length)));
}

export function areaInCommon(a: Rect, b: Rect): number {
  const across = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const down = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return Math.max(0, across) * Math.max(0, down);
}
