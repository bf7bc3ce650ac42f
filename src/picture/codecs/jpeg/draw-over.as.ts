// AssemblyScript, imported by coding.as.ts: the transform of blocks (ITU-T T.81, annex A).

import { ZIGZAG } from './zigzag.as';

const SAMPLES = memory.data(4 * 64);
const SCRATCH = memory.data(4 * 64);

/**
 * Multiplies 8 rows by the basis, or by its transpose, and transposes what comes out.
 *
 * @param basis 8 rows of 8 floats, the cosines of one frequency each (A.3.3)
 */
function transform(from: usize, to: usize, basis: usize, step: usize, stride: usize): void {
  for (let row: usize = 0; row < 8; row++) {
    for (let column: usize = 0; column < 8; column++) {
      let sum: f32 = 0;
      for (let k: usize = 0; k < 8; k++) {
        sum += load<f32>(from + ((row * 8 + k) << 2)) * load<f32>(basis + ((column * stride + k * step) << 2));
      }
      store<f32>(to + ((column * 8 + row) << 2), sum);
    }
  }
}

/**
 * Draws over a block: each sample becomes itself times `kept` plus `added`.
 *
 * @param quantization 64 bytes, in zigzag order
 * @param kept,added 64 floats
 */
export function drawOver(block: usize, quantization: usize, basis: usize, kept: usize, added: usize): void {
  for (let k: usize = 0; k < 64; k++) {
    const place: usize = load<u8>(ZIGZAG + k);
    const value = <i32>load<i16>(block + (place << 1)) * <i32>load<u8>(quantization + k);
    store<f32>(SAMPLES + (place << 2), <f32>value);
  }
  transform(SAMPLES, SCRATCH, basis, 8, 1);
  transform(SCRATCH, SAMPLES, basis, 8, 1);
  for (let at: usize = 0; at < 4 * 64; at += 4) {
    const shown = max<f32>(0, min<f32>(255, load<f32>(SAMPLES + at) + 128));
    store<f32>(SAMPLES + at, shown * load<f32>(kept + at) + load<f32>(added + at) - 128);
  }
  transform(SAMPLES, SCRATCH, basis, 1, 8);
  transform(SCRATCH, SAMPLES, basis, 1, 8);
  for (let k: usize = 0; k < 64; k++) {
    const place: usize = load<u8>(ZIGZAG + k);
    const value = load<f32>(SAMPLES + (place << 2)) / <f32>load<u8>(quantization + k);
    store<i16>(block + (place << 1), <i16>nearest(value));
  }
}
