import type { Rect } from '../../rect.ts';
import { areaInCommon } from './plate-places.ts';

interface Size {
  readonly width: number;
  readonly height: number;
}

/** What a timeline shows of a photo. */
export interface Subject {
  /** None: the whole photo is shown. */
  readonly faces: readonly Rect[];
  /** The faces as one box, or the whole photo. */
  readonly box: Rect;
  /** The faces and what belongs to them: hair, ears, neck. Within the photo. */
  readonly around: Rect;
}

/** Space around the faces, as a share of the longer side of the largest one. */
const SPACE = { sides: 0.42, above: 0.6, below: 0.5 };

/** The chosen faces of a photo; else its largest face; else all of the photo. */
export function subjectOf(photo: Size, chosen: readonly Rect[], found: readonly Rect[]): Subject {
  const [largest] = found.toSorted((a, b) => b.height - a.height);
  const faces = chosen.length > 0 ? chosen : largest ? [largest] : [];
  const whole = { x: 0, y: 0, ...photo };
  if (faces.length === 0) return { faces, box: whole, around: whole };
  const side = Math.max(...faces.flatMap(({ width, height }) => [width, height]));
  const box = unionOf(faces);
  const left = Math.max(0, box.x - SPACE.sides * side);
  const top = Math.max(0, box.y - SPACE.above * side);
  const right = Math.min(photo.width, box.x + box.width + SPACE.sides * side);
  const bottom = Math.min(photo.height, box.y + box.height + SPACE.below * side);
  return { faces, box, around: { x: left, y: top, width: right - left, height: bottom - top } };
}

/**
 * The smallest window of this shape (width as a multiple of the height) around a subject. It is inside the photo,
 * unless that would cut a face.
 */
export function windowAround({ box, around }: Subject, shape: number, photo: Size): Rect {
  const width = Math.max(around.width, around.height * shape);
  const mostInPhoto = Math.min(photo.width, photo.height * shape);
  const leastForFaces = Math.max(box.width, box.height * shape);
  const used = Math.max(Math.min(width, mostInPhoto), leastForFaces);
  return {
    x: placed(around.x + around.width / 2, used, photo.width, box.x, box.width),
    y: placed(around.y + around.height / 2, used / shape, photo.height, box.y, box.height),
    width: used,
    height: used / shape,
  };
}

/** Where a span around a middle starts: within the whole if it fits, and around the faces. */
function placed(middle: number, length: number, whole: number, face: number, faceLength: number): number {
  if (length >= whole) return (whole - length) / 2;
  const start = Math.max(0, Math.min(middle - length / 2, whole - length));
  return Math.max(face + faceLength - length, Math.min(start, face));
}

/**
 * The detector's boxes of the same face vary by up to 6 % of its size with the brightness and sharpness of the picture,
 * measured on the test photos. With less than these, a face is taken to be where it was: following the detector would
 * make it tremble.
 */
const MOVED = 0.12;
const GROWN = 0.15;
/** Least overlap (intersection over union) of boxes of the same face. */
const SAME_FACE = 0.2;

/**
 * Where the box of a subject is in a changed picture of the photo. It keeps its shape.
 *
 * @param found in the changed picture, in its pixels.
 */
export function followFaces({ faces, box }: Subject, from: Size, to: Size, found: readonly Rect[]): Rect {
  if (faces.length === 0) return inOtherSize(box, from, to);
  const scaled = faces.map((face) => inOtherSize(face, from, to));
  const seen = scaled.map((face) => {
    const [best] = found.toSorted((a, b) => overlap(b, face) - overlap(a, face));
    return best && overlap(best, face) >= SAME_FACE ? best : face;
  });
  const expected = unionOf(scaled);
  const actual = unionOf(seen);
  const size = Math.sqrt(expected.width * expected.height);
  const growth = Math.sqrt(actual.width * actual.height) / size;
  const [x, y] = [centre(actual.x, actual.width), centre(actual.y, actual.height)];
  const shift = Math.hypot(x - centre(expected.x, expected.width), y - centre(expected.y, expected.height)) / size;
  if (shift < MOVED && Math.abs(growth - 1) < GROWN) return expected;
  const [width, height] = [expected.width * growth, expected.height * growth];
  return { x: x - width / 2, y: y - height / 2, width, height };
}

/** The window that is to one box as another window is to the original box. */
export function sameWindow(window: Rect, original: Rect, box: Rect): Rect {
  const across = box.width / original.width;
  const down = box.height / original.height;
  return {
    x: box.x + (window.x - original.x) * across,
    y: box.y + (window.y - original.y) * down,
    width: window.width * across,
    height: window.height * down,
  };
}

export function unionOf(boxes: readonly Rect[]): Rect {
  const x = Math.min(...boxes.map((box) => box.x));
  const y = Math.min(...boxes.map((box) => box.y));
  const right = Math.max(...boxes.map((box) => box.x + box.width));
  const bottom = Math.max(...boxes.map((box) => box.y + box.height));
  return { x, y, width: right - x, height: bottom - y };
}

function inOtherSize({ x, y, width, height }: Rect, from: Size, to: Size): Rect {
  const [across, down] = [to.width / from.width, to.height / from.height];
  return { x: x * across, y: y * down, width: width * across, height: height * down };
}

function centre(start: number, length: number): number {
  return start + length / 2;
}

function overlap(a: Rect, b: Rect): number {
  const common = areaInCommon(a, b);
  return common / (a.width * a.height + b.width * b.height - common);
}
