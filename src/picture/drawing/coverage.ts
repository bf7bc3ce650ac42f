import type { Outline, Point } from './outlines.ts';

/** How much of each pixel an outline covers, from 0 to 1, within the outline's bounding box. */
export interface Coverage {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly shares: Float32Array;
}

/**
 * Rasterises an outline with exact anti-aliasing. Each edge adds, row by row, the change of the covered area to the
 * pixels that it crosses. The running sum along a row is the coverage. The method is that of font-rs
 * (https://medium.com/@raphlinus/inside-the-fastest-font-renderer-in-the-world-75ae5270c445).
 */
export function coverageOf(outline: Outline): Coverage {
  const points = outline.flat();
  const left = Math.floor(Math.min(...points.map(([x]) => x)));
  const top = Math.floor(Math.min(...points.map(([, y]) => y)));
  const width = Math.ceil(Math.max(...points.map(([x]) => x))) - left + 2;
  const height = Math.ceil(Math.max(...points.map(([, y]) => y))) - top + 1;
  if (points.length === 0) return { left: 0, top: 0, width: 0, height: 0, shares: new Float32Array() };

  const shares = new Float32Array(width * height);
  for (const polygon of outline) {
    polygon.forEach((point, index) => addEdge(point, polygon[(index + 1) % polygon.length] ?? point));
  }
  for (let row = 0; row < height; row++) {
    let sum = 0;
    for (let at = row * width; at < (row + 1) * width; at++) {
      sum += shares[at] ?? 0;
      shares[at] = Math.min(1, Math.abs(sum));
    }
  }
  return { left, top, width, height, shares };

  function addEdge(from: Point, to: Point): void {
    const downwards = from[1] < to[1];
    const [[x0, y0], [x1, y1]] = downwards ? [from, to] : [to, from];
    if (y0 === y1) return;
    const slope = (x1 - x0) / (y1 - y0);
    for (let y = Math.floor(y0); y < y1; y++) {
      const start = Math.max(y, y0);
      const end = Math.min(y + 1, y1);
      const a = x0 + (start - y0) * slope - left;
      const b = x0 + (end - y0) * slope - left;
      const change = (downwards ? 1 : -1) * (end - start);
      addRow((y - top) * width, Math.max(0, Math.min(a, b)), Math.max(0, a, b), change);
    }
  }

  /** Adds an edge that goes from `low` to `high` within one row. Each pixel gets the area on the right of the edge. */
  function addRow(row: number, low: number, high: number, change: number): void {
    let before = 0;
    for (let x = Math.floor(low); ; x++) {
      const share = areaUnderRamp(x + 1, low, high) - areaUnderRamp(x, low, high);
      shares[row + x] = (shares[row + x] ?? 0) + change * (share - before);
      before = share;
      if (x + 1 >= high) {
        shares[row + x + 1] = (shares[row + x + 1] ?? 0) + change * (1 - before);
        return;
      }
    }
  }
}

/** The area to the left of `x` under a ramp that rises from 0 at `low` to 1 at `high`. */
function areaUnderRamp(x: number, low: number, high: number): number {
  if (x <= low) return 0;
  if (x >= high) return (high - low) / 2 + (x - high);
  return (x - low) ** 2 / (2 * (high - low));
}
