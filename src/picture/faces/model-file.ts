import { readFlatbuffer } from './flatbuffer.ts';
import type { Table } from './flatbuffer.ts';

/** The operators that the face detector uses, by their number in TensorFlow Lite's `BuiltinOperator`. */
const operatorNames = {
  0: 'add',
  3: 'convolution',
  4: 'depthwiseConvolution',
  6: 'dequantize',
  17: 'maxPool',
  19: 'relu',
  22: 'reshape',
  23: 'resizeBilinear',
  34: 'pad',
} as const;
type OperatorName = (typeof operatorNames)[keyof typeof operatorNames];

interface ModelTensor {
  /** For a picture: batch, height, width, channels. */
  readonly shape: readonly number[];
  /** The values, if they are part of the model: weights, or sizes. */
  readonly constant?: Float32Array | Int32Array;
}

export interface Operation {
  readonly name: OperatorName;
  /** Tensors by number. */
  readonly inputs: readonly number[];
  readonly output: number;
  /** The operator's own options, as in the file, by number in the schema. */
  readonly options: Table | undefined;
}

export interface Model {
  readonly tensors: readonly ModelTensor[];
  /** In an order in which they can run. */
  readonly operations: readonly Operation[];
  readonly inputs: readonly number[];
  readonly outputs: readonly number[];
}

/**
 * Reads a TensorFlow Lite model with 16-bit weights. The schema:
 * https://github.com/tensorflow/tensorflow/blob/master/tensorflow/compiler/mlir/lite/schema/schema.fbs
 * @throws Error for a model with other operators or number types
 */
export function readModel(file: Uint8Array): Model {
  const root = readFlatbuffer(file);
  const names = root.tables(1).map((code) => operatorName(code.int32(3) || code.int8(0)));
  const buffers = root.tables(4).map((buffer) => buffer.bytes(0));
  const [graph] = root.tables(2);
  if (!graph) throw new Error('model: no graph');

  const tensors: ModelTensor[] = graph.tables(0).map((table) => {
    const bytes = buffers[table.int32(2)];
    const shape = table.int32s(0);
    return bytes?.length ? { shape, constant: constantOf(bytes, table.int8(1)) } : { shape };
  });
  const operations = graph.tables(3).map((table): Operation => {
    const name = names[table.int32(0)];
    const [output] = table.int32s(2);
    if (name === undefined || output === undefined) throw new Error('model: an operation is not complete');
    return { name, inputs: table.int32s(1), output, options: table.table(4) };
  });
  // The weights are already 32-bit here, so a dequantize operation only renames its input.
  for (const { name, inputs, output } of operations) {
    const source = tensors[inputs[0] ?? -1];
    if (name === 'dequantize' && source) tensors[output] = source;
  }
  return {
    tensors,
    operations: operations.filter(({ name }) => name !== 'dequantize'),
    inputs: graph.int32s(1),
    outputs: graph.int32s(2),
  };
}

function operatorName(code: number): OperatorName {
  const name = Object.entries(operatorNames).find(([number]) => Number(number) === code)?.[1];
  if (!name) throw new Error(`model: operator ${code} is not known`);
  return name;
}

/** The schema's `TensorType`: 1 is float16, 2 is int32. */
function constantOf(bytes: Uint8Array, type: number): Float32Array | Int32Array {
  // A copy is aligned, as typed arrays require. `Buffer.slice` wouldn't copy.
  const { buffer } = new Uint8Array(bytes);
  if (type === 1) return new Float32Array(new Float16Array(buffer));
  if (type === 2) return new Int32Array(buffer);
  throw new Error(`model: number type ${type} is not known`);
}
