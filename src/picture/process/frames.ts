/** What is sent between the bot and a picture process: JSON, and byte arrays beside it. */
export interface FrameLimits {
  /** Most bytes of the JSON. */
  readonly json: number;
  /** Most bytes of all byte arrays together. */
  readonly bytes: number;
  /** Most byte arrays. */
  readonly arrays: number;
}

/** What came over the channel is not a frame. */
export class FrameError extends Error {
  override readonly name = 'FrameError';
}

/** Changes with the layout. Also makes it unlikely that something printed by accident is taken for a frame. */
const VERSION = 0xa8;
/** Version (1 byte), number of byte arrays (1), 2 unused, the length of the JSON (4), and of all byte arrays (4). */
const HEAD = 12;
const LENGTH = 4;
/** Stands for a byte array in the JSON: its index among them. */
const PLACE = '$bytes';

/**
 * A frame is a head, the length of each byte array, the JSON, and the byte arrays. Numbers are big-endian.
 *
 * @param message plain objects, arrays, strings, finite numbers, booleans, null, and byte arrays anywhere among them.
 * @returns parts to be written one after another; the byte arrays are not copied.
 */
export function encodeFrame(message: unknown): readonly Uint8Array[] {
  const arrays: Uint8Array[] = [];
  const text = JSON.stringify(withoutArrays(message, arrays));
  const json = Buffer.byteLength(text);
  const start = Buffer.alloc(HEAD + LENGTH * arrays.length + json);
  start[0] = VERSION;
  start.writeUInt8(arrays.length, 1);
  start.writeUInt32BE(json, 4);
  start.writeUInt32BE(
    arrays.reduce((sum, { length }) => sum + length, 0),
    8,
  );
  arrays.forEach(({ length }, index) => start.writeUInt32BE(length, HEAD + LENGTH * index));
  start.write(text, HEAD + LENGTH * arrays.length);
  return [start, ...arrays];
}

function withoutArrays(value: unknown, arrays: Uint8Array[]): unknown {
  if (value instanceof Uint8Array) return { [PLACE]: arrays.push(value) - 1 };
  if (Array.isArray(value)) return value.map((item) => withoutArrays(item, arrays));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withoutArrays(item, arrays)]));
}

/** Puts frames together again from the chunks of a stream. It can't be used any more once it has thrown. */
export interface FrameReader {
  /**
   * Takes a chunk.
   *
   * @throws {FrameError} if the stream isn't one of frames; what `onMessage` throws.
   */
  take(chunk: Uint8Array): void;
  /** Where the next bytes of the stream belong. They can be written there instead of being given to `take`. */
  space(): Uint8Array;
  /**
   * Takes so many bytes that are in the space now.
   *
   * @throws as `take` does.
   */
  filled(bytes: number): void;
}

/**
 * No chunk makes it allocate more than the limits.
 *
 * @param onMessage is called for each message.
 * @param allocate gives the memory of a message, whose byte arrays are parts of it. Default: memory of its own, or of
 * Node's pool if it is small.
 */
export function createFrameReader(
  limits: FrameLimits,
  onMessage: (message: unknown) => void,
  allocate: (bytes: number) => Buffer = (bytes) => Buffer.allocUnsafe(bytes),
): FrameReader {
  const head = Buffer.alloc(HEAD);
  let part: Buffer = head;
  let count = 0;
  let next = readHead;

  function expect(memory: Buffer, then: () => void): void {
    part = memory;
    count = 0;
    next = then;
    if (memory.length === 0) then();
  }

  function readHead(): void {
    const [version, arrays = 0] = head;
    const json = head.readUInt32BE(4);
    const bytes = head.readUInt32BE(8);
    if (version !== VERSION) throw new FrameError('not a frame');
    if (arrays > limits.arrays || json > limits.json || bytes > limits.bytes) {
      throw new FrameError('a frame that is too large');
    }
    expect(allocate(LENGTH * arrays + json + bytes), () => readBody(arrays, json));
  }

  function readBody(count: number, json: number): void {
    const body = part;
    const text = LENGTH * count;
    let at = text + json;
    const arrays = Array.from({ length: count }, (_, index) =>
      body.subarray(at, (at += body.readUInt32BE(LENGTH * index))),
    );
    if (at !== body.length) throw new FrameError('byte arrays that are not as long as they should be');
    expect(head, readHead);
    onMessage(parse(body.toString('utf8', text, text + json), arrays));
  }

  const space = () => part.subarray(count);
  const filled = (bytes: number) => {
    count += bytes;
    if (count === part.length) next();
  };
  return {
    space,
    filled,
    take(chunk) {
      for (let at = 0; at < chunk.length;) {
        const piece = chunk.subarray(at, at + part.length - count);
        part.set(piece, count);
        at += piece.length;
        filled(piece.length);
      }
    },
  };
}

function parse(json: string, arrays: readonly Uint8Array[]): unknown {
  try {
    return withArrays(JSON.parse(json), arrays);
  } catch (cause) {
    throw new FrameError('not JSON', { cause });
  }
}

/** By hand, since a reviver takes several times as long. */
function withArrays(value: unknown, arrays: readonly Uint8Array[]): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => withArrays(item, arrays));
  if (!Object.hasOwn(value, PLACE)) {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withArrays(item, arrays)]));
  }
  const array = arrays[Number((value as Record<string, unknown>)[PLACE])];
  if (!array) throw new FrameError('a byte array that is missing');
  return array;
}
