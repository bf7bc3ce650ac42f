import type { ServerResponse } from 'node:http';
import type { Clock } from '../../clock.ts';

/** Interactions that came over HTTP, and whose requests wait for the first response. */
export interface OpenRequests {
  /**
   * Keeps a request open until it's answered or closed.
   *
   * @returns false if the interaction has been here before.
   */
  add(interactionId: string, response: ServerResponse): boolean;
  /**
   * Answers an interaction's request, once.
   *
   * @returns whether the whole response was sent; false too if no request of this interaction is open.
   */
  answer(interactionId: string, body: object): Promise<boolean>;
}

/** Discord closes the request after 3 s; this is for whoever doesn't. */
const LIMIT_MS = 10_000;
/** Longer than a signature is valid, so that a request can't be sent again. */
const REMEMBERED_MS = 15_000;

export function createOpenRequests(clock: Clock): OpenRequests {
  const open = new Map<string, ServerResponse>();
  /** When to forget each interaction, the oldest first. */
  const seen = new Map<string, number>();

  const forgetOld = () => {
    for (const [id, endsAt] of seen) {
      if (endsAt > clock.now()) return;
      seen.delete(id);
    }
  };

  return {
    add(id, response) {
      forgetOld();
      if (seen.has(id)) return false;
      seen.set(id, clock.now() + REMEMBERED_MS);
      open.set(id, response);
      const closed = new AbortController();
      response.once('close', () => {
        closed.abort();
        open.delete(id);
      });
      clock.sleep(LIMIT_MS, closed.signal).then(
        () => response.headersSent || response.writeHead(504).end(),
        () => undefined,
      );
      return true;
    },
    async answer(id, body) {
      const response = open.get(id);
      open.delete(id);
      if (!response || response.headersSent || response.destroyed) return false;
      return await sendJson(response, body);
    },
  };
}

/** @returns whether all of it was sent before the connection was closed. */
export async function sendJson(response: ServerResponse, body: object): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  response.once('finish', () => resolve(true)).once('close', () => resolve(false));
  response.writeHead(200, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  response.end(JSON.stringify(body));
  return await promise;
}
