import { getEventListeners, once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { systemClock } from '../../../../src/clock.ts';
import { createAnswerRest } from '../../../../src/discord/rest/answer-rest.ts';
import { createRestTransport } from '../../../../src/discord/rest/rest-transport.ts';
import { createLogger } from '../../../../src/ops/log/logger.ts';

/** A REST server that records requests, and only answers if told to. */
async function makeWorld({ answers = true } = {}) {
  const received: { readonly length: string | undefined; readonly body: Response }[] = [];
  const server = createServer((request, response) => {
    void buffer(request).then((bytes) => {
      const { 'content-type': type = '', 'content-length': length } = request.headers;
      received.push({ length, body: new Response(new Uint8Array(bytes), { headers: { 'content-type': type } }) });
      if (answers) response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const transport = createRestTransport({ clock: systemClock, logger: createLogger('silent') });
  const rest = createAnswerRest(`http://127.0.0.1:${(server.address() as AddressInfo).port}/api`, transport);
  return {
    rest,
    received,
    server,
    async [Symbol.asyncDispose]() {
      rest.clearHandlerSweeper();
      rest.clearHashSweeper();
      await transport[Symbol.asyncDispose]();
      server.closeAllConnections();
      server.close();
    },
  };
}

test('files are sent as a form with the right length, names and texts', async () => {
  await using world = await makeWorld();
  const files = [
    { name: 'a"b.jpg', data: Uint8Array.of(0, 255, 13, 10), contentType: 'image/jpeg' },
    { name: 'text', data: 'ä' },
  ];
  await world.rest.post('/channels/1/messages', { auth: false, body: { content: 'ü' }, files });
  const [{ length, body } = { length: '', body: new Response() }] = world.received;
  const form = await body.formData();
  expect(Number(length)).toBeGreaterThan(0);
  expect(JSON.parse(form.get('payload_json') as string)).toEqual({ content: 'ü' });
  const first = form.get('files[0]') as File;
  expect([first.name, first.type]).toEqual(['a"b.jpg', 'image/jpeg']);
  expect([...new Uint8Array(await first.arrayBuffer())]).toEqual([0, 255, 13, 10]);
  expect(await (form.get('files[1]') as File).text()).toBe('ä');
});

test('a request without files is sent as JSON', async () => {
  await using world = await makeWorld();
  await world.rest.patch('/channels/1/messages/2', { auth: false, body: { content: 'a' } });
  expect(await world.received[0]?.body.json()).toEqual({ content: 'a' });
});

test('a signal that outlives its requests collects no listeners', async () => {
  await using world = await makeWorld();
  const { signal } = new AbortController();
  for (let count = 0; count < 3; count += 1) {
    await world.rest.post('/channels/1/messages', { auth: false, body: {}, signal });
  }
  expect(getEventListeners(signal, 'abort')).toEqual([]);
});

test('a signal ends the current request, and those that come after', async () => {
  await using world = await makeWorld({ answers: false });
  const stop = new AbortController();
  const post = () => world.rest.post('/channels/1/messages', { auth: false, body: {}, signal: stop.signal });
  const underWay = post();
  await once(world.server, 'request');
  stop.abort(new Error('stopped'));
  await expect(underWay).rejects.toThrow(/abort/i);
  await expect(post()).rejects.toThrow(/abort/i);
});
