import { readFile } from 'node:fs/promises';
import { sourcePath } from '../../../root.ts';

/** The functions of `coding.as.ts`, where they are documented. All numbers are addresses in the memory, or counts. */
export interface Coding {
  freeFrom(): number;
  tableSize(): number;
  makeTable(from: number, end: number, isAc: number, to: number): number;
  readScan(
    from: number,
    fileEnd: number,
    mcu: number,
    mcuEnd: number,
    tables: number,
    mcus: number,
    interval: number,
    kept: number,
    to: number,
  ): number;
  keptFrom(): number;
  writeScan(from: number, last: number, mcu: number, mcuEnd: number, tables: number, to: number, room: number): number;
  drawOver(block: number, quantization: number, basis: number, kept: number, added: number): void;
}

/** Reads and compiles the functions. Once is enough for any number of files. */
export async function compileCoding(): Promise<WebAssembly.Module> {
  return await WebAssembly.compile(await readFile(sourcePath('picture/codecs/jpeg/coding.wasm')));
}

/** Creates the functions on this memory. */
export function instantiateCoding(module: WebAssembly.Module, memory: WebAssembly.Memory): Coding {
  // The exports are those of the source beside it. A test recompiles it and compares.
  return new WebAssembly.Instance(module, { env: { memory } }).exports as unknown as Coding;
}
