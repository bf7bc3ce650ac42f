import { describe, expect, test } from 'vitest';
import { withAttempts } from '../../../src/endpoint/attempts.ts';
import { EndpointError, type EndpointErrorDetails } from '../../../src/endpoint/endpoint-error.ts';
import { createGate } from '../../../src/endpoint/pacing/gate.ts';
import type { EndpointReason } from '../../../src/endpoint/reasons.ts';
import { createFakeClock, type FakeClock } from '../../support/fake-clock.ts';

const fails = (reason: EndpointReason, details?: EndpointErrorDetails): EndpointError =>
  new EndpointError(reason, details);

/** Plays `steps` as attempts, and returns when each was made, in ms from the start. */
function setUp(steps: readonly unknown[], budgetMs = 600_000) {
  const clock = createFakeClock();
  const start = clock.now();
  const gate = createGate({ concurrency: 1, clock, random: () => 0 });
  const at: number[] = [];
  const seen: (string | undefined)[] = [];
  const abort = new AbortController();
  const call = async (): Promise<string> => {
    const step = steps[at.length];
    at.push(clock.now() - start);
    if (step instanceof Error) throw step;
    return String(step);
  };
  const outcome = withAttempts(call, {
    gate,
    clock,
    deadline: start + budgetMs,
    signal: abort.signal,
    random: () => 0,
    onAttempt: (attempt, error) => seen.push(`${attempt} ${error?.reason ?? 'ok'}`),
  }).then(
    (value) => value,
    (error: unknown) => error,
  );
  return { clock, gate, at, seen, abort, outcome };
}

async function finish<T>(clock: FakeClock, outcome: Promise<T>, ms = 700_000): Promise<T> {
  await clock.advance(ms);
  return outcome;
}

describe('attempts', () => {
  test('a successful call has one attempt', async () => {
    const { clock, at, seen, outcome } = setUp(['good']);
    expect(await finish(clock, outcome)).toBe('good');
    expect(at).toEqual([0]);
    expect(seen).toEqual(['1 ok']);
    expect(clock.sleepers).toBe(0);
  });

  test.each([
    ['no_face', {}],
    ['endpoint_rejected', {}],
    ['endpoint_unfunded', {}],
    ['endpoint_answer_invalid', {}],
    ['endpoint_lost', { outcome: 'unknown' }],
    ['endpoint_timeout', { outcome: 'unknown' }],
  ] as const)('a call is never repeated after %s', async (reason, details) => {
    const error = fails(reason, details);
    const { clock, at, outcome } = setUp([error, 'good']);
    expect(await finish(clock, outcome)).toBe(error);
    expect(at).toEqual([0]);
  });

  test.each(['endpoint_trouble', 'endpoint_timeout', 'picture_unreachable'] as const)(
    'a call has at most two attempts after %s',
    async (reason) => {
      const last = fails(reason);
      const { clock, at, seen, outcome } = setUp([fails(reason), last, 'good']);
      expect(await finish(clock, outcome)).toBe(last);
      expect(at).toEqual([0, 500]);
      expect(seen).toEqual([`1 ${reason}`, `2 ${reason}`]);
    },
  );

  test('a call has at most four attempts while the endpoint is unreachable', async () => {
    const { clock, at, outcome } = setUp([...Array.from({ length: 4 }, () => fails('endpoint_unreachable')), 'good']);
    expect(await finish(clock, outcome)).toMatchObject({ reason: 'endpoint_unreachable' });
    expect(at).toEqual([0, 500, 1_500, 3_500]);
  });

  test('the Retry-After of an endpoint that is down is respected', async () => {
    const { clock, at, outcome } = setUp([fails('endpoint_unreachable', { retryAfterMs: 9_000 }), 'good']);
    expect(await finish(clock, outcome)).toBe('good');
    expect(at).toEqual([0, 9_000]);
  });

  test("a rate limit's wait is kept, and pauses all calls", async () => {
    const { clock, gate, at, outcome } = setUp([fails('rate_limited', { retryAfterMs: 7_000 }), 'good']);
    await clock.advance(0);
    expect(gate.pausedUntil - clock.now()).toBe(7_000);
    expect(await finish(clock, outcome)).toBe('good');
    expect(at).toEqual([0, 7_000]);
  });

  test("the waits grow if a rate limit doesn't say how long", async () => {
    const limits = Array.from({ length: 7 }, () => fails('rate_limited'));
    const { clock, at, outcome } = setUp([...limits, 'good']);
    expect(await finish(clock, outcome)).toBe('good');
    expect(at).toEqual([0, 200, 786, 1_586, 3_186, 6_386, 12_786, 25_586]);
  });

  test('a Retry-After of zero counts as none', async () => {
    const { clock, at, outcome } = setUp([fails('rate_limited', { retryAfterMs: 0 }), 'good']);
    expect(await finish(clock, outcome)).toBe('good');
    expect(at).toEqual([0, 200]);
  });

  test('the last error is thrown at the deadline, without a useless wait', async () => {
    const error = fails('rate_limited', { retryAfterMs: 20_000 });
    const { clock, at, outcome } = setUp([error, 'good'], 10_000);
    expect(await finish(clock, outcome, 0)).toBe(error);
    expect(at).toEqual([0]);
  });

  test("a call isn't repeated if the deadline comes before the next attempt", async () => {
    const error = fails('endpoint_unreachable');
    const { clock, outcome } = setUp([error, 'good'], 400);
    expect(await finish(clock, outcome, 0)).toBe(error);
  });

  test('a call that is too late to start leaves the line at the deadline', async () => {
    const clock = createFakeClock();
    const gate = createGate({ concurrency: 1, clock });
    void gate.run(() => new Promise(() => undefined));
    const outcome = withAttempts(async () => 'good', { gate, clock, deadline: clock.now() + 1_000 }).catch(
      (error: unknown) => error,
    );
    await clock.advance(1_000);
    expect(await outcome).toMatchObject({ reason: 'too_late' });
    expect(gate.waiting).toBe(0);
  });

  test('the endpoint counts as busy if a pause outlasts the deadline', async () => {
    const clock = createFakeClock();
    const gate = createGate({ concurrency: 1, clock });
    gate.pause(5_000);
    const outcome = withAttempts(async () => 'good', { gate, clock, deadline: clock.now() + 1_000 });
    await expect(outcome).rejects.toMatchObject({ name: 'EndpointError', reason: 'rate_limited' });
  });

  test('an abort between two attempts stops them', async () => {
    const { clock, abort, at, outcome } = setUp([fails('endpoint_trouble'), 'good']);
    await clock.advance(100);
    abort.abort(new Error('stopped'));
    expect(await outcome).toMatchObject({ message: 'stopped' });
    await clock.advance(10_000);
    expect(at).toEqual([0]);
    expect(clock.sleepers).toBe(0);
  });

  test('an abort in the line stops the attempts', async () => {
    const { clock, gate, abort, at, outcome } = setUp([fails('rate_limited'), 'good']);
    await clock.advance(100);
    abort.abort(new Error('stopped'));
    expect(await outcome).toMatchObject({ message: 'stopped' });
    expect([gate.waiting, at]).toEqual([0, [0]]);
  });

  test('any other error is thrown at once', async () => {
    const bug = new TypeError('a bug');
    const { clock, at, outcome } = setUp([bug, 'good']);
    expect(await finish(clock, outcome)).toBe(bug);
    expect(at).toEqual([0]);
  });
});
