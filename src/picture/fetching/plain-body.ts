import type { Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';

const decoders = { gzip: createGunzip, 'x-gzip': createGunzip, deflate: createInflate, br: createBrotliDecompress };

export interface BodyOptions {
  /** The `content-encoding`. */
  readonly encoding: string | undefined;
  /** The `content-length`, in bytes. */
  readonly length: string | undefined;
  readonly maxBytes: number;
  /** Bytes before the body in its memory, which are its own. Default: none. */
  readonly room?: number;
  /** Called with how many bytes have arrived since the last call. */
  readonly onBytes?: ((bytes: number) => void) | undefined;
}

/**
 * Reads a whole body, and decompresses it if the server compressed it unasked. A body of a declared length is read into
 * memory of that size: pieces that are kept until they are joined live so long that V8 has to mark its whole heap for
 * them.
 * @returns `too heavy` as soon as more than `maxBytes` were decompressed; the body is then destroyed
 */
export async function readPlainBody(
  body: Readable,
  { encoding, length, maxBytes, room = 0, onBytes }: BodyOptions,
): Promise<Buffer | 'too heavy'> {
  const decoder = encoding === undefined ? undefined : decoders[encoding.toLowerCase() as keyof typeof decoders]?.();
  if (!decoder) return await collect(body, { declared: Number(length ?? 0), maxBytes, room, onBytes });
  body.on('error', (error) => decoder.destroy(error)).pipe(decoder);
  try {
    return await collect(decoder, { declared: 0, maxBytes, room, onBytes });
  } finally {
    body.destroy();
  }
}

interface Collecting {
  /** The length that the server has told; 0 = none. */
  readonly declared: number;
  readonly maxBytes: number;
  readonly room: number;
  readonly onBytes: BodyOptions['onBytes'];
}

/** By events: an asynchronous loop over a body in one piece waits for several turns. */
function collect(stream: Readable, { declared, maxBytes, room, onBytes }: Collecting): Promise<Buffer | 'too heavy'> {
  const memory = declared > 0 && declared <= maxBytes ? Buffer.allocUnsafeSlow(room + declared) : undefined;
  const chunks: Buffer[] = [];
  let size = 0;
  return new Promise((resolve, reject) => {
    stream
      .on('data', (chunk: Buffer) => {
        // HTTP ends at the declared length.
        if (memory) chunk.copy(memory, room + size);
        else chunks.push(chunk);
        size += chunk.byteLength;
        onBytes?.(chunk.byteLength);
        if (size <= maxBytes) return;
        resolve('too heavy');
        stream.destroy();
      })
      .on('end', () => resolve((memory ?? joined(chunks, room + size)).subarray(room, room + size)))
      .on('error', reject)
      // Nothing comes after an end or an error.
      .on('close', () => reject(new Error('The body ended early')));
  });
}

/** Chunks at the end of new memory. */
function joined(chunks: readonly Buffer[], size: number): Buffer {
  const memory = Buffer.allocUnsafeSlow(size);
  let at = size - chunks.reduce((sum, { byteLength }) => sum + byteLength, 0);
  for (const chunk of chunks) at += chunk.copy(memory, at);
  return memory;
}
