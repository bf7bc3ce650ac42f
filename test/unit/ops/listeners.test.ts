import { once } from 'node:events';
import { createServer, request, type OutgoingHttpHeaders } from 'node:http';
import { text } from 'node:stream/consumers';
import { describe, expect, test, vi } from 'vitest';
import type { Logger } from '../../../src/ops/log/logger.ts';
import { startListeners, type ListenerOptions, type Pages } from '../../../src/ops/listeners.ts';
import { freePort } from '../../support/free-port.ts';

const SECRET = 'ok\nshards: 0 of 1\n';
const PATHS = ['/livez', '/readyz', '/metrics'];
const health: Pages['health'] = {
  '/livez': () => ({ status: 200, body: SECRET }),
  '/readyz': () => ({ status: 503, body: 'storage: disk is full\n' }),
};
const figures: Pages['figures'] = { '/metrics': () => ({ status: 200, body: 'figures' }) };
const outside: Pages['outside'] = (path) => (path === '/p/1.jpg' ? { status: 200, body: 'photo' } : undefined);
const posts: Pages['posts'] = {
  '/interactions': async (_request, response) => void response.writeHead(200).end('taken'),
};
const publicUrl = 'https://bot.example';
const warn = vi.fn<(fields: object, message: string) => void>();
const logger = { warn } as unknown as Logger;

async function start(options: Partial<ListenerOptions> & Partial<Pages>) {
  const [port, internal] = [await freePort(), await freePort()];
  const where = { port, host: '127.0.0.1', publicUrl: undefined, internalPort: internal, internalHost: '127.0.0.1' };
  const pages = { health, figures, outside, ...(options.posts && { posts: options.posts }) };
  const listeners = await startListeners({ ...where, ...options }, pages, logger);
  return { port, internal, [Symbol.asyncDispose]: () => listeners[Symbol.asyncDispose]() };
}

/** Asks with exactly these headers. */
async function ask(port: number, path: string, headers: OutgoingHttpHeaders = { host: `127.0.0.1:${port}` }) {
  const asked = request({ host: '127.0.0.1', port, path, headers, setHost: false, agent: false }).end();
  const [response] = (await once(asked, 'response')) as [NodeJS.ReadableStream & { statusCode: number }];
  return { status: response.statusCode, body: await text(response) };
}

const notFound = { status: 404, body: 'not found\n' };

test.each([
  ['an address of its own', { publicUrl }],
  ['interactions', { posts }],
])('with %s, whoever comes from outside sees nothing of the operator', async (_what, options) => {
  await using listening = await start(options);
  const { port } = listening;
  const local = `localhost:${port}`;
  const hostile: OutgoingHttpHeaders[] = [
    {},
    { host: 'bot.example' },
    { host: 'other.example' },
    { host: 'localhost.example' },
    { host: '127.0.0.1.example' },
    { host: '10.0.0.1' },
    { host: '0.0.0.0' },
    { host: '' },
    ...['x-forwarded-for', 'X-Forwarded-Proto', 'forwarded', 'via', 'x-real-ip', 'cf-connecting-ip', 'cf-ray'].map(
      (name) => ({ host: local, [name]: '192.0.2.1' }),
    ),
  ];
  for (const headers of hostile) {
    for (const path of PATHS) {
      const { status, body } = await ask(port, path, headers);
      expect({ headers, refused: [400, 404].includes(status) }).toEqual({ headers, refused: true });
      expect(body).not.toMatch(/ok|disk|figures/);
    }
  }
  expect(await ask(port, '/p/1.jpg', { host: 'bot.example' })).toEqual({ status: 200, body: 'photo' });
});

test('a direct check of the same machine gets a status at the public port, and nothing else', async () => {
  await using listening = await start({ publicUrl });
  for (const host of ['localhost', '127.0.0.1', 'LOCALHOST', '127.8.8.8', '[::1]']) {
    const headers = { host: `${host}:${listening.port}` };
    expect(await ask(listening.port, '/livez', headers)).toEqual({ status: 200, body: 'ok\n' });
    expect(await ask(listening.port, '/readyz', headers)).toEqual({ status: 503, body: 'not ready\n' });
    expect(await ask(listening.port, '/metrics', headers)).toEqual(notFound);
  }
});

test('the port of the operator has everything for the operator, and nothing for others', async () => {
  await using listening = await start({ publicUrl, posts });
  expect(await ask(listening.internal, '/livez')).toEqual({ status: 200, body: SECRET });
  expect(await ask(listening.internal, '/readyz')).toMatchObject({ body: 'storage: disk is full\n' });
  expect(await ask(listening.internal, '/metrics')).toEqual({ status: 200, body: 'figures' });
  for (const path of ['/p/1.jpg', '/interactions', '/toString']) {
    expect(await ask(listening.internal, path)).toEqual(notFound);
  }
});

describe('without anything public', () => {
  test('everything is at one port, also for a proxy of the operator', async () => {
    await using listening = await start({ internalPort: undefined });
    const { port } = listening;
    for (const headers of [{ host: 'bots.internal', 'x-forwarded-for': '192.0.2.1' }, { host: `localhost:${port}` }]) {
      expect(await ask(port, '/metrics', headers)).toEqual({ status: 200, body: 'figures' });
      expect(await ask(port, '/livez', headers)).toEqual({ status: 200, body: SECRET });
    }
    await expect(ask(port + 1, '/livez')).rejects.toThrow('ECONNREFUSED');
  });

  test('the port of the operator is there too if it is set', async () => {
    await using listening = await start({});
    expect(await ask(listening.port, '/metrics')).toMatchObject({ body: 'figures' });
    expect(await ask(listening.internal, '/metrics')).toMatchObject({ body: 'figures' });
  });
});

describe('a port of the operator that is not free', () => {
  test('if it was set, the bot does not start, and says which variable to change', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const { port } = taken.address() as { port: number };
    await expect(start({ publicUrl, internalPort: port })).rejects.toThrow(/^INTERNAL_PORT .* set INTERNAL_PORT to/);
    taken.close();
  });

  test('if it was not, the bot warns, and serves what is public', async () => {
    // The port after a free one is given to nobody else, and it is the one that the bot chooses for its own pages.
    const port = await freePort();
    const taken = createServer().listen(port + 1, '127.0.0.1');
    await once(taken, 'listening');
    await using _listening = await start({ publicUrl, port, internalPort: undefined });
    expect(warn).toHaveBeenCalledWith(expect.anything(), expect.stringMatching(/^Metrics are not served/));
    expect(await ask(port, '/p/1.jpg')).toMatchObject({ body: 'photo' });
    taken.close();
  });
});
