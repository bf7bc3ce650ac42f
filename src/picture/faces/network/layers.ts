import type { Model, Operation } from '../model-file.ts';

/** Weights by output channel, as in the model, and the bias of each channel. */
export interface Filter {
  readonly weights: Float32Array;
  readonly bias: Float32Array;
}

/**
 * One computed step. Pictures are the model's tensors, by number. `clip` is a ReLU: it replaces negative values by 0.
 * An in-place step changes its input picture.
 */
export type Layer =
  | { readonly kind: 'first'; readonly from: number; readonly to: number; readonly filter: Filter }
  | {
      readonly kind: 'separable';
      readonly from: number;
      readonly to: number;
      readonly stride: number;
      readonly window: Filter;
      readonly filter: Filter;
      /** A picture to add. It may have fewer channels than the result. */
      readonly rest: number | undefined;
      readonly clip: boolean;
    }
  | {
      readonly kind: 'pointwise';
      readonly from: number;
      readonly to: number;
      readonly filter: Filter;
      readonly clip: boolean;
    }
  | { readonly kind: 'pool'; readonly from: number; readonly to: number }
  | { readonly kind: 'addDoubled'; readonly from: number; readonly inPlace: number; readonly to: number };

/**
 * Merges a model's operations into a few steps: a depthwise convolution, the pointwise one after it, the addition to
 * its result and its ReLU become one step.
 * @throws Error for a model that isn't built like the face detector
 */
export function mergeOperations(model: Model): Layer[] {
  const { operations, tensors, outputs } = model;
  const merged = new Set<Operation>();
  const usersOf = (tensor: number) => operations.filter(({ inputs }) => inputs.includes(tensor));
  const makerOf = (tensor: number) => operations.find(({ output }) => output === tensor);

  /** If the only operation that uses a tensor has this name, takes it into the current step. */
  const take = (tensor: number, name: Operation['name']): Operation | undefined => {
    const [user, ...others] = usersOf(tensor);
    if (user?.name !== name || others.length > 0) return undefined;
    merged.add(user);
    return user;
  };
  const clipped = (tensor: number) => {
    const relu = take(tensor, 'relu');
    return { to: relu?.output ?? tensor, clip: relu !== undefined };
  };
  const filterOf = ({ inputs: [, weights = -1, bias = -1] }: Operation): Filter => {
    const found = { weights: tensors[weights]?.constant, bias: tensors[bias]?.constant };
    if (!(found.weights instanceof Float32Array) || !(found.bias instanceof Float32Array)) {
      throw new Error('model: a convolution without weights');
    }
    return { weights: found.weights, bias: found.bias };
  };
  const windowOf = ({ inputs: [, weights = -1] }: Operation) => {
    const [, height, width] = tensors[weights]?.shape ?? [];
    return `${height}x${width}`;
  };

  function separable(operation: Operation, from: number): Layer {
    if (windowOf(operation) !== '3x3') throw new Error('model: a window that is not three by three');
    const point = take(operation.output, 'convolution');
    if (!point) throw new Error('model: a depthwise convolution without a pointwise one');
    const sum = take(point.output, 'add');
    const { to, clip } = clipped(sum?.output ?? point.output);
    return {
      kind: 'separable',
      from,
      to,
      stride: operation.options?.int32(1) ?? 1,
      window: filterOf(operation),
      filter: filterOf(point),
      rest: sum && unpadded(sum.inputs.find((input) => input !== point.output) ?? -1),
      clip,
    };
  }

  /** Skips padding with channels of zeros, because they don't need to be added. */
  function unpadded(tensor: number): number {
    const maker = makerOf(tensor);
    if (maker?.name !== 'pad') return tensor;
    merged.add(maker);
    return maker.inputs[0] ?? -1;
  }

  function convolution(operation: Operation, from: number): Layer {
    const filter = filterOf(operation);
    if (windowOf(operation) === '1x1') return { kind: 'pointwise', from, filter, ...clipped(operation.output) };
    const { to, clip } = clipped(operation.output);
    if (from !== model.inputs[0] || windowOf(operation) !== '3x3' || !clip) {
      throw new Error('model: an unknown convolution');
    }
    return { kind: 'first', from, to, filter };
  }

  function layerOf(operation: Operation): Layer | undefined {
    const { name, inputs, output } = operation;
    const [from = -1] = inputs;
    switch (name) {
      case 'depthwiseConvolution':
        return separable(operation, from);
      case 'convolution':
        return convolution(operation, from);
      case 'maxPool':
        return { kind: 'pool', from, to: output };
      case 'resizeBilinear': {
        const sum = take(output, 'add');
        const inPlace = sum?.inputs.find((input) => input !== output);
        if (!sum || inPlace === undefined || usersOf(inPlace).length > 1) throw new Error('model: an unknown resizing');
        return { kind: 'addDoubled', from, inPlace, to: sum.output };
      }
      case 'reshape':
        // A reshape at the very end: the values stay the same.
        if (outputs.includes(output)) return undefined;
        break;
      default:
    }
    throw new Error(`model: ${name} at a place that is not known`);
  }

  // In the file, what is added to a result comes before or after the result's own operations, so pools are created
  // first.
  const layers: Layer[] = [];
  for (const operation of operations) {
    if (merged.has(operation)) continue;
    merged.add(operation);
    const layer = layerOf(operation);
    if (layer) layers.push(layer);
  }
  return inOrder(layers, model.inputs[0] ?? -1);
}

/** Sorts the layers so that each one comes after its inputs. */
function inOrder(layers: readonly Layer[], input: number): Layer[] {
  const ready = new Set([input]);
  const ordered: Layer[] = [];
  const waiting = [...layers];
  while (waiting.length > 0) {
    const index = waiting.findIndex((layer) => usedBy(layer).every((tensor) => ready.has(tensor)));
    const [next] = index < 0 ? [] : waiting.splice(index, 1);
    if (!next) throw new Error('model: a layer without its input');
    ready.add(next.to);
    ordered.push(next);
  }
  return ordered;
}

/** The pictures that a layer reads. */
export function usedBy(layer: Layer): number[] {
  switch (layer.kind) {
    case 'separable':
      return layer.rest === undefined ? [layer.from] : [layer.from, layer.rest];
    case 'addDoubled':
      return [layer.from, layer.inPlace];
    default:
      return [layer.from];
  }
}
