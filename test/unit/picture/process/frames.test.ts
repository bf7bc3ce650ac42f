import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createFrameReader, encodeFrame, FrameError } from '../../../../src/picture/process/frames.ts';
import { ANSWER_LIMITS, answerSchema } from '../../../../src/picture/process/picture-messages.ts';
import { fewerOf } from '../../../support/cases.ts';

/** Bytes of the head of a frame. */
const HEAD = 12;
const LIMITS = { json: 1000, bytes: 1000, arrays: 3 };

/** Gives the bytes to a reader in chunks, cut at these places. */
function read(bytes: Uint8Array, cuts: readonly number[] = [], limits = LIMITS): unknown[] {
  const messages: unknown[] = [];
  const reader = createFrameReader(limits, (message) => messages.push(message));
  const places = [0, ...cuts.map((cut) => cut % (bytes.length + 1)), bytes.length].toSorted((a, b) => a - b);
  for (const [index, start] of places.entries()) reader.take(bytes.subarray(start, places[index + 1] ?? bytes.length));
  return messages;
}

function isRefusedOrRead(bytes: Uint8Array, cuts: readonly number[]): boolean {
  try {
    for (const message of read(bytes, cuts, ANSWER_LIMITS)) answerSchema.safeParse(message);
    return true;
  } catch (error) {
    return error instanceof FrameError;
  }
}

const array = fc.uint8Array({ maxLength: 50 }).map((bytes) => Buffer.from(bytes));
const messages = fc.array(
  fc.record({
    id: fc.nat(),
    text: fc.string({ maxLength: 20 }),
    inner: fc.record({ bytes: array, number: fc.integer(), nothing: fc.constant(null) }),
    list: fc.array(fc.oneof(fc.boolean(), fc.integer()), { maxLength: 5 }),
  }),
  { maxLength: 5 },
);

describe('frames', () => {
  test('what is sent arrives, however it is cut', () => {
    fc.assert(
      fc.property(messages, fc.array(fc.nat(), { maxLength: 20 }), (sent, cuts) => {
        expect(read(Buffer.concat(sent.flatMap(encodeFrame)), cuts)).toEqual(sent);
      }),
    );
  });

  test('what is sent arrives as well when it is written where it belongs, whatever comes at once', () => {
    fc.assert(
      fc.property(messages, fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1 }), (sent, sizes) => {
        const bytes = Buffer.concat(sent.flatMap(encodeFrame));
        const received: unknown[] = [];
        const reader = createFrameReader(LIMITS, (message) => received.push(message));
        for (let at = 0, chunk = 0; at < bytes.length; chunk += 1) {
          const space = reader.space();
          expect(space.length).toBeGreaterThan(0);
          const count = Math.min(space.length, sizes[chunk % sizes.length] ?? 1, bytes.length - at);
          space.set(bytes.subarray(at, at + count));
          reader.filled(count);
          at += count;
        }
        expect(received).toEqual(sent);
      }),
    );
  });

  test('byte arrays are parts of the memory that was given for the message', () => {
    const memory = Buffer.alloc(100);
    const received: unknown[] = [];
    const reader = createFrameReader(
      LIMITS,
      (message) => received.push(message),
      (bytes) => memory.subarray(0, bytes),
    );
    reader.take(Buffer.concat(encodeFrame({ bytes: Buffer.from('picture') })));
    expect(received).toEqual([{ bytes: Buffer.from('picture') }]);
    memory.fill('x');
    expect(received).toEqual([{ bytes: Buffer.from('xxxxxxx') }]);
  });

  test('byte arrays are not copied to be sent', () => {
    const bytes = Buffer.from('picture');
    expect(encodeFrame({ id: 1, input: { bytes } }).at(-1)).toBe(bytes);
  });

  test.each([
    ['JSON', { text: 'x'.repeat(1000) }],
    ['a byte array', { bytes: new Uint8Array(1001) }],
    ['byte arrays', [new Uint8Array(), new Uint8Array(), new Uint8Array(), new Uint8Array()]],
  ])('too much of %s is refused before it is there', (_what, message) => {
    const [start = new Uint8Array()] = encodeFrame(message);
    expect(() => read(start.subarray(0, HEAD))).toThrow(FrameError);
  });

  test('a byte array that is missing is refused', () => {
    expect(() => read(Buffer.concat([...encodeFrame({ $bytes: 0 })]))).toThrow(FrameError);
  });

  test('byte arrays that are longer or shorter together than the head says are refused', () => {
    for (const length of [6, 8]) {
      const bytes = Buffer.concat(encodeFrame({ bytes: Buffer.from('picture') }));
      bytes.writeUInt32BE(length, 12);
      expect(() => read(bytes)).toThrow(FrameError);
    }
  });

  test('any bytes are refused or read, and nothing else happens', () => {
    const nearly = fc
      .tuple(messages, fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1 }))
      .map(([sent, edits]) => {
        const bytes = Buffer.concat(sent.flatMap(encodeFrame));
        for (const [at, value] of edits) if (bytes.length > 0) bytes[at % bytes.length] = value;
        return bytes;
      });
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ maxLength: 200 }), nearly), fc.array(fc.nat()), (bytes, cuts) => {
        expect(isRefusedOrRead(bytes, cuts)).toBe(true);
      }),
      { numRuns: fewerOf(2000) },
    );
  });

  test('JSON that is too deep is refused', () => {
    const json = Buffer.from('['.repeat(30_000) + ']'.repeat(30_000));
    const head = Buffer.from([0xa8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    head.writeUInt32BE(json.length, 4);
    expect(() => read(Buffer.concat([head, json]), [], ANSWER_LIMITS)).toThrow(FrameError);
  });
});
