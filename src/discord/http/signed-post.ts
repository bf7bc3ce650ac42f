import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Clock } from '../../clock.ts';
import type { Logger } from '../../ops/log/logger.ts';
import { readBody } from './read-body.ts';
import { createSignatureCheck } from './signature.ts';

export interface SignedPostOptions {
  /** The application's, 64 hex digits. */
  readonly publicKey: string;
  readonly clock: Clock;
  readonly logger: Pick<Logger, 'warn'>;
}

/** A wrong clock makes all requests stale: one line is enough. */
const WARN_EVERY_MS = 60_000;

/**
 * Reads requests that Discord signs.
 *
 * @returns a function that resolves to the JSON of a request, or has refused the request and resolves to `undefined`. It
 *   rejects if the request breaks off.
 */
export function createSignedPost({ publicKey, clock, logger }: SignedPostOptions) {
  const check = createSignatureCheck(publicKey);
  let warnedAt = -Infinity;

  const warnOfStale = () => {
    if (clock.now() - warnedAt < WARN_EVERY_MS) return;
    warnedAt = clock.now();
    logger.warn("Refused an interaction: by this machine's clock it was signed more than 5 s ago, or in the future");
  };

  return async (request: IncomingMessage, response: ServerResponse): Promise<unknown> => {
    const body = await readBody(request, clock);
    if (!body) return refuse(response, 413);
    const signature = check(request.headers, body, clock.now());
    if (signature === 'stale') warnOfStale();
    if (signature !== 'valid') return refuse(response, 401);
    return parsed(body) ?? refuse(response, 400);
  };
}

/** Answers a request without a body. */
export function refuse(response: ServerResponse, status: number): undefined {
  // The rest of a body that isn't read must not be taken for the next request.
  response.writeHead(status, { connection: 'close' }).end();
  return undefined;
}

function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString());
  } catch {
    return undefined;
  }
}
