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
      const headers = new Headers(init.headers as Record<string, string>);
      const response = await request(url, {
        dispatcher: agent,
        method: (init.method ?? 'GET') as 'GET',
        headers: Object.fromEntries(headers),
        // JSON comes as text, an upload as the parts of a form; undici's types do not know that it takes those.
        body: (init.body ?? null) as string | null,
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
