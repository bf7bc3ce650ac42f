import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createTcpServer } from 'node:net';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { close, listen, readText, startEndpoint } from 'discord-simulator/endpoint';
import { PATIENCE_MS } from 'discord-simulator/waiting';
import { type AceDataOptions, createAceDataEndpoint } from '../../../src/endpoint/acedata/client.ts';
import type { AgingEndpoint } from '../../../src/endpoint/aging-endpoint.ts';
import { eventually } from '../../support/eventually.ts';

const TOKEN = 'a-token';
const ANSWER = JSON.stringify({ image_url: 'https://x.myqcloud.com/ft/1' });
const REQUEST = { imageUrl: 'https://cdn.discordapp.com/a.jpg', ages: [{ age: 60 }] };

const cleanUps: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

async function serve(handler: Handler): Promise<{ url: string; server: Server }> {
  const server = createServer(handler);
  const url = await listen(server);
  cleanUps.push(() => close(server));
  return { url, server };
}

function connect(baseUrl: string, options: Partial<AceDataOptions> = {}): AgingEndpoint {
  const client = createAceDataEndpoint({ baseUrl, token: TOKEN, timeoutMs: PATIENCE_MS, connections: 2, ...options });
  cleanUps.push(async () => client[Symbol.asyncDispose]());
  return client;
}

/** Reads the request, then answers. */
const answering =
  (status: number, body: string, headers: Record<string, string> = {}): Handler =>
  (request, response) => {
    void readText(request).then(() => response.writeHead(status, headers).end(body));
  };

describe('a request', () => {
  test('a request is not sent when it may not be any more once there is a connection', async () => {
    let requests = 0;
    const { url } = await serve((_request, response) => {
      requests += 1;
      response.end(ANSWER);
    });
    const client = connect(url);
    const error = new Error('not ours');
    const refuse = () => {
      throw error;
    };
    await expect(client.changeAge(REQUEST, undefined, refuse)).rejects.toBe(error);
    expect(requests).toBe(0);
    expect(await client.changeAge(REQUEST, undefined, () => undefined)).toMatchObject({ imageUrl: expect.any(String) });
    expect(requests).toBe(1);
  });

  test.each(['', '/', '/base', '/base/'])(
    'the request matches the guide, for a base URL that ends in %j',
    async (ending) => {
      const seen: unknown[] = [];
      const { url } = await serve((request, response) => {
        void readText(request).then((body) => {
          const { accept, authorization, 'content-type': type } = request.headers;
          seen.push([request.method, request.url, accept, authorization, type, body]);
          response.end(ANSWER);
        });
      });
      const client = connect(url + ending);
      expect(await client.changeAge(REQUEST)).toEqual({ imageUrl: 'https://x.myqcloud.com/ft/1' });
      const body = '{"image_url":"https://cdn.discordapp.com/a.jpg","age_infos":[{"age":60}]}';
      const path = `${ending.replace(/\/$/, '')}/face/change-age`;
      expect(seen).toEqual([['POST', path, 'application/json', `Bearer ${TOKEN}`, 'application/json', body]]);
    },
  );

  test('the request has a rectangle only if one is given', async () => {
    const bodies: unknown[] = [];
    const { url } = await serve((request, response) => {
      void readText(request).then((body) => {
        bodies.push(JSON.parse(body));
        response.end(ANSWER);
      });
    });
    const faceRect = { x: 1, y: 2, width: 40, height: 50 };
    await connect(url).changeAge({ ...REQUEST, ages: [{ age: 20, faceRect }, { age: 30 }] });
    expect(bodies).toMatchObject([{ age_infos: [{ age: 20, face_rect: faceRect }, { age: 30 }] }]);
  });

  test("an invalid request isn't sent", async () => {
    const { url } = await serve(answering(200, ANSWER));
    await expect(connect(url).changeAge({ ...REQUEST, ages: [{ age: 81 }] })).rejects.toMatchObject({
      name: 'ZodError',
    });
  });

  test('the next request uses the same connection', async () => {
    const { url, server } = await serve(answering(200, ANSWER));
    let connections = 0;
    server.on('connection', () => {
      connections += 1;
    });
    const client = connect(url, { connections: 1 });
    for (let i = 0; i < 3; i += 1) await client.changeAge(REQUEST);
    expect(connections).toBe(1);
  });
});

describe('a connection that is never made', () => {
  const NOT_SENT = { reason: 'endpoint_unreachable', retry: 'again', billed: 'no', outcome: 'failed' };

  test('a refused connection is recognised', async () => {
    const { url, server } = await serve(answering(200, ANSWER));
    await close(server);
    await expect(connect(url).changeAge(REQUEST)).rejects.toMatchObject({ ...NOT_SENT, code: 'ECONNREFUSED' });
  });

  test('an unknown host name is recognised', async () => {
    await expect(connect('http://nowhere.invalid').changeAge(REQUEST)).rejects.toMatchObject(NOT_SENT);
  });

  test('a TLS failure is recognised', async () => {
    const { url } = await serve(answering(200, ANSWER));
    await expect(connect(url.replace('http:', 'https:')).changeAge(REQUEST)).rejects.toMatchObject(NOT_SENT);
  });

  test('a timeout before the connection is recognised, even if the server only listens', async () => {
    const silent = createTcpServer();
    const port = await new Promise<number>((resolve) => {
      silent.listen(0, '127.0.0.1', () => {
        const address = silent.address();
        resolve(typeof address === 'object' && address ? address.port : 0);
      });
    });
    silent.on('connection', (socket) => {
      socket.on('error', () => undefined);
      cleanUps.push(async () => void socket.destroy());
    });
    cleanUps.unshift(async () => void silent.close());
    const client = connect(`https://127.0.0.1:${port}`, { timeoutMs: 100 });
    await expect(client.changeAge(REQUEST)).rejects.toMatchObject(NOT_SENT);
  });
});

describe('a request that was sent', () => {
  const LOST = { reason: 'endpoint_lost', retry: 'never', billed: 'maybe', outcome: 'unknown' };
  /** Enough even on a busy machine. */
  const LONG_ENOUGH_TO_SEND_MS = 2_000;
  const TIMED_OUT = { reason: 'endpoint_timeout', retry: 'never', billed: 'maybe', outcome: 'unknown' };

  test('a sent request may be charged if the connection breaks', async () => {
    const { url } = await serve((request) => {
      void readText(request).then(() => request.socket.resetAndDestroy());
    });
    await expect(connect(url).changeAge(REQUEST)).rejects.toMatchObject(LOST);
  });

  test('a sent request may be charged after a timeout', async () => {
    const { url } = await serve(() => undefined);
    await expect(connect(url, { timeoutMs: LONG_ENOUGH_TO_SEND_MS }).changeAge(REQUEST)).rejects.toMatchObject(
      TIMED_OUT,
    );
  });

  test('a sent request may be charged after a timeout in the middle of a good answer', async () => {
    const { url } = await serve((_request, response) => {
      response.writeHead(200).write('{"image_url":');
    });
    await expect(connect(url, { timeoutMs: LONG_ENOUGH_TO_SEND_MS }).changeAge(REQUEST)).rejects.toMatchObject({
      ...TIMED_OUT,
      status: 200,
    });
  });

  test('a sent request may be charged if a good answer breaks off', async () => {
    const { url } = await serve((_request, response) => {
      response.writeHead(200, { 'content-length': '500' }).write('{', () => response.destroy());
    });
    await expect(connect(url).changeAge(REQUEST)).rejects.toMatchObject({ ...LOST, status: 200 });
  });

  test('a failure whose answer breaks off is recognised by its status', async () => {
    const { url } = await serve((_request, response) => {
      response.writeHead(503, { 'content-length': '500' }).write('{', () => response.destroy());
    });
    await expect(connect(url).changeAge(REQUEST)).rejects.toMatchObject({
      reason: 'endpoint_unreachable',
      billed: 'no',
    });
  });

  test('a sent request may be charged if the answer is too long to read', async () => {
    const { url } = await serve(
      answering(200, JSON.stringify({ padding: 'x'.repeat(300 * 1024), ...JSON.parse(ANSWER) })),
    );
    const error = { reason: 'endpoint_answer_invalid', billed: 'maybe', retry: 'never' };
    await expect(connect(url).changeAge(REQUEST)).rejects.toMatchObject(error);
  });

  test("a redirect isn't followed", async () => {
    let followed = 0;
    const other = await serve((_request, response) => {
      followed += 1;
      response.end(ANSWER);
    });
    const { url } = await serve(answering(307, '', { location: other.url }));
    await expect(connect(url).changeAge(REQUEST)).rejects.toMatchObject({ reason: 'endpoint_missing', status: 307 });
    expect(followed).toBe(0);
  });

  test("the error doesn't contain the key if the answer repeats it", async () => {
    const { url } = await serve(
      answering(401, JSON.stringify({ error: { code: 'invalid_token', message: `bad ${TOKEN}` } })),
    );
    const error: unknown = await connect(url)
      .changeAge(REQUEST)
      .catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ reason: 'endpoint_unauthorised', detail: 'bad [secret]' });
    expect(JSON.stringify(error)).not.toContain(TOKEN);
  });

  test('the error says how long to wait', async () => {
    const { url } = await serve(answering(429, '', { 'retry-after': '3' }));
    await expect(connect(url).changeAge(REQUEST)).rejects.toMatchObject({
      reason: 'rate_limited',
      retryAfterMs: 3_000,
    });
  });
});

describe('an aborted request', () => {
  test("an aborted request ends with its signal's reason", async () => {
    const arrived = vi.fn<() => void>();
    const { url } = await serve(() => {
      arrived();
    });
    const abort = new AbortController();
    const outcome = connect(url)
      .changeAge(REQUEST, abort.signal)
      .catch((error: unknown) => error);
    await eventually(() => expect(arrived).toHaveBeenCalled());
    abort.abort(new Error('stopped'));
    expect(await outcome).toMatchObject({ message: 'stopped' });
    await expect(connect(url).changeAge(REQUEST, abort.signal)).rejects.toThrow('stopped');
    expect(arrived).toHaveBeenCalledOnce();
  });
});

describe('with the simulated endpoint', () => {
  test('a picture is changed as the guide says', async () => {
    await using endpoint = await startEndpoint();
    const photo = await readFile(new URL('../../photos/grace-hopper.jpg', import.meta.url));
    const { url } = await serve((_request, response) => {
      response.end(photo);
    });
    const client = connect(endpoint.url, { token: endpoint.token });
    const { imageUrl } = await client.changeAge({ imageUrl: `${url}/photo`, ages: [{ age: 60 }] });
    expect((await fetch(imageUrl)).headers.get('content-type')).toBe('image/jpeg');
    await expect(client.changeAge({ imageUrl: endpoint.url, ages: [{ age: 60 }] })).rejects.toMatchObject({
      reason: 'picture_unreachable',
    });
    expect(endpoint.problems).toEqual(['GET / is not in the guide']);
    expect(endpoint.charged).toBe(1);
  });

  test('a probe accepts a valid key without a charge', async () => {
    await using endpoint = await startEndpoint();
    expect(await connect(endpoint.url, { token: endpoint.token }).probe()).toBeUndefined();
    expect(endpoint.probes).toMatchObject([{ outcome: '400 bad_request' }]);
    expect(endpoint.problems).toEqual([]);
    expect(endpoint.charged).toBe(0);
  });

  test.each([
    [401, 'invalid_token', 'endpoint_unauthorised'],
    [400, 'token_mismatched', 'endpoint_mismatched'],
    [403, 'something_new', 'endpoint_forbidden'],
    [400, 'api_not_implemented', 'endpoint_missing'],
    [403, 'used_up', 'endpoint_unfunded'],
    [403, 'disabled', 'endpoint_disabled'],
    [503, '', 'endpoint_unreachable'],
    [400, 'bad_request', undefined],
  ])('a probe that is answered by %i %j finds %j', async (status, code, reason) => {
    await using endpoint = await startEndpoint();
    endpoint.scriptProbes([{ answer: { status, body: { error: { code, message: '' } } } }]);
    expect((await connect(endpoint.url).probe())?.reason).toBe(reason);
  });
});
