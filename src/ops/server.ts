import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';

/** Answers a request for a path. */
export type RouteHandler = (path: string) => Promise<Reply> | Reply;

/** Takes over a POST request: reads its body and answers it. Never rejects. */
export type PostHandler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

export interface Routes {
  /** For the operator, by path. */
  readonly internal?: Readonly<Record<string, RouteHandler>> | undefined;
  /** By path, for direct requests from this machine: a proxy on it may be anybody. Only their status is told. */
  readonly local?: Readonly<Record<string, RouteHandler>> | undefined;
  /** For everybody; `undefined` = not found. */
  readonly outside?: ((path: string) => Reply | undefined) | undefined;
  /** For everybody, by path. */
  readonly posts?: Readonly<Record<string, PostHandler>> | undefined;
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
  /** The variables that say so, for the operator. */
  readonly named?: { readonly port: string; readonly host: string };
  /** The address by which it is reached from outside. */
  readonly publicUrl?: string | undefined;
}

const USUAL_NAMES = { port: 'PORT', host: 'HOST' };

/** The server cannot listen on its address; the message says what to change. */
export class ListenError extends Error {
  override readonly name = 'ListenError';
}

/**
 * Longer than proxies keep unused connections (Caddy 2 min, Google's load balancer 10 min): an interaction that meets a
 * connection just being closed would be lost.
 */
const KEEP_ALIVE_MS = 620_000;

/**
 * Serves `routes`, keyed by path, on `host` and `port`.
 *
 * @throws {ListenError} when the port is taken or may not be used.
 */
export async function startServer(options: ServerOptions, routes: Routes): Promise<HttpServer> {
  const { port, host, publicUrl, named = USUAL_NAMES } = options;
  const publicHost = publicUrl === undefined ? undefined : new URL(publicUrl).host;
  const server = createServer((request, response) => {
    const { local, ...others } = routes;
    void answer(local && isFromHere(request, publicHost) ? { ...others, local } : others, request, response);
  });
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  server.listen(port, host);
  try {
    await once(server, 'listening');
  } catch (error) {
    throw new ListenError(listenProblem(error, options, named), { cause: error });
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
  { internal, local, outside, posts }: Routes,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const path = (request.url ?? '/').split('?', 1)[0] ?? '/';
  const post = request.method === 'POST' && posts && Object.hasOwn(posts, path) ? posts[path] : undefined;
  if (post) return await post(request, response);
  let reply: Reply = { status: 404, body: 'not found\n' };
  try {
    if (request.method === 'GET' || request.method === 'HEAD') {
      reply = outside?.(path) ?? (await routeIn(internal, path)?.(path)) ?? (await statusOnly(local, path)) ?? reply;
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

function routeIn(routes: Routes['internal'], path: string): RouteHandler | undefined {
  return routes && Object.hasOwn(routes, path) ? routes[path] : undefined;
}

async function statusOnly(routes: Routes['local'], path: string): Promise<Reply | undefined> {
  const reply = await routeIn(routes, path)?.(path);
  return reply && { status: reply.status, body: reply.status === 200 ? 'ok\n' : 'not ready\n' };
}

/** Headers that proxies add. */
const ADDED_BY_PROXIES = /^(x-forwarded|forwarded$|via$|x-real-ip$|true-client-ip$|cf-|x-client-ip$|x-original-)/;

/**
 * Whether a request was made on this machine, and not by a proxy for somebody else. A proxy that changes the `Host` to a
 * local one and adds nothing, as nginx does unless it's told otherwise, looks the same.
 */
function isFromHere({ headers, socket }: IncomingMessage, publicHost: string | undefined): boolean {
  const host = headers.host?.toLowerCase();
  if (host === undefined || host === publicHost || !isLoopback(socket.remoteAddress ?? '')) return false;
  if (Object.keys(headers).some((name) => ADDED_BY_PROXIES.test(name))) return false;
  const name = URL.parse(`http://${host}`)?.hostname ?? '';
  return name === 'localhost' || isLoopback(name);
}

function isLoopback(address: string): boolean {
  return /^(::ffff:)?127(\.\d+){3}$|^(::1|\[::1\])$/.test(address);
}

function listenProblem(
  error: unknown,
  { port, host }: ServerOptions,
  named: NonNullable<ServerOptions['named']>,
): string {
  const code: unknown = error instanceof Error ? Reflect.get(error, 'code') : undefined;
  if (code === 'EADDRINUSE')
    return `${named.port} ${port} on ${host} is in use: set ${named.port} to a free port, or to 0 to turn the health page off`;
  if (code === 'EACCES')
    return `${named.port} ${port} is not allowed for this user: set ${named.port} to a port above 1023`;
  return `${named.host} ${host} is not an address of this machine: set ${named.host} to 127.0.0.1 or 0.0.0.0`;
}
