import type { Rect } from '../../rect.ts';

export interface FaceBox extends Rect {
  /** How sure the detector is of a face there, from 0 to 1. */
  readonly score: number;
}

/** The detector looks at a square of so many pixels. */
export const DETECTOR_SIDE = 192;
/** It gives one answer for each cell of a grid of so many rows and columns. */
const GRID = 48;
/** Numbers for each cell: x and y of the middle from that of the cell, width, height, six points of the face. */
const NUMBERS = 16;

/** Boxes that have more of their union in common are of one face. */
const SAME_FACE = 0.3;

/**
 * Reads the detector's answers: boxes of at least that score, in pixels of its square.
 * The meaning of the numbers is that of MediaPipe's full-range face detector.
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

/** Leaves of the boxes of one face that of the highest score. */
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
