import { STATUS_CODES } from 'node:http';
import { DefaultUserAgent, type RESTOptions } from 'discord.js';
import { Agent, Headers, request } from 'undici';
import type { Clock } from '../../clock.ts';
import type { Logger } from '../../ops/log/logger.ts';
import { readRateLimit } from './rate-limit.ts';
import { createRefusalBrake, type Verdict } from './refusal-brake.ts';

/** Sends all of the process's requests to Discord: its REST clients' and those to the operator's webhook. */
export interface RestTransport extends AsyncDisposable {
  /** Rejects with a `HeldBackError` if Discord would refuse the request. A 429 always has a `Retry-After` header. */
  readonly makeRequest: RESTOptions['makeRequest'];
}

export interface RestTransportOptions {
  readonly clock: Clock;
  readonly logger: Pick<Logger, 'warn' | 'info'>;
}

/** Longer than the pauses between requests of a quiet bot, to save handshakes. */
const KEEP_ALIVE_MS = 30_000;
/** Discord is one host, and a burst of answers shouldn't wait for connections. */
const CONNECTIONS = 64;

/**
 * A transport with its own connections. Without it, discord.js sends through whichever copy of undici was loaded first,
 * and one copy refuses another's form.
 */
export function createRestTransport(options: RestTransportOptions): RestTransport {
  const brake = createRefusalBrake(options);
  const agent = new Agent({
    connections: CONNECTIONS,
    keepAliveTimeout: KEEP_ALIVE_MS,
    allowH2: false,
    connect: { timeout: 5000 },
  });

  return {
    async makeRequest(url, init) {
      const method = init.method ?? 'GET';
      const settle = await brake.admit({ method, url, signal: init.signal ?? undefined });
      let answered: Answered | undefined;
      try {
        answered = await send(agent, url, init);
      } finally {
        const retryAfterMs = settle(answered && verdictOf(answered, options.clock.now()));
        if (retryAfterMs !== undefined) answered?.response.headers.set('retry-after', String(retryAfterMs / 1000));
      }
      return answered.response;
    },
    async [Symbol.asyncDispose]() {
      brake[Symbol.dispose]();
      await agent.destroy();
    },
  };
}

interface Answered {
  readonly response: Awaited<ReturnType<RESTOptions['makeRequest']>>;
  /** Of an error response. */
  readonly text: string | undefined;
}

async function send(agent: Agent, url: string, init: Parameters<RESTOptions['makeRequest']>[1]): Promise<Answered> {
  const headers = new Headers(init.headers as Record<string, string>);
  // Discord requires it: https://discord.com/developers/docs/reference#user-agent
  if (!headers.has('user-agent')) headers.set('user-agent', DefaultUserAgent);
  const { statusCode, body, ...answer } = await request(url, {
    dispatcher: agent,
    method: (init.method ?? 'GET') as 'GET',
    headers: Object.fromEntries(headers),
    // JSON is text, an upload the parts of a form, which undici accepts although its types don't say so.
    body: (init.body ?? null) as string | null,
    signal: init.signal ?? null,
  });
  const ok = statusCode >= 200 && statusCode < 300;
  // discord.js leaves the body of many errors unread, so their connections couldn't be reused.
  const text = ok ? undefined : await body.text();
  const response: Answered['response'] = {
    body: null,
    arrayBuffer: async () => (text === undefined ? await body.arrayBuffer() : new TextEncoder().encode(text).buffer),
    json: async () => (text === undefined ? await body.json() : (JSON.parse(text) as unknown)),
    text: async () => text ?? (await body.text()),
    // Nobody asks. A getter would keep all that it can see, see `docs/performance.md`.
    bodyUsed: false,
    headers: new Headers(
      Object.entries(answer.headers).map(([name, value]) => [name, String(value)] as [string, string]),
    ),
    status: statusCode,
    statusText: STATUS_CODES[statusCode] ?? '',
    ok,
  };
  return { response, text };
}

function verdictOf({ response: { status, headers }, text = '' }: Answered, now: number): Verdict {
  return status === 429 ? readRateLimit(headers, text, now) : { status };
}
