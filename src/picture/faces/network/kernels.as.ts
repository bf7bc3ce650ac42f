// AssemblyScript: `npm run build:webassembly` compiles it to kernels.wasm, and a test checks that the two agree.
//
// A picture is rows of pixels of 32-bit floats, channels last, with a border of one pixel of zeros on each side, so that
// no window of three by three ever needs a check. Channels are a multiple of 4. `height` and `width` are those of the
// result unless a comment says otherwise. Plain rather than relaxed SIMD: every processor gives the same numbers.

import { multiply } from './multiply.as';

function madd(a: v128, b: v128, sum: v128): v128 {
  return f32x4.add(f32x4.mul(a, b), sum);
}

/** A convolution with a 1×1 window. */
export function pointwise(
  from: usize,
  depth: usize,
  weights: usize,
  bias: usize,
  to: usize,
  columns: usize,
  height: i32,
  width: i32,
  clip: bool,
): void {
  const fromRow: usize = ((<usize>width + 2) * depth) << 2;
  const toRow: usize = ((<usize>width + 2) * columns) << 2;
  from += fromRow + (depth << 2);
  to += toRow + (columns << 2);
  multiply(from, depth, fromRow, weights, bias, to, columns, toRow, 0, 0, 0, height, width, clip);
}

/** A row of a 3×3 depthwise convolution, three results at a time. `width` is a multiple of 3. */
function depthwiseRow(
  from: usize,
  row: usize,
  channels: usize,
  weights: usize,
  bias: usize,
  to: usize,
  width: i32,
): void {
  const pixel = channels << 2;
  for (let k: usize = 0; k < pixel; k += 16) {
    const w = weights + k;
    // prettier-ignore
    const w0 = v128.load(w), w1 = v128.load(w + pixel), w2 = v128.load(w + 2 * pixel);
    // prettier-ignore
    const w3 = v128.load(w + 3 * pixel), w4 = v128.load(w + 4 * pixel), w5 = v128.load(w + 5 * pixel);
    // prettier-ignore
    const w6 = v128.load(w + 6 * pixel), w7 = v128.load(w + 7 * pixel), w8 = v128.load(w + 8 * pixel);
    let p = from + k;
    let q = p + row;
    let r = q + row;
    let o = to + k;
    for (let x = 0; x < width; x += 3) {
      let a = v128.load(bias + k);
      let b = a;
      let c = a;
      // prettier-ignore
      {
        let v = v128.load(p); a = madd(v, w0, a); p += pixel;
        v = v128.load(p); a = madd(v, w1, a); b = madd(v, w0, b); p += pixel;
        v = v128.load(p); a = madd(v, w2, a); b = madd(v, w1, b); c = madd(v, w0, c); p += pixel;
        v = v128.load(p); b = madd(v, w2, b); c = madd(v, w1, c);
        v = v128.load(p + pixel); c = madd(v, w2, c);
        v = v128.load(q); a = madd(v, w3, a); q += pixel;
        v = v128.load(q); a = madd(v, w4, a); b = madd(v, w3, b); q += pixel;
        v = v128.load(q); a = madd(v, w5, a); b = madd(v, w4, b); c = madd(v, w3, c); q += pixel;
        v = v128.load(q); b = madd(v, w5, b); c = madd(v, w4, c);
        v = v128.load(q + pixel); c = madd(v, w5, c);
        v = v128.load(r); a = madd(v, w6, a); r += pixel;
        v = v128.load(r); a = madd(v, w7, a); b = madd(v, w6, b); r += pixel;
        v = v128.load(r); a = madd(v, w8, a); b = madd(v, w7, b); c = madd(v, w6, c); r += pixel;
        v = v128.load(r); b = madd(v, w8, b); c = madd(v, w7, c);
        v = v128.load(r + pixel); c = madd(v, w8, c);
        v128.store(o, a); o += pixel; v128.store(o, b); o += pixel; v128.store(o, c); o += pixel;
      }
    }
  }
}

/** The same with stride 2. */
function depthwiseRowBy2(
  from: usize,
  row: usize,
  channels: usize,
  weights: usize,
  bias: usize,
  to: usize,
  width: i32,
): void {
  const pixel = channels << 2;
  for (let k: usize = 0; k < pixel; k += 16) {
    const w = weights + k;
    // prettier-ignore
    const w0 = v128.load(w), w1 = v128.load(w + pixel), w2 = v128.load(w + 2 * pixel);
    // prettier-ignore
    const w3 = v128.load(w + 3 * pixel), w4 = v128.load(w + 4 * pixel), w5 = v128.load(w + 5 * pixel);
    // prettier-ignore
    const w6 = v128.load(w + 6 * pixel), w7 = v128.load(w + 7 * pixel), w8 = v128.load(w + 8 * pixel);
    let p = from + k;
    let q = p + row;
    let r = q + row;
    let o = to + k;
    for (let x = 0; x < width; x++) {
      let a = v128.load(bias + k);
      let b = f32x4.splat(0);
      let c = b;
      // prettier-ignore
      {
        a = madd(v128.load(p), w0, a); b = madd(v128.load(p + pixel), w1, b); c = madd(v128.load(p + 2 * pixel), w2, c);
        a = madd(v128.load(q), w3, a); b = madd(v128.load(q + pixel), w4, b); c = madd(v128.load(q + 2 * pixel), w5, c);
        a = madd(v128.load(r), w6, a); b = madd(v128.load(r + pixel), w7, b); c = madd(v128.load(r + 2 * pixel), w8, c);
      }
      v128.store(o, f32x4.add(f32x4.add(a, b), c));
      p += 2 * pixel;
      q += 2 * pixel;
      r += 2 * pixel;
      o += pixel;
    }
  }
}

/**
 * A depthwise convolution and the pointwise one after it, `tile` rows at a time, so that the intermediate values stay
 * in the first-level cache. If `rest` isn't 0, that picture is added to the first `restColumns`.
 */
export function separable(
  from: usize,
  channels: usize,
  stride: i32,
  windowWeights: usize,
  windowBias: usize,
  weights: usize,
  bias: usize,
  to: usize,
  columns: usize,
  height: i32,
  width: i32,
  rest: usize,
  restColumns: usize,
  clip: bool,
  scratch: usize,
  tile: i32,
): void {
  const pixel = channels << 2;
  const row: usize = (<usize>(width * stride) + 2) * pixel;
  const between: usize = <usize>width * pixel;
  const toRow: usize = ((<usize>width + 2) * columns) << 2;
  const restRow: usize = ((<usize>width + 2) * restColumns) << 2;
  to += toRow + (columns << 2);
  if (rest) rest += restRow + (restColumns << 2);
  for (let y = 0; y < height; y += tile) {
    for (let i = 0; i < tile; i++) {
      const start = scratch + <usize>i * between;
      if (stride == 1) {
        depthwiseRow(from + <usize>(y + i) * row, row, channels, windowWeights, windowBias, start, width);
      } else {
        // "SAME" padding of an even size with stride 2 adds the missing row and column at the end.
        const first = from + <usize>((y + i) * 2 + 1) * row + pixel;
        depthwiseRowBy2(first, row, channels, windowWeights, windowBias, start, width);
      }
    }
    // prettier-ignore
    multiply(scratch, channels, between, weights, bias, to, columns, toRow, rest, restColumns, restRow, tile, width, clip);
    to += <usize>tile * toRow;
    if (rest) rest += <usize>tile * restRow;
  }
}

/** The maximum of each 2×2 pixels. */
export function pool(from: usize, to: usize, channels: usize, height: i32, width: i32): void {
  const pixel = channels << 2;
  const row: usize = (<usize>width * 2 + 2) * pixel;
  const toRow: usize = (<usize>width + 2) * pixel;
  for (let y: usize = 0; y < <usize>height; y++) {
    let p = from + (y * 2 + 1) * row + pixel;
    let o = to + (y + 1) * toRow + pixel;
    for (let x = 0; x < width; x++) {
      for (let k: usize = 0; k < pixel; k += 16) {
        const upper = f32x4.max(v128.load(p + k), v128.load(p + k + pixel));
        const lower = f32x4.max(v128.load(p + k + row), v128.load(p + k + row + pixel));
        v128.store(o + k, f32x4.max(upper, lower));
      }
      p += 2 * pixel;
      o += pixel;
    }
  }
}

/**
 * Adds a picture, scaled to twice its size (bilinear, half-pixel centres), to the one at `to`. `height` and `width` are
 * those of `from`.
 */
export function addDoubled(from: usize, to: usize, channels: usize, height: i32, width: i32): void {
  const pixel = channels << 2;
  const row: usize = (<usize>width + 2) * pixel;
  const toRow: usize = (<usize>width * 2 + 2) * pixel;
  const quarter = f32x4.splat(0.25);
  const threeQuarters = f32x4.splat(0.75);
  for (let y = 0; y < 2 * height; y++) {
    const near = from + <usize>((y >> 1) + 1) * row + pixel;
    const far = from + <usize>(neighbour(y, height) + 1) * row + pixel;
    let o = to + <usize>(y + 1) * toRow + pixel;
    for (let x = 0; x < 2 * width; x++) {
      const n: usize = <usize>(x >> 1) * pixel;
      const f: usize = <usize>neighbour(x, width) * pixel;
      for (let k: usize = 0; k < pixel; k += 16) {
        const upper = madd(threeQuarters, v128.load(near + n + k), f32x4.mul(quarter, v128.load(near + f + k)));
        const lower = madd(threeQuarters, v128.load(far + n + k), f32x4.mul(quarter, v128.load(far + f + k)));
        v128.store(o + k, madd(threeQuarters, upper, madd(quarter, lower, v128.load(o + k))));
      }
      o += pixel;
    }
  }
}

/** The row or column that has a quarter of the weight at a position of the doubled picture. */
function neighbour(place: i32, size: i32): i32 {
  const next = (place >> 1) + (place & 1 ? 1 : -1);
  return min(max(next, 0), size - 1);
}

/**
 * The first convolution: 3×3 pixels of three channels with stride 2, computed as a matrix product of depth 28. The
 * input, twice as high and wide, has a border on the right and at the bottom only.
 */
export function first(
  from: usize,
  weights: usize,
  bias: usize,
  to: usize,
  columns: usize,
  height: i32,
  width: i32,
  scratch: usize,
): void {
  const row: usize = (<usize>width * 2 + 1) * 12;
  const toRow: usize = ((<usize>width + 2) * columns) << 2;
  to += toRow + (columns << 2);
  for (let y = 0; y < height; y++) {
    let o = scratch;
    for (let x = 0; x < width; x++) {
      let p = from + <usize>x * 24;
      for (let line = 0; line < 3; line++) {
        v128.store(o, v128.load(p));
        v128.store(o, v128.load(p, 16), 16);
        f32.store(o, f32.load(p, 32), 32);
        p += row;
        o += 36;
      }
      f32.store(o, 0);
      o += 4;
    }
    multiply(scratch, 28, 0, weights, bias, to, columns, 0, 0, 0, 0, 1, width, true);
    from += 2 * row;
    to += toRow;
  }
}

/**
 * Converts bytes to x / 127.5 - 1, in a square picture of three channels with a border on the right and at the bottom.
 */
export function widen(from: usize, to: usize, side: i32): void {
  const scale = f32x4.splat(1 / 127.5);
  const shift = f32x4.splat(-1);
  for (let y = 0; y < side; y++) {
    for (let i = 0; i < side * 3; i += 4) {
      const words = i16x8.extend_low_i8x16_u(v128.load32_zero(from));
      v128.store(to, madd(f32x4.convert_i32x4_u(i32x4.extend_low_i16x8_u(words)), scale, shift));
      from += 4;
      to += 16;
    }
    to += 12;
  }
}
