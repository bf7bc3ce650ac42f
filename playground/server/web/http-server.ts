import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ZodError } from 'zod';
import type { Suggestion, Typing, View } from '../../protocol.ts';
import { asset } from './assets.ts';
import type { Content } from './content.ts';
import { streamView } from '../events.ts';
import { photo } from './files.ts';
import { refusal, SECURITY_HEADERS } from './guard.ts';
import { readAction, type ReadAction } from '../read-action.ts';

export interface PlaygroundServer extends AsyncDisposable {
  readonly url: string;
}

interface Served {
  /** What this person sees; the first person's view if the id is unknown or missing. */
  look(person: string | null): View;
  act(person: string | null, action: ReadAction): Promise<void>;
  suggest(person: string | null, typing: Typing): Promise<readonly Suggestion[]>;
  file(path: string): Content | undefined;
  subscribe(listener: () => void): Disposable;
}

/**
 * Serves the page on 127.0.0.1 only.
 *
 * @param port 0 for a free one
 */
export async function servePage(served: Served, port: number): Promise<PlaygroundServer> {
  const server = createServer((request, response) => {
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.setHeader(name, value);
    respond(request, response).catch((error: unknown) => {
      if (response.headersSent) response.destroy();
      else reply(response, 400, explain(error));
    });
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const own = (server.address() as AddressInfo).port;
  const url = `http://127.0.0.1:${own}`;

  async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const refused = refusal(request, own);
    if (refused !== undefined) return reply(response, 403, refused);
    const { pathname, searchParams } = new URL(request.url ?? '/', url);
    const person = searchParams.get('person');
    if (request.method === 'POST' && pathname === '/act') {
      await served.act(person, await readAction(request));
      response.writeHead(204).end();
      return;
    }
    if (request.method !== 'GET') return reply(response, 405, 'Only GET is allowed here.');
    if (pathname === '/events') return streamView(response, () => served.look(person), served.subscribe);
    if (pathname === '/suggestions') {
      const suggestions = await served.suggest(person, readTyping(searchParams));
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(suggestions));
      return;
    }
    const content = served.file(pathname) ?? (await photo(pathname)) ?? (await asset(pathname));
    if (!content) return reply(response, 404, 'No such page.');
    response.writeHead(200, { 'content-type': content.type, 'cache-control': content.caching }).end(content.body);
  }

  return {
    url,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function readTyping(query: URLSearchParams): Typing {
  const [place = '', command = '', option = '', typed = ''] = ['place', 'command', 'option', 'typed'].map(
    (name) => query.get(name) ?? '',
  );
  return { place, command, option, typed };
}

function reply(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(text);
}

function explain(error: unknown): string {
  if (error instanceof ZodError) return error.issues.map(({ message }) => message).join(' ');
  return error instanceof Error ? error.message : String(error);
}
