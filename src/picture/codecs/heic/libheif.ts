import { readFile } from 'node:fs/promises';
import makeLibheif from 'libheif-js/libheif-wasm/libheif.js';
import type { Libheif } from 'libheif-js/libheif-wasm/libheif.js';

let compiled: Promise<WebAssembly.Module> | undefined;

async function compile(): Promise<WebAssembly.Module> {
  const file = new URL(import.meta.resolve('libheif-js/libheif-wasm/libheif.wasm'));
  return await WebAssembly.compile(await readFile(file));
}

/** Creates a new instance of the decoder with its own memory. The decoder is compiled once. */
export async function newLibheif(): Promise<Libheif> {
  compiled ??= compile();
  const module = await compiled;
  return await makeLibheif({
    instantiateWasm(imports, done) {
      const instance = new WebAssembly.Instance(module, imports);
      done(instance);
      return instance.exports;
    },
    print: () => {},
    printErr: () => {},
  });
}

/** Helpers to call the C functions. */
export interface Caller {
  readonly heif: Libheif;
  /**
   * Calls a function that returns a `heif_error`.
   * @throws Error if it reports a failure
   */
  call(work: (error: number) => void): void;
  /** Calls a function that writes a pointer or number to an address, and returns that value. */
  get(work: (error: number, out: number) => void): number;
  int(address: number): number;
}

export function createCaller(heif: Libheif): Caller {
  // A heif_error: code, subcode, message.
  const error = heif._malloc(12);
  const out = heif._malloc(4);
  const int = (address: number) => heif.HEAP32[address >> 2] ?? 0;
  const call = (work: (error: number) => void) => {
    work(error);
    if (int(error) !== 0) throw new Error(`libheif: error ${int(error)}.${int(error + 4)}`);
  };
  return {
    heif,
    call,
    int,
    get(work) {
      call((at) => work(at, out));
      return int(out);
    },
  };
}

/** A four-character code, which libheif uses for item and property types. */
export function fourcc(name: string): number {
  return Buffer.from(name, 'latin1').readInt32BE();
}
