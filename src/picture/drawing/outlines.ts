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
