import type { Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';

const decoders = { gzip: createGunzip, 'x-gzip': createGunzip, deflate: createInflate, br: createBrotliDecompress };

/**
 * Reads a whole body, and decompresses it if the server compressed it unasked.
 * @param encoding the `content-encoding`, if any
 * @param onBytes called with how many bytes have arrived since the last call
 * @returns `too heavy` as soon as more than `maxBytes` were decompressed; the body is then destroyed
 */
export async function readPlainBody(
  body: Readable,
  encoding: string | undefined,
  maxBytes: number,
  onBytes: (bytes: number) => void = () => undefined,
): Promise<Buffer | 'too heavy'> {
  const decoder = encoding === undefined ? undefined : decoders[encoding.toLowerCase() as keyof typeof decoders]?.();
  const chunks: Buffer[] = [];
  let size = 0;
  if (decoder) body.on('error', (error) => decoder.destroy(error)).pipe(decoder);
  try {
    // Leaving the loop early destroys the stream.
    for await (const chunk of (decoder ?? body) as AsyncIterable<Buffer>) {
      size += chunk.byteLength;
      onBytes(chunk.byteLength);
      if (size > maxBytes) return 'too heavy';
      chunks.push(chunk);
    }
  } finally {
    if (decoder) body.destroy();
  }
  return Buffer.concat(chunks, size);
}
