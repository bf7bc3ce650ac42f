import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test, vi } from 'vitest';
import { createEventsEndpoint } from '../../../../src/discord/http/events-endpoint.ts';
import { createFakeClock } from '../../../support/fake-clock.ts';
import { makeSigner } from './signing.ts';

const PING = JSON.stringify({ version: 1, application_id: '9', type: 0 });
const eventOf = (type: string, data: object) =>
  JSON.stringify({ version: 1, application_id: '9', type: 1, event: { type, timestamp: '2026-01-01T00:00:00', data } });
const DEAUTHORIZED = eventOf('APPLICATION_DEAUTHORIZED', { user: { id: '7', username: 'bob' } });

async function startEndpoint() {
  const signer = makeSigner();
  const clock = createFakeClock();
  const onDeauthorized = vi.fn<(userId: string) => Promise<void>>(async () => undefined);
  const logger = { warn: vi.fn<() => void>(), error: vi.fn<() => void>() };
  const endpoint = createEventsEndpoint({ publicKey: signer.publicKey, onDeauthorized, clock, logger });
  const server = createServer((request, response) => void endpoint.handle(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    onDeauthorized,
    logger,
    async post(body: string, headers: Record<string, string> = signer.headers(body, clock.now())) {
      const response = await fetch(url, { method: 'POST', body, headers });
      return { status: response.status, type: response.headers.get('content-type'), body: await response.text() };
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

const acknowledged = { status: 204, type: 'application/json', body: '' };

test('a PING is answered with 204 and no body', async () => {
  await using world = await startEndpoint();
  expect(await world.post(PING)).toEqual(acknowledged);
});

test('what Discord has not signed is refused with 401, and not read', async () => {
  await using world = await startEndpoint();
  expect(await world.post(DEAUTHORIZED, {})).toMatchObject({ status: 401 });
  expect(await world.post(DEAUTHORIZED, makeSigner().headers(DEAUTHORIZED, 0))).toMatchObject({ status: 401 });
  expect(world.onDeauthorized).not.toHaveBeenCalled();
});

test('a deauthorization is acknowledged when it is stored, and sent again by Discord if it could not be', async () => {
  await using world = await startEndpoint();
  expect(await world.post(DEAUTHORIZED)).toEqual(acknowledged);
  expect(world.onDeauthorized).toHaveBeenCalledWith('7');
  world.onDeauthorized.mockRejectedValueOnce(new Error('disk full'));
  expect(await world.post(DEAUTHORIZED)).toMatchObject({ status: 503 });
  expect(world.logger.error).toHaveBeenCalledOnce();
});

test('other events are acknowledged, and what is none is refused', async () => {
  await using world = await startEndpoint();
  expect(await world.post(eventOf('APPLICATION_AUTHORIZED', { user: { id: '7' }, scopes: [] }))).toEqual(acknowledged);
  for (const wrong of ['null', 'x', '{}', '{"type":5}', eventOf('APPLICATION_DEAUTHORIZED', {})]) {
    expect(await world.post(wrong)).toMatchObject({ status: 400 });
  }
  expect(world.onDeauthorized).not.toHaveBeenCalled();
});
