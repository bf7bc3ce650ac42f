import { readFile } from 'node:fs/promises';
import { sourcePath } from '../../../root.ts';

/**
 * The functions of `kernels.as.ts`, where they are documented. All numbers are addresses in the memory, counts, or
 * flags (0 or 1).
 */
export interface Kernels {
  widen(from: number, to: number, side: number): void;
  first(
    from: number,
    weights: number,
    bias: number,
    to: number,
    columns: number,
    height: number,
    width: number,
    scratch: number,
  ): void;
  pointwise(
    from: number,
    depth: number,
    weights: number,
    bias: number,
    to: number,
    columns: number,
    height: number,
    width: number,
    clip: number,
  ): void;
  separable(
    from: number,
    channels: number,
    stride: number,
    windowWeights: number,
    windowBias: number,
    weights: number,
    bias: number,
    to: number,
    columns: number,
    height: number,
    width: number,
    rest: number,
    restColumns: number,
    clip: number,
    scratch: number,
    tile: number,
  ): void;
  pool(from: number, to: number, channels: number, height: number, width: number): void;
  addDoubled(from: number, to: number, channels: number, height: number, width: number): void;
}

/** Reads and compiles the kernels. Once is enough for any number of networks. */
export async function compileKernels(): Promise<WebAssembly.Module> {
  return await WebAssembly.compile(await readFile(sourcePath('picture/faces/network/kernels.wasm')));
}

/** Creates the kernels on this memory. */
export function instantiateKernels(module: WebAssembly.Module, memory: WebAssembly.Memory): Kernels {
  // The exports are those of the source beside it. A test recompiles it and compares.
  return new WebAssembly.Instance(module, { env: { memory } }).exports as unknown as Kernels;
}
