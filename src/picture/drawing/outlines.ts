import { glyphs } from './glyphs.ts';

export type Point = readonly [x: number, y: number];
/** Closed polygons, in pixels. A polygon in the opposite direction inside another one is a hole. */
export type Outline = readonly (readonly Point[])[];

/** Units per em, and the height of capital letters. */
const EM = 1000;
const CAPITAL = 728;
/** Straight segments per curve. This is enough at the sizes of labels. */
const PIECES = 5;

export function rectangle(x: number, y: number, width: number, height: number): Outline {
  return [
    [
      [x, y],
      [x + width, y],
      [x + width, y + height],
      [x, y + height],
    ],
  ];
}

/** The border of a rectangle, drawn inside it with this thickness. */
export function frame(x: number, y: number, width: number, height: number, line: number): Outline {
  const inner = rectangle(x + line, y + line, Math.max(0, width - 2 * line), Math.max(0, height - 2 * line));
  return [...rectangle(x, y, width, height), ...inner.map((hole) => hole.toReversed())];
}

export function roundedRectangle(x: number, y: number, width: number, height: number, radius: number): Outline {
  const corners: readonly Point[] = [
    [x + width - radius, y + radius],
    [x + width - radius, y + height - radius],
    [x + radius, y + height - radius],
    [x + radius, y + radius],
  ];
  const points = corners.flatMap(([cx, cy], corner) =>
    Array.from({ length: PIECES + 1 }, (_, piece): Point => {
      const angle = ((corner - 1 + piece / PIECES) * Math.PI) / 2;
      return [cx + radius * Math.cos(angle), cy + radius * Math.sin(angle)];
    }),
  );
  return [points];
}

/** The border of a rounded rectangle, drawn inside it with this thickness. */
export function ring(x: number, y: number, width: number, height: number, radius: number, line: number): Outline {
  const [w, h] = [width - 2 * line, height - 2 * line];
  const inner = roundedRectangle(x + line, y + line, w, h, Math.max(0, radius - line));
  return [...roundedRectangle(x, y, width, height, radius), ...inner.map((hole) => hole.toReversed())];
}

/** Width of a camera of this height. */
export function cameraWidth(height: number): number {
  return height * 1.3;
}

/** A camera, seen from the front, whose upper left corner is at (x, y). */
export function camera(x: number, y: number, height: number): Outline {
  const width = cameraWidth(height);
  const circle = (radius: number) =>
    roundedRectangle(x + width / 2 - radius, y + height * 0.58 - radius, 2 * radius, 2 * radius, radius);
  return [
    ...roundedRectangle(x, y + height * 0.16, width, height * 0.84, height * 0.16),
    ...roundedRectangle(x + width * 0.32, y, width * 0.36, height * 0.3, height * 0.1),
    ...circle(height * 0.28).map((lens) => lens.toReversed()),
    ...circle(height * 0.15),
  ];
}

/** Width of a line of text in pixels, if its capitals are `height` pixels high. */
export function textWidth(text: string, height: number): number {
  const units = [...text].reduce((sum, character) => sum + glyphOf(character)[0], 0);
  return (units * height) / CAPITAL;
}

/** A line of text with capitals `height` pixels high. The lower left corner of the first one is at (x, y). */
export function textOutline(text: string, x: number, y: number, height: number): Outline {
  const scale = height / CAPITAL;
  let advance = 0;
  return [...text].flatMap((character) => {
    const [width, path] = glyphOf(character);
    const start = advance;
    advance += width;
    return polygons(path).map((points) => points.map(([px, py]): Point => [x + (start + px) * scale, y + py * scale]));
  });
}

function glyphOf(character: string): readonly [advance: number, outline: string] {
  return glyphs[character] ?? [EM / 2, ''];
}

function polygons(path: string): Point[][] {
  const all: Point[][] = [];
  for (const [, command, coordinates = ''] of path.matchAll(/([MLQ])([^MLQ]+)/g)) {
    const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = coordinates.split(' ').map(Number);
    if (command === 'M') all.push([]);
    const points = all.at(-1) ?? [];
    const [x0, y0] = points.at(-1) ?? [0, 0];
    if (command !== 'Q') points.push([x1, y1]);
    else {
      for (let piece = 1; piece <= PIECES; piece++) {
        const t = piece / PIECES;
        const [a, b, c] = [(1 - t) ** 2, 2 * t * (1 - t), t * t];
        points.push([a * x0 + b * x1 + c * x2, a * y0 + b * y1 + c * y2]);
      }
    }
  }
  return all;
}
