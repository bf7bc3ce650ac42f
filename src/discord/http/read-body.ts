import type { IncomingMessage } from 'node:http';
import type { Clock } from '../../clock.ts';

/** Longer than any interaction: a message with ten embeds and forty components is far below 100 KB. */
const LONGEST_BYTES = 1024 * 1024;
/** Discord sends all of it at once. */
const LIMIT_MS = 10_000;

/**
 * Reads a request's body.
 *
 * @returns `undefined` if the request says that it's too long; it's then not read.
 * @throws if the client breaks off, is too slow, or sends more than it may.
 */
export async function readBody(request: IncomingMessage, clock: Clock): Promise<Buffer | undefined> {
  if (Number(request.headers['content-length'] ?? 0) > LONGEST_BYTES) return undefined;
  const ended = new AbortController();
  clock.sleep(LIMIT_MS, ended.signal).then(
    () => request.destroy(new Error('the body came too slowly')),
    () => undefined,
  );
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of request as AsyncIterable<Buffer>) {
      length += chunk.length;
      if (length > LONGEST_BYTES) throw new Error('the body is too long');
      chunks.push(chunk);
    }
  } finally {
    ended.abort();
  }
  return Buffer.concat(chunks);
}
