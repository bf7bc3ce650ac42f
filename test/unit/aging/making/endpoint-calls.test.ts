import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createEndpointCalls } from '../../../../src/aging/making/endpoint-calls.ts';
import type { AgingEvent } from '../../../../src/aging/request/ports.ts';
import { createBreaker, type Breaker } from '../../../../src/endpoint/breaker.ts';
import { EndpointError } from '../../../../src/endpoint/endpoint-error.ts';
import { createGate } from '../../../../src/endpoint/pacing/gate.ts';
import { ExplainedError } from '../../../../src/i18n/explained-error.ts';
import { createFakeClock, type FakeClock } from '../../../support/fake-clock.ts';
import { anyRequest } from '../../../support/fakes/any-request.ts';
import { createFakeEndpoint, type FakeEndpoint } from '../../../support/fakes/fake-endpoint.ts';
import { failing, never } from '../../../support/fakes/script.ts';
import { createSharedText } from '../../endpoint/pacing/shared-text.ts';

let clock: FakeClock;
let endpoint: FakeEndpoint;
let breaker: Breaker;
let refusal: Error | undefined;
let onAccess: (() => void) | undefined;
let events: AgingEvent[];
let heldBack: number[];
let billed: number;
let stop: AbortController;

beforeEach(() => {
  clock = createFakeClock();
  endpoint = createFakeEndpoint();
  breaker = createBreaker({ probe: () => never(), clock });
  refusal = undefined;
  onAccess = undefined;
  events = [];
  heldBack = [];
  billed = 0;
  stop = new AbortController();
});
afterEach(() => breaker[Symbol.dispose]());

/** Makes a call for a picture with a new link for each attempt, and advances the time by a minute. */
async function call({ patienceMs = 60_000, gate = createGate({ concurrency: 1, clock, random: () => 0 }) } = {}) {
  const calls = createEndpointCalls({
    client: endpoint,
    gate,
    breaker,
    limits: { holdBack: async (_asker, until) => void heldBack.push(until - clock.now()) },
    access: async () => {
      onAccess?.();
      if (refusal) throw refusal;
    },
    observe: (event) => void events.push(event),
    clock,
  });
  let links = 0;
  const result = calls.changeAge(anyRequest(), () => `https://example.com/${(links += 1)}`, {
    ages: [{ age: 60 }],
    deadline: clock.now() + patienceMs,
    signal: stop.signal,
    count: async () => void (billed += 1),
    uncount: () => (billed -= 1),
    mustStillOwn: () => undefined,
  });
  const outcome = result.then(
    ({ imageUrl }) => imageUrl,
    (error: unknown) => (error instanceof ExplainedError ? error.reason : error),
  );
  await clock.advance(patienceMs);
  return await outcome;
}

const called = () => events.map((event) => event.type === 'called' && [event.outcome, event.billed]);

test('a successful call is billed once and observed', async () => {
  expect(await call()).toBe('https://example.com/result-1');
  expect([called(), billed]).toEqual([[['ok', true]], 1]);
});

test('a failure that can be retried is followed by an attempt with a new link', async () => {
  endpoint.script.next(failing(new EndpointError('picture_unreachable')));
  expect(await call()).toBe('https://example.com/result-2');
  expect(endpoint.calls.map(({ imageUrl }) => imageUrl)).toEqual(['https://example.com/1', 'https://example.com/2']);
  expect(called()).toEqual([
    ['picture_unreachable', false],
    ['ok', true],
  ]);
});

describe('failures', () => {
  test.each([
    ['is not billed', new EndpointError('no_face'), 0],
    ['may be billed', new EndpointError('endpoint_lost'), 1],
    ['has an unknown outcome', new EndpointError('endpoint_timeout', { outcome: 'unknown' }), 1],
  ])('a failure that %s is billed accordingly, and not repeated', async (_what, error, count) => {
    endpoint.script.next(failing(error));
    expect(await call()).toBe(error.reason);
    expect([called(), billed]).toEqual([[[error.reason, count === 1]], count]);
  });

  test('a failure of the bot itself is neither billed nor repeated', async () => {
    const fault = new TypeError('a fault');
    endpoint.script.next(failing(fault));
    expect(await call()).toBe(fault);
    expect([endpoint.calls.length, called(), billed]).toEqual([1, [], 0]);
  });
});

test('an aborted call may be billed, because the endpoint may finish it', async () => {
  endpoint.script.next(() => {
    stop.abort(new Error('stopped'));
    return never();
  });
  expect(await call()).toMatchObject({ message: 'stopped' });
  expect(billed).toBe(1);
});

test("a call aborted before it is made isn't billed", async () => {
  stop.abort(new Error('stopped'));
  expect(await call()).toMatchObject({ message: 'stopped' });
  expect([endpoint.calls, billed]).toEqual([[], 0]);
});

test("a call aborted while access is checked isn't billed", async () => {
  onAccess = () => stop.abort(new Error('stopped'));
  expect(await call()).toMatchObject({ message: 'stopped' });
  expect([endpoint.calls, billed]).toEqual([[], 0]);
});

test("a request that is no longer allowed between two attempts isn't called again", async () => {
  endpoint.script.next(() => {
    refusal = new ExplainedError('subject_opted_out');
    throw new EndpointError('endpoint_trouble');
  });
  expect(await call()).toBe('subject_opted_out');
  expect([endpoint.calls.length, billed]).toEqual([1, 0]);
});

test('a server that reaches the rate limit waits as long as the endpoint asks', async () => {
  endpoint.script.next(failing(new EndpointError('rate_limited', { retryAfterMs: 3000 })));
  expect(await call()).toBe('https://example.com/result-2');
  expect(heldBack).toEqual([3000]);
});

test('a call whose turn is lost before it is sent costs nothing, and is made after the pause', async () => {
  const gate = createGate({ concurrency: 1, clock, random: () => 0, shared: createSharedText(clock) });
  const billedAtAccess: number[] = [];
  onAccess = () => {
    billedAtAccess.push(billed);
    if (billedAtAccess.length === 1) gate.pause(2_000);
  };
  expect(await call({ gate })).toBe('https://example.com/result-1');
  expect([billedAtAccess, called(), billed]).toEqual([[0, 0], [['ok', true]], 1]);
});

test('nothing is called while the breaker is open, and outcomes can open it', async () => {
  endpoint.script.next(failing(new EndpointError('endpoint_unfunded')));
  expect(await call()).toBe('endpoint_unfunded');
  expect(breaker.open).toEqual({ reason: 'endpoint_unfunded' });
  expect(await call()).toBe('endpoint_unfunded');
  expect(endpoint.calls).toHaveLength(1);
});
