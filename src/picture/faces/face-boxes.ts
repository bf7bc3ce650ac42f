import type { Rect } from '../../rect.ts';

export interface FaceBox extends Rect {
  /** The detector's confidence, from 0 to 1. */
  readonly score: number;
}

/** Side of the detector's square input, in pixels. */
export const DETECTOR_SIDE = 192;
/** Rows and columns of the detector's output grid. */
const GRID = 48;
/** Values per cell: the centre relative to the cell (x, y), width, height, and six landmarks. */
const NUMBERS = 16;

/** Boxes that overlap more than this (intersection over union) belong to the same face. */
const SAME_FACE = 0.3;

/**
 * Reads the detector's output: boxes with at least this score, in pixels of its square. The layout is that of
 * MediaPipe's full-range face detector.
 */
export function readFaceBoxes(numbers: Float32Array, scores: Float32Array, leastScore: number): FaceBox[] {
  const boxes: FaceBox[] = [];
  scores.forEach((raw, cell) => {
    const score = 1 / (1 + Math.exp(-Math.max(-100, Math.min(100, raw))));
    if (score < leastScore) return;
    const [dx = 0, dy = 0, width = 0, height = 0] = numbers.subarray(cell * NUMBERS);
    const middle = (place: number) => ((place + 0.5) / GRID) * DETECTOR_SIDE;
    const x = middle(cell % GRID) + dx - width / 2;
    const y = middle(Math.floor(cell / GRID)) + dy - height / 2;
    if (width > 0 && height > 0) boxes.push({ x, y, width, height, score });
  });
  return boxes;
}

/** Keeps only the box with the highest score for each face. */
export function mergeFaceBoxes(boxes: readonly FaceBox[]): FaceBox[] {
  const kept: FaceBox[] = [];
  for (const box of [...boxes].sort((a, b) => b.score - a.score)) {
    if (kept.every((other) => shareInCommon(box, other) <= SAME_FACE)) kept.push(box);
  }
  return kept;
}

function shareInCommon(a: FaceBox, b: FaceBox): number {
  const across = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const down = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  const common = Math.max(0, across) * Math.max(0, down);
  return common / (a.width * a.height + b.width * b.height - common);
}
