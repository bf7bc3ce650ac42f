import type { Filter } from './layers.ts';

export interface PackedFilter extends Filter {
  /** How many there are with those that were added to make the last panel whole. */
  readonly columns: number;
}

/**
 * Brings weights into the order in which the kernels read them: panels of eight columns, and of four at the end, each by
 * depth. Missing columns and depth are filled up with zeros.
 * @param depth more than the weights have, where the kernel wants a multiple of 4
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
