import { convolveDepthwise, multiply, unfold } from './convolution.ts';
import type { Model, Operation } from '../../../../src/picture/faces/model-file.ts';
import { add, maxPool, padChannels, relu, resizeBilinear, sameWindow } from './operators.ts';
import type { Shape } from './operators.ts';

/** A model that is ready to run, in plain TypeScript. The network in WebAssembly is compared with it. */
export interface ReferenceNetwork {
  /** The caller fills it before each run. */
  readonly input: Float32Array;
  /** Returns the model's outputs in their order. They are valid until the next run. */
  run(): readonly Float32Array[];
}

/**
 * Plans the run of a model once, with all its buffers.
 * @throws Error for a model that this implementation can't run
 */
export function createReferenceNetwork(model: Model): ReferenceNetwork {
  const values = new Map<number, Float32Array>();
  const lastUse = new Map<number, number>();
  model.operations.forEach(({ inputs }, index) => inputs.forEach((input) => lastUse.set(input, index)));
  for (const output of model.outputs) lastUse.set(output, Infinity);
  const spare: Float32Array[] = [];

  const shapeOf = (tensor: number): Shape => {
    const [, height = 1, width = 1, channels = 1] = model.tensors[tensor]?.shape ?? [];
    return { height, width, channels };
  };
  /** Takes an unused buffer of exactly this size, if there is one. */
  const allocate = (tensor: number): Float32Array => {
    const length = (model.tensors[tensor]?.shape ?? []).reduce((product, side) => product * side, 1);
    const index = spare.findIndex((buffer) => buffer.length === length);
    const buffer = spare.splice(index, index < 0 ? 0 : 1)[0] ?? new Float32Array(length);
    values.set(tensor, buffer);
    return buffer;
  };
  const valueOf = (tensor: number | undefined): Float32Array => {
    const value = values.get(tensor ?? -1) ?? model.tensors[tensor ?? -1]?.constant;
    if (!(value instanceof Float32Array)) throw new Error('model: an input is missing');
    return value;
  };

  function plan({ name, inputs, output, options }: Operation, index: number): () => void {
    const [first = -1, second, third] = inputs;
    const from = valueOf(first);
    if (name === 'relu' || name === 'reshape') {
      // In place: nothing else uses the previous values.
      if (lastUse.get(first) !== index) throw new Error(`model: the input of ${name} is used again`);
      values.set(output, from);
      return name === 'relu' ? () => relu(from) : () => {};
    }
    const to = allocate(output);
    const size = shapeOf(first);
    const target = shapeOf(output);
    switch (name) {
      case 'add': {
        const other = valueOf(second);
        return () => add(from, other, to);
      }
      case 'maxPool':
        return () => maxPool(from, size, to);
      case 'pad':
        return () => padChannels(from, size.channels, to, target.channels);
      case 'resizeBilinear':
        return () => resizeBilinear(from, size, to, target);
      case 'convolution':
      case 'depthwiseConvolution': {
        const [weights, bias] = [valueOf(second), valueOf(third)];
        const { height, width } = shapeOf(second ?? -1);
        const window = sameWindow(size, target, height, width, options?.int32(1) ?? 1);
        if (name === 'depthwiseConvolution') {
          if (height !== 3 || width !== 3) throw new Error('model: a window that is not three by three');
          return () => convolveDepthwise(from, size, weights, bias, to, target, window);
        }
        if (height === 1 && width === 1) return () => multiply(from, weights, bias, to);
        const rows = new Float32Array(target.height * target.width * height * width * size.channels);
        return () => {
          unfold(from, size, rows, target, window);
          multiply(rows, weights, bias, to);
        };
      }
      case 'dequantize':
        throw new Error('model: weights that are computed');
    }
  }

  const input = allocate(model.inputs[0] ?? -1);
  const steps = model.operations.map((operation, index) => {
    const step = plan(operation, index);
    for (const used of new Set(operation.inputs)) {
      const buffer = values.get(used);
      const renamed = buffer === values.get(operation.output);
      if (buffer && buffer !== input && !renamed && lastUse.get(used) === index) spare.push(buffer);
    }
    return step;
  });
  const outputs = model.outputs.map((output) => valueOf(output));

  return {
    input,
    run() {
      for (const step of steps) step();
      return outputs;
    },
  };
}
