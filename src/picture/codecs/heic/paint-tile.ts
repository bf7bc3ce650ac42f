import type { Cicp, DecodedTile, Plane } from './read-tile.ts';

/** A rectangle of RGB or RGBA pixels, and the position of its upper left corner in the stored picture. */
export interface Canvas {
  readonly pixels: Uint8ClampedArray;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly channels: 3 | 4;
}

/** Lookup tables: what each value of a sample adds to red, green and blue. */
type Shares = readonly [red: Float32Array, green: Float32Array, blue: Float32Array];

/** ITU-T H.273, table 4: the weights of red and blue in luma. Unlisted codes use BT.601, as sYCC does. */
const lumaShares: Readonly<Record<number, readonly [red: number, blue: number]>> = {
  1: [0.2126, 0.0722],
  4: [0.3, 0.11],
  7: [0.212, 0.087],
  9: [0.2627, 0.0593],
  10: [0.2627, 0.0593],
};
const BT601 = [0.299, 0.114] as const;
const IDENTITY = 0;
const YCGCO = 8;
/** Used if a file declares nothing: the same as JPEG. */
const usual: Cicp = { primaries: 1, transfer: 13, matrix: 6, fullRange: true };

/**
 * Paints the part of a tile that lies on the canvas. The tile's upper left corner is at `x` and `y` of the stored
 * picture.
 * @throws Error if the planes don't match
 */
export function paintTile(canvas: Canvas, tile: DecodedTile, x: number, y: number): void {
  const [first, second = first, third = first] = tile.planes;
  if (!first || !second || !third) throw new Error('heic: no planes');
  const fromX = Math.max(x, canvas.left);
  const toX = Math.min(x + first.width, canvas.left + canvas.width);
  const toY = Math.min(y + first.height, canvas.top + canvas.height);
  const [luma, cb, cr] = sharesOf(tile, first.bits);
  const [redOf, greenOf, blueOf] = [luma[0], luma[1], luma[2]];
  const [cbRed, cbGreen, cbBlue] = cb;
  const [crRed, crGreen, crBlue] = cr;
  const across = shiftOf(first.width, second.width);
  const down = shiftOf(first.height, second.height);
  const alphaScale = tile.alpha ? 255 / (2 ** tile.alpha.bits - 1) : 0;

  for (let row = Math.max(y, canvas.top); row < toY; row++) {
    const firstRow = (row - y) * first.stride;
    const secondRow = ((row - y) >> down) * second.stride;
    const thirdRow = ((row - y) >> down) * third.stride;
    let at = ((row - canvas.top) * canvas.width + fromX - canvas.left) * canvas.channels;
    for (let column = fromX - x; column < toX - x; column++, at += canvas.channels) {
      const a = first.samples[firstRow + column] ?? 0;
      const b = second.samples[secondRow + (column >> across)] ?? 0;
      const c = third.samples[thirdRow + (column >> across)] ?? 0;
      canvas.pixels[at] = (redOf[a] ?? 0) + (cbRed[b] ?? 0) + (crRed[c] ?? 0);
      canvas.pixels[at + 1] = (greenOf[a] ?? 0) + (cbGreen[b] ?? 0) + (crGreen[c] ?? 0);
      canvas.pixels[at + 2] = (blueOf[a] ?? 0) + (cbBlue[b] ?? 0) + (crBlue[c] ?? 0);
    }
    if (canvas.channels === 4) paintAlpha(canvas, tile.alpha, alphaScale, row, { x, y, fromX, toX });
  }
}

function paintAlpha(
  canvas: Canvas,
  alpha: Plane | undefined,
  scale: number,
  row: number,
  { x, y, fromX, toX }: { readonly x: number; readonly y: number; readonly fromX: number; readonly toX: number },
): void {
  let at = ((row - canvas.top) * canvas.width + fromX - canvas.left) * 4 + 3;
  for (let column = fromX - x; column < toX - x; column++, at += 4) {
    canvas.pixels[at] = alpha ? (alpha.samples[(row - y) * alpha.stride + column] ?? 0) * scale : 255;
  }
}

/** Chroma may have half as many samples as luma. */
function shiftOf(luma: number, chroma: number): number {
  if (chroma === luma) return 0;
  if (chroma === (luma + 1) >> 1) return 1;
  throw new Error('heic: channels of sizes that do not go together');
}

function sharesOf({ kind, cicp = usual }: DecodedTile, bits: number): readonly [Shares, Shares, Shares] {
  const most = 2 ** bits - 1;
  const { matrix, fullRange } = cicp;
  // In limited range, luma goes from 16 to 235 of 255, and chroma from 16 to 240.
  const unit = 2 ** (bits - 8);
  const black = fullRange ? 0 : 16 * unit;
  const lumaScale = 255 / (fullRange ? most : 219 * unit);
  const chromaScale = 255 / (fullRange ? most : 224 * unit);
  const table = (factor: number, zero: number) =>
    Float32Array.from({ length: most + 1 }, (_, value) => (value - zero) * factor);
  const shares = (zero: number, scale: number, factors: readonly number[]): Shares => {
    const [red = 0, green = 0, blue = 0] = factors;
    return [table(red * scale, zero), table(green * scale, zero), table(blue * scale, zero)];
  };
  const lumas = (...factors: readonly number[]) => shares(black, lumaScale, factors);
  const chromas = (...factors: readonly number[]) => shares(2 ** (bits - 1), chromaScale, factors);

  if (kind === 'grey') return [lumas(1, 1, 1), lumas(0, 0, 0), lumas(0, 0, 0)];
  if (kind === 'rgb') return [lumas(1, 0, 0), lumas(0, 1, 0), lumas(0, 0, 1)];
  if (matrix === IDENTITY) return [lumas(0, 1, 0), lumas(0, 0, 1), lumas(1, 0, 0)];
  if (matrix === YCGCO) return [lumas(1, 1, 1), chromas(-1, 1, -1), chromas(1, 0, -1)];
  const [red, blue] = lumaShares[matrix] ?? BT601;
  const green = 1 - red - blue;
  return [
    lumas(1, 1, 1),
    chromas(0, (-2 * blue * (1 - blue)) / green, 2 * (1 - blue)),
    chromas(2 * (1 - red), (-2 * red * (1 - red)) / green, 0),
  ];
}

/** The smallest block that can be missing is 16 pixels wide. A block of half that size is always inside one. */
const BLOCK = 8;

/**
 * Whether a part of the tile was never decoded. HEVC doesn't report a missing slice: the memory stays as it was, which
 * is zeros in all channels here. No real colour has these values: it would be a green far outside RGB.
 */
export function isIncomplete({ kind, cicp = usual, planes }: DecodedTile): boolean {
  const [luma, cb, cr] = planes;
  if (kind !== 'ycc' || cicp.matrix === IDENTITY || !luma || !cb || !cr) return false;
  const across = shiftOf(luma.width, cb.width);
  const down = shiftOf(luma.height, cb.height);
  for (let y = 0; y < luma.height; y += BLOCK) {
    for (let x = 0; x < luma.width; x += BLOCK) {
      const isZero = (plane: Plane, right: number, lower: number) =>
        blockIsZero(plane, x >> right, y >> lower, BLOCK >> right, BLOCK >> lower);
      if (isZero(cb, across, down) && isZero(cr, across, down) && isZero(luma, 0, 0)) return true;
    }
  }
  return false;
}

function blockIsZero(
  { samples, stride, width, height }: Plane,
  x: number,
  y: number,
  across: number,
  down: number,
): boolean {
  for (let row = y; row < Math.min(y + down, height); row++) {
    for (let column = x; column < Math.min(x + across, width); column++) {
      if (samples[row * stride + column] !== 0) return false;
    }
  }
  return true;
}
