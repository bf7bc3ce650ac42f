import { once } from 'node:events';
import { createServer, request as startRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, test, vi } from 'vitest';
import { createInteractionsEndpoint } from '../../../../src/discord/http/interactions-endpoint.ts';
import { createOpenRequests } from '../../../../src/discord/http/open-requests.ts';
import { eventually } from '../../../support/eventually.ts';
import { createFakeClock } from '../../../support/fake-clock.ts';
import { makeSigner } from './signing.ts';

const PING = JSON.stringify({ id: '1', type: 1 });
const COMMAND = JSON.stringify({ id: '2', type: 2, token: 'secret' });

async function startEndpoint({ opened = true } = {}) {
  const signer = makeSigner();
  const clock = createFakeClock();
  const requests = createOpenRequests(clock);
  const read = vi.fn<(payload: object) => boolean>().mockReturnValue(true);
  const logger = { warn: vi.fn<() => void>(), error: vi.fn<() => void>() };
  const { publicKey } = signer;
  const endpoint = createInteractionsEndpoint({ publicKey, requests, reader: { read }, clock, logger });
  if (opened) endpoint.open();
  const server = createServer((request, response) => void endpoint.handle(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    endpoint,
    requests,
    read,
    logger,
    clock,
    url,
    signed: (body: string, at = clock.now()) => signer.headers(body, at),
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

const nothing = { type: null, body: '' };

describe('a PING', () => {
  test('is answered with a PONG, even before interactions are let through', async () => {
    await using world = await startEndpoint({ opened: false });
    expect(await world.post(PING)).toEqual({ status: 200, type: 'application/json', body: '{"type":1}' });
    expect(world.read).not.toHaveBeenCalled();
  });

  test('is refused with 401 without a signature, or with a wrong one', async () => {
    await using world = await startEndpoint();
    expect(await world.post(PING, {})).toEqual({ status: 401, ...nothing });
    expect(await world.post(PING, world.signed(COMMAND))).toEqual({ status: 401, ...nothing });
  });
});

describe('an interaction', () => {
  test('is read as it was sent, and answered once', async () => {
    await using world = await startEndpoint();
    const answered = world.post(COMMAND);
    await eventually(() => expect(world.read).toHaveBeenCalledWith(JSON.parse(COMMAND)));
    expect(await world.requests.answer('2', { type: 5 })).toBe(true);
    expect(await answered).toEqual({ status: 200, type: 'application/json', body: '{"type":5}' });
    expect(await world.requests.answer('2', { type: 4 })).toBe(false);
  });

  test('that is signed wrongly is not read', async () => {
    await using world = await startEndpoint();
    expect(await world.post(COMMAND, makeSigner().headers(COMMAND, world.clock.now()))).toMatchObject({ status: 401 });
    expect(world.read).not.toHaveBeenCalled();
    expect(world.logger.warn).not.toHaveBeenCalled();
  });

  test('that was signed too long ago, or in the future, is not read; the log says so once a minute', async () => {
    await using world = await startEndpoint();
    const { post, signed, clock, logger, read } = world;
    expect(await post(COMMAND, signed(COMMAND, clock.now() - 6000))).toMatchObject({ status: 401 });
    expect(await post(COMMAND, signed(COMMAND, clock.now() + 7000))).toMatchObject({ status: 401 });
    expect(logger.warn).toHaveBeenCalledTimes(1);
    await clock.advance(60_000);
    await post(COMMAND, signed(COMMAND, clock.now() - 6000));
    expect(logger.warn).toHaveBeenCalledTimes(2);
    expect(read).not.toHaveBeenCalled();
  });

  test('that comes again is neither read nor answered again, for as long as its signature is valid', async () => {
    await using world = await startEndpoint();
    const { post, requests, read, clock, signed } = world;
    const ahead = signed(COMMAND, clock.now() + 5000);
    const first = post(COMMAND, ahead);
    await eventually(() => expect(read).toHaveBeenCalled());
    expect(await post(COMMAND, ahead)).toEqual({ status: 202, ...nothing });
    await requests.answer('2', { type: 5 });
    await first;
    await clock.advance(10_000);
    expect(await post(COMMAND, ahead)).toEqual({ status: 202, ...nothing });
    expect(read).toHaveBeenCalledTimes(1);
    await clock.advance(1000);
    expect(await post(COMMAND, ahead)).toMatchObject({ status: 401 });
  });

  test('waits until interactions are let through', async () => {
    await using world = await startEndpoint({ opened: false });
    const answered = world.post(COMMAND);
    await world.post(PING);
    expect(world.read).not.toHaveBeenCalled();
    world.endpoint.open();
    await eventually(() => expect(world.read).toHaveBeenCalled());
    await world.requests.answer('2', { type: 5 });
    expect(await answered).toMatchObject({ status: 200 });
  });

  test('whose sender has gone meanwhile is not read', async () => {
    await using world = await startEndpoint({ opened: false });
    const leave = new AbortController();
    const { url, signed, requests } = world;
    const add = vi.spyOn(requests, 'add');
    const options = { method: 'POST', headers: signed(COMMAND), body: COMMAND, signal: leave.signal };
    const answered = fetch(url, options);
    await eventually(() => expect(add).toHaveBeenCalled());
    leave.abort();
    await expect(answered).rejects.toThrow(/abort/i);
    await eventually(() => expect(add.mock.calls[0]?.[1].closed).toBe(true));
    world.endpoint.open();
    await world.post(PING);
    expect(world.read).not.toHaveBeenCalled();
    expect(await requests.answer('2', { type: 5 })).toBe(false);
  });

  test('that nothing answers does not stay open', async () => {
    await using world = await startEndpoint();
    const answered = world.post(COMMAND);
    await eventually(() => expect(world.read).toHaveBeenCalled());
    await world.clock.advance(10_000);
    expect(await answered).toEqual({ status: 504, ...nothing });
    expect(await world.requests.answer('2', { type: 5 })).toBe(false);
  });

  test('of a kind that discord.js does not know is refused', async () => {
    await using world = await startEndpoint();
    world.read.mockReturnValue(false);
    expect(await world.post(COMMAND)).toEqual({ status: 400, ...nothing });
  });

  test('that cannot be read is refused and logged', async () => {
    await using world = await startEndpoint();
    world.read.mockImplementation(() => {
      throw new Error('no member');
    });
    expect(await world.post(COMMAND)).toEqual({ status: 400, ...nothing });
    expect(world.logger.error).toHaveBeenCalledTimes(1);
  });

  test.each(['', 'no JSON', '[]', 'null', '{"type":2}', '{"id":7,"type":2}'])('cannot be %j', async (body) => {
    await using world = await startEndpoint();
    expect(await world.post(body)).toEqual({ status: 400, ...nothing });
    expect(world.read).not.toHaveBeenCalled();
  });
});

describe('a body that is too long', () => {
  test('is refused without being read, if it says so', async () => {
    await using world = await startEndpoint();
    const sent = startRequest(world.url, { method: 'POST', headers: { 'content-length': 1024 * 1024 + 1 } });
    sent.flushHeaders();
    const [response] = (await once(sent, 'response')) as [{ statusCode: number }];
    expect(response.statusCode).toBe(413);
    sent.destroy();
  });

  test('is broken off, if it does not say so', async () => {
    await using world = await startEndpoint();
    const sent = startRequest(world.url, { method: 'POST', headers: { 'transfer-encoding': 'chunked' } });
    sent.write(Buffer.alloc(1024 * 1024 + 1));
    await expect(once(sent, 'response')).rejects.toThrow(/hang up|ECONNRESET|EPIPE/);
  });
});

test('a body that does not end is broken off', async () => {
  await using world = await startEndpoint();
  const sent = startRequest(world.url, { method: 'POST', headers: { 'content-length': 10 } });
  const outcome = once(sent, 'response').catch((error: unknown) => error);
  sent.write('{');
  await eventually(() => expect(world.clock.sleepers).toBe(1));
  await world.clock.advance(10_000);
  expect(String(await outcome)).toMatch(/hang up|ECONNRESET/);
});
