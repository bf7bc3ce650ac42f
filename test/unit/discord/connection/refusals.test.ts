import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { RateLimitError } from 'discord.js';
import { expect, test } from 'vitest';
import { createAnswerRest, retryDiscordCall } from '../../../../src/discord/rest/answer-rest.ts';
import { HeldBackError } from '../../../../src/discord/rest/refusal-brake.ts';
import { createRestTransport } from '../../../../src/discord/rest/rest-transport.ts';
import { createLogger } from '../../../../src/ops/log/logger.ts';
import { createFakeClock } from '../../../support/fake-clock.ts';
import { eventually } from '../../../support/eventually.ts';

const ID = '123456789012345678';

type Answer = (response: ServerResponse) => void;

const JSON_TYPE = { 'content-type': 'application/json' };
const refuse =
  (status: number, headers: Record<string, string> = {}, body = '<html>error code: 1015</html>'): Answer =>
  (response) =>
    response.writeHead(status, headers).end(body);
const accept = refuse(200, JSON_TYPE, '{}');

/** A Discord that gives every request the same answer, with the test's own clock. */
async function makeWorld(answer: Answer) {
  const received: { readonly url: string; readonly at: number }[] = [];
  const clock = createFakeClock();
  const world = { answer };
  const server = createServer((request, response) => {
    received.push({ url: request.url ?? '', at: clock.now() });
    request.resume().on('end', () => world.answer(response));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const lines: string[] = [];
  const transport = createRestTransport({ clock, logger: createLogger('info', { write: (line) => lines.push(line) }) });
  const api = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api`;
  const rests = [createAnswerRest(api, transport), createAnswerRest(api, transport)] as const;
  let sent = 0;
  return Object.assign(world, {
    clock,
    received,
    rest: rests[0],
    log: () => lines.map((line) => JSON.parse(line) as Record<string, unknown>),
    /** Sends this many requests at once, each to its own route, by all clients in turn. */
    send: (count: number) =>
      Promise.allSettled(
        Array.from({ length: count }, async () => {
          sent += 1;
          return await rests[sent % 2]?.patch(`/webhooks/${ID}/token${sent}/messages/@original`, {
            auth: false,
            body: {},
          });
        }),
      ),
    acknowledge: (count: number) =>
      Promise.allSettled(
        Array.from({ length: count }, async () => {
          sent += 1;
          return await rests[0].post(`/interactions/${ID}/token${sent}/callback`, { auth: false, body: {} });
        }),
      ),
    async [Symbol.asyncDispose]() {
      for (const rest of rests) {
        rest.clearHandlerSweeper();
        rest.clearHashSweeper();
      }
      await transport[Symbol.asyncDispose]();
      server.closeAllConnections();
      server.close();
    },
  });
}

const SHAPES: readonly (readonly [string, Answer])[] = [
  ['without Retry-After', refuse(429)],
  ['with Retry-After: 0', refuse(429, { ...JSON_TYPE, 'retry-after': '0' }, '{"message":"","retry_after":0}')],
  ['with a Retry-After that is no number', refuse(429, { 'retry-after': 'soon' })],
  ['with a Retry-After in the past', refuse(429, { 'retry-after': 'Wed, 21 Oct 2015 07:28:00 GMT' })],
  ['with JSON that is none', refuse(429, JSON_TYPE)],
];

test.each(SHAPES)('after a 429 %s, pauses get longer and longer', async (_shape, answer) => {
  await using world = await makeWorld(answer);
  const { clock, received, rest } = world;
  const state = { isOver: false };
  const until = clock.now() + 10 * 60_000;
  const call = retryDiscordCall(() => rest.delete(`/webhooks/${ID}/token/messages/@original`, { auth: false }), {
    clock,
    until,
  }).finally(() => {
    state.isOver = true;
  });
  call.catch(() => undefined);
  while (!state.isOver) {
    // Two sleeps are pending: the call, and the brake that will say when its pause ends.
    await eventually(() => expect(state.isOver || clock.sleepers === 2).toBe(true), 1);
    await clock.advance(500);
  }
  await expect(call).rejects.toBeInstanceOf(RateLimitError);
  const pauses = received.slice(1).map(({ at }, index) => at - (received[index]?.at ?? 0));
  for (const [index, pause] of pauses.entries()) {
    expect(pause).toBeGreaterThanOrEqual(Math.min(1000 * 2 ** index, 40_000));
    expect(pause).toBeLessThanOrEqual(61_000);
  }
  expect(pauses.length).toBeGreaterThan(9);
  expect(world.log()).toMatchObject([{ level: 'warn', msg: expect.stringContaining('Discord is refusing requests') }]);
  expect(JSON.stringify(world.log())).not.toContain('token');
});

test('repeated requests, such as typing, become rarer too', async () => {
  await using world = await makeWorld(refuse(429));
  const { clock, received, rest } = world;
  for (let seconds = 0; seconds < 600; seconds += 1) {
    await rest.post(`/channels/${ID}/typing`, { auth: false }).catch(() => undefined);
    await clock.advance(1000);
  }
  const pauses = received.slice(1).map(({ at }, index) => at - (received[index]?.at ?? 0));
  for (const [index, pause] of pauses.entries()) {
    expect(pause).toBeGreaterThanOrEqual(Math.min(1000 * 2 ** index, 40_000));
    expect(pause).toBeLessThanOrEqual(61_000);
  }
});

test.each([
  ['the header', refuse(429, { 'retry-after': '90' })],
  ['the header as a date', refuse(429, { 'retry-after': new Date(createFakeClock().now() + 90_000).toUTCString() })],
  ['the body', refuse(429, JSON_TYPE, '{"message":"","retry_after":90,"global":false}')],
])('a longer wait in %s is respected', async (_where, answer) => {
  await using world = await makeWorld(answer);
  const { clock, received, rest } = world;
  const call = retryDiscordCall(() => rest.get('/gateway/bot', { auth: false }), { clock, until: Infinity });
  await eventually(() => expect(clock.sleepers).toBeGreaterThan(0));
  world.answer = accept;
  await clock.advance(89_000);
  expect(received).toHaveLength(1);
  await clock.advance(3000);
  await call;
  expect(received).toHaveLength(2);
});

test.each([401, 403, 429])(
  'at most 50 answers of %i per minute are received by all clients together',
  async (status) => {
    await using world = await makeWorld(refuse(status));
    const { clock, received } = world;
    for (let minute = 1; minute <= 3; minute += 1) {
      await Promise.all([world.send(150), world.acknowledge(30)]);
      await world.send(20);
      await world.acknowledge(20);
      expect(received.length).toBeLessThanOrEqual(50 * minute);
      expect(received.length).toBeGreaterThanOrEqual(40 * minute);
      await clock.advance(61_000);
    }
  },
);

test('first responses to interactions have reserved slots while other requests are refused', async () => {
  await using world = await makeWorld(refuse(403));
  await world.send(100);
  world.answer = accept;
  expect(await world.acknowledge(10)).toEqual(Array.from({ length: 10 }, () => ({ status: 'fulfilled', value: {} })));
  const [held] = await world.send(1);
  expect(held).toMatchObject({ status: 'rejected', reason: expect.any(HeldBackError) });
});

test("shared limits, and requests that Discord accepts, aren't held back", async () => {
  await using world = await makeWorld(refuse(429, { 'x-ratelimit-scope': 'shared', 'retry-after': '1' }));
  await world.send(150);
  world.answer = accept;
  const taken = await world.send(150);
  expect(taken.filter(({ status }) => status === 'fulfilled')).toHaveLength(150);
  expect(world.received).toHaveLength(300);
});

test('the log says once that Discord refuses requests, and once that it accepts them again', async () => {
  await using world = await makeWorld(refuse(403));
  const { clock } = world;
  await world.send(9);
  expect(world.log()).toEqual([]);
  await world.send(20);
  await clock.advance(30_000);
  await world.send(20);
  world.answer = accept;
  await clock.advance(61_000);
  await world.send(5);
  await clock.advance(61_000);
  await world.send(5);
  expect(world.log()).toMatchObject([
    { level: 'warn', status: 403, msg: 'Discord is refusing requests; sending fewer' },
    { level: 'info', msg: 'Discord is accepting requests again' },
  ]);
});

test('a clock that is set back makes no request wait longer', async () => {
  await using world = await makeWorld(refuse(429, { 'retry-after': '30' }));
  const { clock, received, rest } = world;
  const get = async () => await rest.get('/gateway/bot', { auth: false });
  await expect(get()).rejects.toThrow(RateLimitError);
  world.answer = accept;
  clock.setBack(3_600_000);
  await expect(get()).rejects.toThrow(HeldBackError);
  await clock.advance(31_000);
  await get();
  expect(received).toHaveLength(2);
});
