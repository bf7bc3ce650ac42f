import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';

/** Answers a request for a path. */
export type RouteHandler = (path: string) => Promise<Reply> | Reply;

export interface Routes {
  /** For the operator, by path. Not served to requests that come through `PUBLIC_URL`. */
  readonly internal: Readonly<Record<string, RouteHandler>>;
  /** For everybody; `undefined` = not found. */
  readonly outside?: ((path: string) => Reply | undefined) | undefined;
}

export interface Reply {
  readonly status: number;
  readonly body: string | Uint8Array;
  readonly type?: string;
}

export interface HttpServer extends AsyncDisposable {
  readonly port: number;
}

export interface ServerOptions {
  readonly port: number;
  readonly host: string;
  /** The address by which it is reached from outside. */
  readonly publicUrl?: string | undefined;
}

/** The server cannot listen on its address; the message says what to change. */
export class ListenError extends Error {
  override readonly name = 'ListenError';
}

/**
 * Serves `routes`, keyed by path, on `host` and `port`.
 *
 * @throws {ListenError} when the port is taken or may not be used.
 */
export async function startServer({ port, host, publicUrl }: ServerOptions, routes: Routes): Promise<HttpServer> {
  const publicHost = publicUrl === undefined ? undefined : new URL(publicUrl).host;
  const server = createServer((request, response) => {
    // A proxy may change the Host header, but it adds one that names its client.
    const isForwarded = 'x-forwarded-for' in request.headers || 'forwarded' in request.headers;
    const isOutside = publicHost !== undefined && (isForwarded || request.headers.host?.toLowerCase() === publicHost);
    void answer(routes, isOutside, request, response);
  });
  server.listen(port, host);
  try {
    await once(server, 'listening');
  } catch (error) {
    throw new ListenError(listenProblem(error, port, host), { cause: error });
  }
  server.unref();
  return {
    port: (server.address() as AddressInfo).port,
    async [Symbol.asyncDispose]() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close').catch(() => undefined);
    },
  };
}

async function answer(
  { internal, outside }: Routes,
  isOutside: boolean,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const path = (request.url ?? '/').split('?', 1)[0] ?? '/';
  let reply: Reply = { status: 404, body: 'not found\n' };
  try {
    if (request.method === 'GET' || request.method === 'HEAD') {
      const route = isOutside ? undefined : internal[path];
      reply = outside?.(path) ?? (await route?.(path)) ?? reply;
    }
  } catch {
    reply = { status: 500, body: 'error\n' };
  }
  response.writeHead(reply.status, {
    'content-type': reply.type ?? 'text/plain; charset=utf-8',
    'cache-control': 'no-store',
  });
  response.end(request.method === 'HEAD' ? undefined : reply.body);
}

function listenProblem(error: unknown, port: number, host: string): string {
  const code: unknown = error instanceof Error ? Reflect.get(error, 'code') : undefined;
  if (code === 'EADDRINUSE')
    return `PORT ${port} on ${host} is in use: set PORT to a free port, or to 0 to turn the health page off`;
  if (code === 'EACCES') return `PORT ${port} is not allowed for this user: set PORT to one above 1023`;
  return `HOST ${host} is not an address of this machine: set HOST to 127.0.0.1 or 0.0.0.0`;
}
