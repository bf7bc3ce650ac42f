import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

/** Bytes before the current input in the shared memory: a counter, and the length of the input. */
export const CURRENT_HEAD = 8;
const MOST_INPUT = 2 << 20;
/** An input that takes longer than this hangs, in milliseconds. */
const HANGS_MS = 30_000;
/** Of the worker, in MB: no reader needs as much for inputs of this size. */
const MOST_HEAP_MB = 512;

export interface FuzzJob {
  readonly name: string;
  readonly seed: number;
  readonly shared: SharedArrayBuffer;
  readonly untilMs: number;
}

export interface FuzzResult {
  /** Inputs that were tried. */
  readonly tried: number;
  readonly failure?: { readonly input: Uint8Array; readonly error: unknown };
}

/** Tries inputs for some time, in a thread that may hang, fail, or run out of memory. */
export async function fuzzFor(name: string, seed: number, ms: number): Promise<FuzzResult> {
  const shared = new SharedArrayBuffer(CURRENT_HEAD + MOST_INPUT);
  const [count, length] = [new Int32Array(shared, 0, 1), new Int32Array(shared, 4, 1)];
  const workerData: FuzzJob = { name, seed, shared, untilMs: Date.now() + ms };
  const worker = new Worker(new URL('../worker.ts', import.meta.url), {
    workerData,
    resourceLimits: { maxOldGenerationSizeMb: MOST_HEAP_MB },
  });
  const hang = Promise.withResolvers<never>();
  let last = -1;
  const timer = setInterval(() => {
    const now = Atomics.load(count, 0);
    if (now === last) hang.reject(new Error(`one input took more than ${HANGS_MS / 1000} s`));
    last = now;
  }, HANGS_MS);
  try {
    // An error of the worker rejects.
    await Promise.race([once(worker, 'exit'), hang.promise]);
    return { tried: Atomics.load(count, 0) };
  } catch (error) {
    const input = Buffer.from(new Uint8Array(shared, CURRENT_HEAD, length[0]));
    return { tried: Atomics.load(count, 0), failure: { input, error } };
  } finally {
    clearInterval(timer);
    await worker.terminate();
  }
}
