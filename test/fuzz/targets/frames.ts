import assert from 'node:assert/strict';
import { createFrameReader, encodeFrame, FrameError } from '../../../src/picture/process/frames.ts';
import { ANSWER_LIMITS, answerSchema } from '../../../src/picture/process/picture-messages.ts';
import type { FuzzTarget } from '../support/target.ts';

const frame = (...messages: readonly unknown[]) => Buffer.concat(messages.flatMap((message) => encodeFrame(message)));

/** What a picture process sends is a row of messages or no frame, however the stream is cut. */
export const frames: FuzzTarget = {
  name: 'frames',
  seeds: () => [
    frame({ ready: true }),
    frame({ id: 1, output: { suits: false, bytes: Buffer.alloc(300, 7), faces: [{ x: 1, y: 2 }] } }),
    frame({ id: 2, fault: { reason: 'picture_damaged', params: { format: 'HEIC', count: 3 } } }),
    frame({ ready: true }, { id: 3, output: null }, { id: 4, output: { bytes: Buffer.alloc(0) } }),
  ],
  run(input) {
    const whole = read(input, input.length);
    for (const size of [1, 7, 64]) assert.deepEqual(read(input, size), whole);
  },
  shortRun: 1_500,
};

/** @param size of each chunk, in bytes. */
function read(input: Uint8Array, size: number): { readonly messages: unknown[]; readonly refused: boolean } {
  const messages: unknown[] = [];
  const reader = createFrameReader(ANSWER_LIMITS, (message) => {
    messages.push(message);
    answerSchema.safeParse(message);
  });
  try {
    for (let at = 0; at < input.length; at += size) reader.take(input.subarray(at, at + size));
    return { messages, refused: false };
  } catch (error) {
    if (!(error instanceof FrameError)) throw error;
    return { messages, refused: true };
  }
}
