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
  if (!decoder) return await collect(body, maxBytes, onBytes);
  body.on('error', (error) => decoder.destroy(error)).pipe(decoder);
  try {
    return await collect(decoder, maxBytes, onBytes);
  } finally {
    body.destroy();
  }
}

/** By events: an asynchronous loop over a body in one piece waits for several turns. */
function collect(stream: Readable, maxBytes: number, onBytes: (bytes: number) => void): Promise<Buffer | 'too heavy'> {
  const chunks: Buffer[] = [];
  let size = 0;
  return new Promise((resolve, reject) => {
    stream
      .on('data', (chunk: Buffer) => {
        size += chunk.byteLength;
        onBytes(chunk.byteLength);
        chunks.push(chunk);
        if (size <= maxBytes) return;
        resolve('too heavy');
        stream.destroy();
      })
      .on('end', () => resolve(Buffer.concat(chunks, size)))
      .on('error', reject)
      // Nothing comes after an end or an error.
      .on('close', () => reject(new Error('The body ended early')));
  });
}
