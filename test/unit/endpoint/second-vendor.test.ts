import { expect, test } from 'vitest';
import type { AgingEndpoint } from '../../../src/endpoint/aging-endpoint.ts';
import { type CallTurn, withAttempts } from '../../../src/endpoint/attempts.ts';
import { createBreaker } from '../../../src/endpoint/breaker.ts';
import { checkKey } from '../../../src/endpoint/check-key.ts';
import { EndpointError } from '../../../src/endpoint/endpoint-error.ts';
import { createGate } from '../../../src/endpoint/pacing/gate.ts';
import type { EndpointReason } from '../../../src/endpoint/reasons.ts';
import { createFakeClock } from '../../support/fake-clock.ts';

const REASONS = new Map<string, EndpointReason>([
  ['NO FACE', 'no_face'],
  ['PAY FIRST', 'endpoint_unfunded'],
  ['WRONG KEY', 'endpoint_unauthorised'],
  ['SLOW DOWN', 'rate_limited'],
  ['CLOSED', 'endpoint_unreachable'],
]);

function failureIn(answer: string): EndpointError | undefined {
  const reason = REASONS.get(answer);
  return reason && new EndpointError(reason, { advice: `Ask the word vendor about "${answer}".` });
}

/** A complete vendor: a service that answers with a link or a few words. */
function createWordEndpoint(ask: (question: 'age' | 'key') => string): AgingEndpoint {
  return {
    changeAge: async () => {
      const answer = ask('age');
      const failure = failureIn(answer);
      if (failure) throw failure;
      return { imageUrl: answer };
    },
    probe: async () => failureIn(ask('key')),
    pictureLimits: { maxSide: 512, minSide: 16, maxBytes: 100_000 },
    trustedResultHosts: new Set(),
    [Symbol.asyncDispose]: async () => undefined,
  };
}

const LINK = 'https://words.example/aged.jpg';

/** The second vendor behind gate, breaker and attempts, wired as in the bot. */
function setUp(answers: string[]) {
  const clock = createFakeClock();
  const asked: string[] = [];
  const changes: unknown[] = [];
  const endpoint = createWordEndpoint((question) => {
    asked.push(question);
    return answers.shift() ?? LINK;
  });
  const gate = createGate({ concurrency: 2, clock, random: () => 0 });
  const breaker = createBreaker({
    probe: (signal) => endpoint.probe(signal),
    clock,
    onChange: (...change) => changes.push(change),
  });
  const attempt = async (_signal: AbortSignal | undefined, turn: CallTurn) => {
    await turn.begin();
    const permit = breaker.check();
    try {
      const changed = await endpoint.changeAge({ imageUrl: 'https://cdn.example/a.jpg', ages: [{ age: 70 }] });
      breaker.record(undefined, permit);
      return changed.imageUrl;
    } catch (error) {
      if (error instanceof EndpointError) breaker.record(error, permit);
      throw error;
    }
  };
  const changeAge = async () => {
    const deadline = clock.now() + 60_000;
    return await withAttempts(attempt, { gate, clock, deadline, random: () => 0 }).catch((error: unknown) => error);
  };
  return { clock, asked, changes, endpoint, gate, breaker, changeAge };
}

test('another vendor’s success is the link to its result', async () => {
  const { changeAge, asked } = setUp([]);
  expect(await changeAge()).toBe(LINK);
  expect(asked).toEqual(['age']);
});

test('another vendor’s refusal for the rate pauses all calls at the gate, and the call is repeated', async () => {
  const { clock, changeAge, gate, asked } = setUp(['SLOW DOWN']);
  const outcome = changeAge();
  await clock.advance(0);
  expect(gate.pausedUntil).toBeGreaterThan(clock.now());
  await clock.advance(10_000);
  expect(await outcome).toBe(LINK);
  expect(asked).toEqual(['age', 'age']);
});

test('another vendor’s outage is tried again, and then opens the breaker', async () => {
  const { clock, changeAge, breaker, asked } = setUp(Array<string>(5).fill('CLOSED'));
  const first = changeAge();
  await clock.advance(10_000);
  expect(await first).toMatchObject({ reason: 'endpoint_unreachable' });
  expect(asked).toHaveLength(4);
  expect(breaker.open).toBeUndefined();
  const second = changeAge();
  await clock.advance(10_000);
  expect(await second).toMatchObject({ reason: 'endpoint_unreachable' });
  expect(asked).toHaveLength(5);
  expect(breaker.open).toEqual({ reason: 'endpoint_unreachable' });
});

test('another vendor’s word about a picture is the person’s, and no call is repeated', async () => {
  const { changeAge, breaker, asked } = setUp(['NO FACE']);
  expect(await changeAge()).toMatchObject({ reason: 'no_face', fault: 'person' });
  expect(asked).toEqual(['age']);
  expect(breaker.open).toBeUndefined();
});

test('another vendor’s unpaid account opens the breaker with its own advice, until a trial shows that it is paid', async () => {
  const { clock, changeAge, asked, changes } = setUp(['PAY FIRST', LINK, LINK]);
  expect(await changeAge()).toMatchObject({ reason: 'endpoint_unfunded' });
  expect(changes).toEqual([['open', 'endpoint_unfunded', 'Ask the word vendor about "PAY FIRST".']]);
  expect(await changeAge()).toMatchObject({ reason: 'endpoint_unfunded', name: 'ExplainedError' });
  expect(asked).toEqual(['age']);
  await clock.advance(30_000);
  expect(await changeAge()).toBe(LINK);
  expect(asked).toEqual(['age', 'key', 'age']);
  expect(changes.slice(1)).toEqual([['closed', 'endpoint_unfunded']]);
});

test('another vendor’s key is checked at the start, and closes the breaker once a probe finds it accepted', async () => {
  const { clock, changeAge, endpoint, breaker } = setUp(['WRONG KEY', LINK]);
  const unchecked: EndpointError[] = [];
  await checkKey({
    client: endpoint,
    breaker,
    onUnchecked: (error) => unchecked.push(error),
    signal: new AbortController().signal,
  });
  expect(breaker.open).toEqual({ reason: 'endpoint_unauthorised' });
  expect(unchecked).toEqual([]);
  await clock.advance(30_000);
  expect(breaker.open).toBeUndefined();
  expect(await changeAge()).toBe(LINK);
});
