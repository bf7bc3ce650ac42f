import type { Filter } from './layers.ts';

export interface PackedFilter extends Filter {
  /** The number of columns, including those that complete the last panel. */
  readonly columns: number;
}

/**
 * Packs weights in the order in which the kernels read them: panels of eight columns, and of four at the end, each by
 * depth. Missing columns and depth are filled with zeros.
 * @param depth larger than that of the weights if the kernel needs a multiple of 4
 */
export function packFilter({ weights, bias }: Filter, depth = weights.length / bias.length): PackedFilter {
  const given = weights.length / bias.length;
  const columns = Math.ceil(bias.length / 4) * 4;
  const packed = new Float32Array(columns * depth);
  let at = 0;
  for (let column = 0; column < columns;) {
    const width = columns - column >= 8 ? 8 : 4;
    for (let k = 0; k < depth; k++) {
      for (let within = column; within < column + width; within++) {
        const isGiven = within < bias.length && k < given;
        packed[at++] = isGiven ? (weights[within * given + k] ?? 0) : 0;
      }
    }
    column += width;
  }
  const packedBias = new Float32Array(columns);
  packedBias.set(bias);
  return { weights: packed, bias: packedBias, columns };
}
