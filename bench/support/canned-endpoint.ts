import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { close, readText } from 'discord-simulator/endpoint';

export interface CannedCall {
  /** Milliseconds, by the clock that was given. */
  readonly askedAt: number;
  answeredAt: number;
  fetchedAt: number;
}

export interface CannedEndpoint extends AsyncDisposable {
  readonly url: string;
  readonly token: string;
  readonly calls: readonly CannedCall[];
  forget(): void;
}

/**
 * Answers every call with the same picture after the same time, for next to no work of its own: what is measured is the
 * bot, not the simulation of an endpoint.
 */
export async function startCannedEndpoint(options: {
  readonly latencyMs: number;
  readonly picture: Uint8Array;
  readonly now: () => number;
}): Promise<CannedEndpoint> {
  const { latencyMs, picture, now } = options;
  const calls: CannedCall[] = [];
  const type = picture[0] === 0x89 ? 'image/png' : 'image/jpeg';
  const server = createServer((request, response) => {
    if (request.method === 'GET') {
      const call = calls[Number(new URL(request.url ?? '/', url).pathname.split('/').at(-1))];
      if (call) call.fetchedAt = now();
      response.writeHead(200, { 'content-type': type, 'content-length': picture.length }).end(picture);
      return;
    }
    const call: CannedCall = { askedAt: now(), answeredAt: 0, fetchedAt: 0 };
    const image_url = `${url}/ft/${calls.push(call) - 1}`;
    void readText(request)
      .then(() => delay(latencyMs))
      .then(() => {
        call.answeredAt = now();
        response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ image_url }));
      });
  });
  // As the simulated Discord does it: a connection that is closed just as a bot uses it again looks like its fault.
  server.keepAliveTimeout = 0;
  // A burst opens more connections at once than Node lets wait by itself.
  server.listen({ host: '127.0.0.1', port: 0, backlog: 4096 });
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    token: `simulated-${randomUUID()}`,
    calls,
    forget: () => void calls.splice(0),
    [Symbol.asyncDispose]: () => close(server),
  };
}
