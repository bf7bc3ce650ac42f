import { workerData } from 'node:worker_threads';
import { inputsFor } from './support/inputs.ts';
import { CURRENT_HEAD, type FuzzJob } from './support/watch.ts';
import { targetNamed } from './targets.ts';

// Tries inputs for some time, or until one fails. Each input is in memory that `fuzz.ts` shares, for the case that
// this thread hangs or runs out of memory.

const { name, seed, shared, untilMs } = workerData as FuzzJob;
const [count, length] = [new Int32Array(shared, 0, 1), new Int32Array(shared, 4, 1)];
const bytes = new Uint8Array(shared, CURRENT_HEAD);
const target = targetNamed(name);

for (const input of inputsFor(target, seed)) {
  length[0] = Math.min(input.length, bytes.length);
  bytes.set(input.subarray(0, bytes.length));
  Atomics.add(count, 0, 1);
  await target.run(input);
  if (Date.now() >= untilMs) break;
}
