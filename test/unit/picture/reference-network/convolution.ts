import type { Shape, Window } from './operators.ts';

/**
 * `to[row][column] = bias[column] + Σ from[row][k] · weights[column][k]`, which is a convolution with a 1×1 window. Two
 * rows by four columns at a time, so that eight sums stay in registers and each loaded number is used several times.
 */
export function multiply(from: Float32Array, weights: Float32Array, bias: Float32Array, to: Float32Array): void {
  const columns = bias.length;
  const depth = weights.length / columns;
  const rows = from.length / depth;
  const evenRows = rows & ~1;
  const fours = columns & ~3;
  for (let row = 0; row < evenRows; row += 2) {
    const r0 = row * depth;
    const r1 = r0 + depth;
    for (let column = 0; column < fours; column += 4) {
      const w0 = column * depth;
      const w1 = w0 + depth;
      const w2 = w1 + depth;
      const w3 = w2 + depth;
      let a0 = bias[column] ?? 0;
      let a1 = bias[column + 1] ?? 0;
      let a2 = bias[column + 2] ?? 0;
      let a3 = bias[column + 3] ?? 0;
      let [b0, b1, b2, b3] = [a0, a1, a2, a3];
      for (let k = 0; k < depth; k++) {
        const a = from[r0 + k] ?? 0;
        const b = from[r1 + k] ?? 0;
        const v0 = weights[w0 + k] ?? 0;
        const v1 = weights[w1 + k] ?? 0;
        const v2 = weights[w2 + k] ?? 0;
        const v3 = weights[w3 + k] ?? 0;
        a0 += a * v0;
        b0 += b * v0;
        a1 += a * v1;
        b1 += b * v1;
        a2 += a * v2;
        b2 += b * v2;
        a3 += a * v3;
        b3 += b * v3;
      }
      const at = row * columns + column;
      to[at] = a0;
      to[at + 1] = a1;
      to[at + 2] = a2;
      to[at + 3] = a3;
      to[at + columns] = b0;
      to[at + columns + 1] = b1;
      to[at + columns + 2] = b2;
      to[at + columns + 3] = b3;
    }
  }
  for (let row = 0; row < rows; row++) {
    for (let column = row < evenRows ? fours : 0; column < columns; column++) {
      let sum = bias[column] ?? 0;
      for (let k = 0; k < depth; k++) sum += (from[row * depth + k] ?? 0) * (weights[column * depth + k] ?? 0);
      to[row * columns + column] = sum;
    }
  }
}

/** Writes the pixels of the window at each position into one row, so that any convolution becomes a multiplication. */
export function unfold(from: Float32Array, size: Shape, to: Float32Array, target: Shape, window: Window): void {
  const { channels } = size;
  to.fill(0);
  let at = 0;
  for (let y = 0; y < target.height; y++) {
    for (let x = 0; x < target.width; x++) {
      for (let wy = 0; wy < window.height; wy++) {
        const fy = y * window.stride - window.top + wy;
        for (let wx = 0; wx < window.width; wx++, at += channels) {
          const fx = x * window.stride - window.left + wx;
          if (fy < 0 || fy >= size.height || fx < 0 || fx >= size.width) continue;
          const start = (fy * size.width + fx) * channels;
          for (let k = 0; k < channels; k++) to[at + k] = from[start + k] ?? 0;
        }
      }
    }
  }
}

/** A depthwise convolution with a 3×3 window. */
export function convolveDepthwise(
  from: Float32Array,
  size: Shape,
  weights: Float32Array,
  bias: Float32Array,
  to: Float32Array,
  target: Shape,
  window: Window,
): void {
  const { channels } = size;
  const row = size.width * channels;
  for (let y = 0; y < target.height; y++) {
    const top = y * window.stride - window.top;
    for (let x = 0; x < target.width; x++) {
      const left = x * window.stride - window.left;
      const at = (y * target.width + x) * channels;
      const start = top * row + left * channels;
      if (top >= 0 && left >= 0 && top + 2 < size.height && left + 2 < size.width) {
        seeWhole(from, start, row, weights, bias, to, at, channels);
        continue;
      }
      for (let k = 0; k < channels; k++) {
        let sum = bias[k] ?? 0;
        for (let wy = Math.max(0, -top); wy < 3 && top + wy < size.height; wy++) {
          for (let wx = Math.max(0, -left); wx < 3 && left + wx < size.width; wx++) {
            sum += (from[start + wy * row + wx * channels + k] ?? 0) * (weights[(wy * 3 + wx) * channels + k] ?? 0);
          }
        }
        to[at + k] = sum;
      }
    }
  }
}

/** The nine products of each channel if the whole window is inside. Written out, this is twice as fast. */
function seeWhole(
  from: Float32Array,
  start: number,
  row: number,
  weights: Float32Array,
  bias: Float32Array,
  to: Float32Array,
  at: number,
  channels: number,
): void {
  for (let k = 0; k < channels; k++) {
    const a = start + k;
    const b = a + row;
    const c = b + row;
    const upper =
      (from[a] ?? 0) * (weights[k] ?? 0) +
      (from[a + channels] ?? 0) * (weights[k + channels] ?? 0) +
      (from[a + 2 * channels] ?? 0) * (weights[k + 2 * channels] ?? 0);
    const middle =
      (from[b] ?? 0) * (weights[k + 3 * channels] ?? 0) +
      (from[b + channels] ?? 0) * (weights[k + 4 * channels] ?? 0) +
      (from[b + 2 * channels] ?? 0) * (weights[k + 5 * channels] ?? 0);
    const lower =
      (from[c] ?? 0) * (weights[k + 6 * channels] ?? 0) +
      (from[c + channels] ?? 0) * (weights[k + 7 * channels] ?? 0) +
      (from[c + 2 * channels] ?? 0) * (weights[k + 8 * channels] ?? 0);
    to[at + k] = (bias[k] ?? 0) + upper + middle + lower;
  }
}
