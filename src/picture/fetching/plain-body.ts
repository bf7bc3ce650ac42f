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
  readonly onBytes?: (bytes: number) => void;
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
  const declared = decoder ? 0 : Number(length ?? 0);
  const memory = declared > 0 && declared <= maxBytes ? Buffer.allocUnsafeSlow(room + declared) : undefined;
  const chunks: Buffer[] = [];
  let size = 0;
  if (decoder) body.on('error', (error) => decoder.destroy(error)).pipe(decoder);
  try {
    // Leaving the loop early destroys the stream.
    for await (const chunk of (decoder ?? body) as AsyncIterable<Buffer>) {
      // HTTP ends at the declared length.
      if (memory) chunk.copy(memory, room + size);
      else chunks.push(chunk);
      size += chunk.byteLength;
      onBytes?.(chunk.byteLength);
      if (size > maxBytes) return 'too heavy';
    }
  } finally {
    if (decoder) body.destroy();
  }
  return (memory ?? joined(chunks, room + size)).subarray(room, room + size);
}

/** Chunks at the end of new memory. */
function joined(chunks: readonly Buffer[], size: number): Buffer {
  const memory = Buffer.allocUnsafeSlow(size);
  let at = size - chunks.reduce((sum, { byteLength }) => sum + byteLength, 0);
  for (const chunk of chunks) at += chunk.copy(memory, at);
  return memory;
}
