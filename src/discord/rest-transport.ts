import { STATUS_CODES } from 'node:http';
import type { RESTOptions } from 'discord.js';
import { Agent, Headers, request } from 'undici';

/** How discord.js' REST clients reach Discord. */
export interface RestTransport extends AsyncDisposable {
  readonly makeRequest: RESTOptions['makeRequest'];
}

/** Connections are kept for longer than the pauses between requests of a quiet bot, to save handshakes. */
const KEEP_ALIVE_MS = 30_000;
/** Discord is one host; a burst of answers should not wait for connections. */
const CONNECTIONS = 64;

/**
 * A transport with connections of its own. Without it discord.js sends through whatever copy of undici was loaded
 * first, and an upload made with one copy's form is refused by another's.
 */
export function createRestTransport(): RestTransport {
  const agent = new Agent({
    connections: CONNECTIONS,
    keepAliveTimeout: KEEP_ALIVE_MS,
    allowH2: false,
    connect: { timeout: 5000 },
  });
  return {
    async makeRequest(url, init) {
      const { body, type } = await encode(init.body);
      const headers = new Headers(init.headers as Record<string, string>);
      if (type) headers.set('content-type', type);
      const response = await request(url, {
        dispatcher: agent,
        method: (init.method ?? 'GET') as 'GET',
        headers: Object.fromEntries(headers),
        body,
        signal: init.signal ?? null,
      });
      const ok = response.statusCode >= 200 && response.statusCode < 300;
      return {
        body: null,
        arrayBuffer: () => response.body.arrayBuffer(),
        json: () => response.body.json(),
        text: () => response.body.text(),
        get bodyUsed() {
          return response.body.bodyUsed;
        },
        headers: new Headers(
          Object.entries(response.headers).map(([name, value]) => [name, String(value)] as [string, string]),
        ),
        status: response.statusCode,
        statusText: STATUS_CODES[response.statusCode] ?? '',
        ok,
      };
    },
    [Symbol.asyncDispose]: () => agent.destroy(),
  };
}

/** JSON comes as text, an upload as a form of Node's own. */
async function encode(body: unknown): Promise<{ body: string | Uint8Array | null; type?: string }> {
  if (body === undefined || body === null) return { body: null };
  if (typeof body === 'string') return { body };
  const whole = new Response(body as FormData);
  const type = whole.headers.get('content-type');
  return { body: new Uint8Array(await whole.arrayBuffer()), ...(type && { type }) };
}
