import type { Model } from '../model-file.ts';
import { instantiateKernels, type Kernels } from './kernels.ts';
import { mergeOperations, usedBy, type Filter, type Layer } from './layers.ts';
import { createMemoryPlan, type PictureShape } from './memory-plan.ts';
import { packFilter } from './pack-filter.ts';

/** A model that is ready to run. */
export interface Network {
  /** A square of RGB pixels, 8 bits each. The caller fills it before each run. */
  readonly input: Uint8Array;
  /** Returns the model's outputs in their order: the channels of each pixel. */
  run(): readonly Float32Array[];
}

type Step = (kernels: Kernels) => void;

const PAGE_BYTES = 65_536;
/** Intermediate values of this size fit in the first-level cache of any processor. */
const TILE_BYTES = 16_384;
/** Enough floats for the largest tile and for the largest row of the first convolution. */
const SCRATCH_FLOATS = 65_536;

/**
 * Plans all steps and memory of a model once.
 * @throws Error for a model that isn't built like the face detector
 */
export function createNetwork(model: Model, kernels: WebAssembly.Module): Network {
  const layers = mergeOperations(model);
  const plan = createMemoryPlan();
  const constants: { readonly address: number; readonly values: Float32Array }[] = [];
  const addresses = new Map<number, number>();
  const lastUse = new Map(layers.flatMap((layer, index) => usedBy(layer).map((tensor) => [tensor, index] as const)));

  const keep = (values: Float32Array) => {
    const address = plan.reserve(values.length);
    constants.push({ address, values });
    return address;
  };
  const keepFilter = (filter: Filter, depth?: number) => {
    const packed = packFilter(filter, depth);
    return { weights: keep(packed.weights), bias: keep(packed.bias), columns: packed.columns };
  };
  const shapeOf = (tensor: number): PictureShape => {
    const [, side = 0, width, channels = 0] = model.tensors[tensor]?.shape ?? [];
    if (side !== width) throw new Error('model: a picture that is no square');
    return { side, channels: Math.ceil(channels / 4) * 4 };
  };
  const addressOf = (tensor: number) => {
    const address = addresses.get(tensor);
    if (address === undefined) throw new Error('model: a picture that nothing makes');
    return address;
  };
  const place = (tensor: number) => {
    const address = plan.take(shapeOf(tensor));
    addresses.set(tensor, address);
    return address;
  };

  const [inputTensor = -1] = model.inputs;
  const [, inputSide = 0] = model.tensors[inputTensor]?.shape ?? [];
  const inputFloats = inputSide ** 2 * 3;
  const inputAddress = plan.reserve(Math.ceil(inputFloats / Float32Array.BYTES_PER_ELEMENT));
  // Includes a border on the right and at the bottom, and the end of the last vector read.
  const wideAddress = plan.reserve((inputSide + 1) ** 2 * 3 + 4);
  const scratch = plan.reserve(SCRATCH_FLOATS);

  function stepOf(layer: Layer): Step {
    const { side, channels } = shapeOf(layer.to);
    switch (layer.kind) {
      case 'first': {
        const { weights, bias } = keepFilter(layer.filter, 28);
        const to = place(layer.to);
        return (run) => run.first(wideAddress, weights, bias, to, channels, side, side, scratch);
      }
      case 'separable': {
        const { stride, clip, rest } = layer;
        const from = addressOf(layer.from);
        const depth = shapeOf(layer.from).channels;
        const [windowWeights, windowBias] = [keep(layer.window.weights), keep(layer.window.bias)];
        const { weights, bias } = keepFilter(layer.filter);
        const [restAddress, restChannels] = rest === undefined ? [0, 0] : [addressOf(rest), shapeOf(rest).channels];
        const tile = tileRows(side, depth);
        const to = place(layer.to);
        return (run) =>
          // prettier-ignore
          run.separable(
            from, depth, stride, windowWeights, windowBias, weights, bias, to, channels, side, side,
            restAddress, restChannels, Number(clip), scratch, tile,
          );
      }
      case 'pointwise': {
        const from = addressOf(layer.from);
        const depth = shapeOf(layer.from).channels;
        const { weights, bias } = keepFilter(layer.filter);
        const to = place(layer.to);
        const clip = Number(layer.clip);
        return (run) => run.pointwise(from, depth, weights, bias, to, channels, side, side, clip);
      }
      case 'pool': {
        const from = addressOf(layer.from);
        const to = place(layer.to);
        return (run) => run.pool(from, to, channels, side, side);
      }
      case 'addDoubled': {
        const from = addressOf(layer.from);
        const to = addressOf(layer.inPlace);
        addresses.set(layer.to, to);
        return (run) => run.addDoubled(from, to, channels, side / 2, side / 2);
      }
    }
  }

  const steps = layers.map((layer, index) => {
    const step = stepOf(layer);
    for (const tensor of usedBy(layer)) {
      const moved = layer.kind === 'addDoubled' && tensor === layer.inPlace;
      if (tensor !== inputTensor && !moved && lastUse.get(tensor) === index) {
        plan.giveBack(addressOf(tensor), shapeOf(tensor));
      }
    }
    return step;
  });

  const memory = new WebAssembly.Memory({ initial: Math.ceil(plan.bytes / PAGE_BYTES) });
  const floats = new Float32Array(memory.buffer);
  for (const { address, values } of constants) floats.set(values, address / Float32Array.BYTES_PER_ELEMENT);
  const outputs = model.outputs.map((output) => outputOf(output));
  const run = instantiateKernels(kernels, memory);

  /** Copies an output without its border and padded channels. The output's number may come from a reshape. */
  function outputOf(output: number): () => Float32Array {
    const source = model.operations.find((operation) => operation.output === output)?.inputs[0] ?? -1;
    const { side, channels } = shapeOf(source);
    const wanted = model.tensors[source]?.shape[3] ?? 0;
    const start = addressOf(source) / Float32Array.BYTES_PER_ELEMENT;
    return () => {
      const values = new Float32Array(side * side * wanted);
      for (let row = 0, to = 0; row < side; row++) {
        let from = start + ((row + 1) * (side + 2) + 1) * channels;
        for (let column = 0; column < side; column++, from += channels) {
          for (let k = 0; k < wanted; k++) values[to++] = floats[from + k] ?? 0;
        }
      }
      return values;
    };
  }

  return {
    input: new Uint8Array(memory.buffer, inputAddress, inputFloats),
    run() {
      run.widen(inputAddress, wideAddress, inputSide);
      for (const step of steps) step(run);
      return outputs.map((read) => read());
    },
  };
}

/** How many rows of a picture fit in the first-level cache and divide its height evenly. */
function tileRows(side: number, channels: number): number {
  const most = TILE_BYTES / (side * channels * Float32Array.BYTES_PER_ELEMENT);
  let rows = Math.max(1, Math.min(side, Math.floor(most)));
  while (side % rows !== 0) rows -= 1;
  return rows;
}
