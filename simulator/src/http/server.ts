import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { ApiError, apiError } from './api-error.ts';
import type { Fault, Faults } from './faults.ts';
import { REQUEST_LIMIT } from '../people/interactions.ts';
import { checkAnswer, checkRequest } from '../rest/checks/check.ts';
import { readBody } from '../rest/read-body.ts';
import { findRoute, type RequestKind, type RestAnswer, type Route, type UploadedFile } from '../rest/route.ts';
import { makeRateLimits, refusalHeaders, type RateLimits } from './rate-limits.ts';
import type { LoggedRequest } from '../world/state.ts';
import type { World } from '../world/world.ts';

/** REST and CDN on one server. The gateway uses its `upgrade` event. */
export function makeServer(world: World, routes: Route[], faults: Faults): Server {
  const limits = makeRateLimits();
  const server = createServer((request, response) => {
    serve(world, { routes, faults, limits }, request, response).catch((error: unknown) => {
      if (!request.complete) return; // the bot closed the connection
      world.problems.push(`the simulator itself failed: ${error instanceof Error ? error.stack : String(error)}`);
      response.destroy();
    });
  });
  // Closing an idle connection just as the bot reuses it would look like a fault that nobody injected.
  server.keepAliveTimeout = 0;
  return server;
}

async function serve(
  world: World,
  { routes, faults, limits }: { routes: Route[]; faults: Faults; limits: RateLimits },
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(request.url ?? '/', world.origin());
  const method = request.method ?? 'GET';
  // Links of ordinary webhooks have no version.
  const api = /^\/api(?:\/v10(?=\/)|(?=\/webhooks\/))(\/.*)$/.exec(url.pathname)?.[1];
  const found = api === undefined ? undefined : findRoute(routes, method, api);
  const path = api ?? url.pathname;
  const kind = kindOf(world, found, url.pathname);
  const fault = faults.pick({ method, path, kind });
  const authorization = request.headers.authorization;
  const log: LoggedRequest = {
    method,
    path: withoutToken(path),
    kind,
    at: world.now(),
    authorized: authorization !== undefined,
    body: undefined,
    files: [],
    ...(fault && { fault }),
  };
  world.requests.push(log);
  world.notify();

  if (fault && 'drop' in fault && fault.drop !== 'after') {
    if (fault.drop === 'mid-upload') await new Promise((resolve) => request.once('data', resolve).once('end', resolve));
    request.socket.destroy();
    return;
  }
  const body = await readBody(request, REQUEST_LIMIT);
  if (fault && 'delayMs' in fault) await delay(fault.delayMs);
  if (fault && 'until' in fault) await fault.until;
  if (body !== 'too large') {
    log.body = body.json;
    log.files = body.files.map(({ index, filename, bytes }) => ({ index, filename, size: bytes.length }));
  }
  const isCdn = kind === 'cdn';
  const target = found && { method, pattern: found.route.pattern, ids: found.ids };
  const answer = (): Answer =>
    isCdn
      ? world.cdn.answer(url)
      : rest(world, { method, path, url, found, body, request }, target ? limits.take(target) : {});
  const { status, headers, body: content } = (fault && faultAnswer(fault, target)) ?? answer();
  log.status = status;
  world.notify();
  if (fault && 'drop' in fault) {
    request.socket.destroy();
    return;
  }
  response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(content) }).end(content);
}

/** A failing test must not print tokens. */
const withoutToken = (path: string): string => path.replace(/^(\/(?:interactions|webhooks)\/\d+\/)[^/]+/, '$1…');

interface Answer {
  status: number;
  headers: Record<string, string>;
  body: Buffer | string;
}

function kindOf(world: World, found: ReturnType<typeof findRoute>, pathname: string): RequestKind {
  if (found?.route.kind === 'follow-up' && world.webhooks.has(found.ids[0] ?? '')) return 'webhook';
  if (found) return found.route.kind;
  return /^\/(?:proxy|(?:ephemeral-)?attachments|avatars|guilds|embed)\//.test(pathname) ? 'cdn' : 'unknown';
}

function rest(
  world: World,
  request: {
    method: string;
    path: string;
    url: URL;
    found: ReturnType<typeof findRoute>;
    body: { json: unknown; files: UploadedFile[] } | 'too large';
    request: IncomingMessage;
  },
  headers: Record<string, string>,
): Answer {
  const { method, path, url, found, body } = request;
  const where = `${method} ${withoutToken(path)}`;
  try {
    if (!found) {
      world.problems.push(`${where}: the simulator does not know this route`);
      throw apiError('notFound');
    }
    const { authorization, 'user-agent': agent } = request.request.headers;
    if (!/^DiscordBot \(\S+, \S+\)/.test(agent ?? '')) {
      world.problems.push(`${where}: the User-Agent is none that Discord asks of bots: DiscordBot (url, version)`);
      throw apiError('badUserAgent');
    }
    const isWrong = authorization === undefined ? found.route.authorized : authorization !== `Bot ${world.botToken}`;
    if (isWrong) throw apiError('unauthorized');
    if (body === 'too large') throw apiError('tooLarge');
    const { json: given, files } = body;
    const asked = { method, path, query: url.searchParams, body: given, files, where };
    checkRequest(world, found.route, asked);
    const answer = found.route.handle(asked, ...found.ids);
    checkAnswer(world, found.route, answer, where);
    return json(answer, headers);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return json({ status: error.status, body: error.body }, headers);
  }
}

function json({ status, body }: RestAnswer, headers: Record<string, string> = {}): Answer {
  if (body === undefined) return { status, headers, body: '' };
  return { status, headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) };
}

function faultAnswer(fault: Fault, target: Parameters<typeof refusalHeaders>[1]): Answer | undefined {
  if ('status' in fault) {
    if (typeof fault.body === 'string') return { status: fault.status, headers: fault.headers ?? {}, body: fault.body };
    return json({ status: fault.status, body: fault.body ?? { message: 'injected fault', code: 0 } }, fault.headers);
  }
  if (!('rateLimit' in fault)) return undefined;
  const { retryAfter, global = false } = fault.rateLimit;
  return json(
    { status: 429, body: { message: 'You are being rate limited.', retry_after: retryAfter, global } },
    refusalHeaders(fault.rateLimit, target),
  );
}
