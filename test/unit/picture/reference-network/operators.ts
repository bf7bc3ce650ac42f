// The operators of the face detector, for a batch of one picture: rows of pixels of channels, one after the other.

/** Height, width and channels of a picture in a Float32Array. */
export interface Shape {
  readonly height: number;
  readonly width: number;
  readonly channels: number;
}

/** How a window moves over a picture. `top` and `left` are the rows and columns outside the picture at the start. */
export interface Window {
  readonly height: number;
  readonly width: number;
  readonly stride: number;
  readonly top: number;
  readonly left: number;
}

/** TensorFlow's "SAME" padding: an odd row or column is added at the end. */
export function sameWindow(from: Shape, to: Shape, height: number, width: number, stride: number): Window {
  const before = (size: number, window: number, count: number) =>
    Math.max(0, (count - 1) * stride + window - size) >> 1;
  return {
    height,
    width,
    stride,
    top: before(from.height, height, to.height),
    left: before(from.width, width, to.width),
  };
}

export function relu(values: Float32Array): void {
  for (let at = 0; at < values.length; at++) if ((values[at] ?? 0) < 0) values[at] = 0;
}

export function add(a: Float32Array, b: Float32Array, to: Float32Array): void {
  for (let at = 0; at < to.length; at++) to[at] = (a[at] ?? 0) + (b[at] ?? 0);
}

/** Halves height and width, with the maximum of each 2×2 pixels. */
export function maxPool(from: Float32Array, { width, channels }: Shape, to: Float32Array): void {
  const row = width * channels;
  let at = 0;
  for (let y = 0; y * row < from.length; y += 2) {
    for (let x = 0; x < width; x += 2) {
      const start = y * row + x * channels;
      for (let k = start; k < start + channels; k++) {
        const upper = Math.max(from[k] ?? 0, from[k + channels] ?? 0);
        const lower = Math.max(from[k + row] ?? 0, from[k + row + channels] ?? 0);
        to[at++] = Math.max(upper, lower);
      }
    }
  }
}

/** Adds channels of zeros after the existing ones. */
export function padChannels(from: Float32Array, before: number, to: Float32Array, after: number): void {
  to.fill(0);
  for (let read = 0, write = 0; read < from.length; read += before, write += after) {
    to.set(from.subarray(read, read + before), write);
  }
}

/** TensorFlow's bilinear resizing with half-pixel centres. */
export function resizeBilinear(from: Float32Array, size: Shape, to: Float32Array, target: Shape): void {
  const { channels } = size;
  const columns = positions(target.width, size.width);
  let at = 0;
  for (const { low: top, high: bottom, share: down } of positions(target.height, size.height)) {
    for (const { low: left, high: right, share: across } of columns) {
      const a = (top * size.width + left) * channels;
      const b = (top * size.width + right) * channels;
      const c = (bottom * size.width + left) * channels;
      const d = (bottom * size.width + right) * channels;
      for (let k = 0; k < channels; k++) {
        const upper = (from[a + k] ?? 0) * (1 - across) + (from[b + k] ?? 0) * across;
        const lower = (from[c + k] ?? 0) * (1 - across) + (from[d + k] ?? 0) * across;
        to[at++] = upper * (1 - down) + lower * down;
      }
    }
  }
}

function positions(count: number, of: number) {
  return Array.from({ length: count }, (_, index) => {
    const exact = Math.max(0, ((index + 0.5) * of) / count - 0.5);
    const low = Math.floor(exact);
    return { low, high: Math.min(low + 1, of - 1), share: exact - low };
  });
}
