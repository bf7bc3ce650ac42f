import { request } from 'node:http';
import { buffer } from 'node:stream/consumers';
import type { SignatureHeaders } from './signing.ts';

export interface PostAnswer {
  status: number;
  type: string;
  body: string;
}

/** POSTs a signed body over a connection of its own. Rejects when the connection breaks, or with the signal's reason. */
export async function post(
  url: string,
  body: string,
  headers: SignatureHeaders,
  signal: AbortSignal,
): Promise<PostAnswer> {
  const { promise, resolve, reject } = Promise.withResolvers<PostAnswer>();
  const sent = request(url, {
    method: 'POST',
    agent: false,
    signal,
    headers: {
      ...headers,
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
      'user-agent': 'Discord-Interactions/1.0 (+https://discord.com)',
    },
  });
  sent.on('error', reject).on('response', (response) => {
    const { statusCode: status = 0, headers: answered } = response;
    buffer(response).then(
      (bytes) => resolve({ status, type: answered['content-type'] ?? '', body: bytes.toString() }),
      reject,
    );
  });
  sent.end(body);
  return await promise;
}
