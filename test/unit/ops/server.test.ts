import { expect, test } from 'vitest';
import { startServer, type Routes } from '../../../src/ops/server.ts';
import { freePort } from '../../support/free-port.ts';

const internal: Routes['internal'] = { '/metrics': () => ({ status: 200, body: 'figures' }) };
const posts: Routes['posts'] = {
  '/interactions': async (_request, response) => void response.writeHead(200).end('taken'),
};

async function start(routes: Routes) {
  const port = await freePort();
  const server = await startServer({ port, host: '127.0.0.1' }, routes);
  return {
    async ask(path: string, init: RequestInit = {}) {
      const response = await fetch(`http://127.0.0.1:${port}${path}`, init);
      return { status: response.status, body: await response.text() };
    },
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
}

const forwarded = { headers: { 'x-forwarded-for': '203.0.113.9' } };
const notFound = { status: 404, body: 'not found\n' };

test('what is sent to the bot is taken from everybody', async () => {
  await using server = await start({ internal, posts });
  expect(await server.ask('/interactions', { method: 'POST' })).toEqual({ status: 200, body: 'taken' });
  expect(await server.ask('/interactions?a=1', { method: 'POST', ...forwarded })).toMatchObject({ status: 200 });
});

test('a path that takes POST has nothing to read, and others take nothing', async () => {
  await using server = await start({ internal, posts });
  expect(await server.ask('/interactions')).toEqual(notFound);
  for (const path of ['/metrics', '/interactions/', '/', '/toString', '/__proto__']) {
    expect(await server.ask(path, { method: 'POST' })).toEqual(notFound);
  }
  expect(await server.ask('/interactions', { method: 'PUT' })).toEqual(notFound);
});
