import { describe, expect, test } from 'vitest';
import { createBreaker } from '../../../src/endpoint/breaker.ts';
import { EndpointError } from '../../../src/endpoint/endpoint-error.ts';
import type { EndpointReason } from '../../../src/endpoint/reasons.ts';
import { createFakeClock } from '../../support/fake-clock.ts';

const failure = (reason: EndpointReason): EndpointError => new EndpointError(reason);

/** As documented in the guide: its text is about the token. */
const mismatched = new EndpointError('endpoint_unauthorised', { isAmbiguous: true });

function setUp() {
  const clock = createFakeClock();
  const start = clock.now();
  const changes: string[] = [];
  const probedAt: number[] = [];
  const far: { says: EndpointReason | EndpointError | undefined | Error } = { says: undefined };
  const breaker = createBreaker({
    clock,
    probe: async () => {
      probedAt.push((clock.now() - start) / 1_000);
      if (far.says instanceof EndpointError) return far.says;
      if (far.says instanceof Error) throw far.says;
      return far.says && failure(far.says);
    },
    onChange: (state, reason) => changes.push(`${state} ${reason}`),
  });
  const fail = (times: number, reason: EndpointReason = 'endpoint_trouble'): void => {
    for (let i = 0; i < times; i += 1) breaker.record(failure(reason));
  };
  return { clock, changes, probedAt, far, breaker, fail };
}

describe('the circuit breaker', () => {
  test.each(['endpoint_unfunded', 'endpoint_unauthorised', 'endpoint_disabled', 'endpoint_missing'] as const)(
    'one failure with %s opens the breaker, and every request is told why',
    (reason) => {
      const { breaker, changes } = setUp();
      expect(breaker.open).toBeUndefined();
      expect(breaker.refusal).toBeUndefined();
      const permit = breaker.check();
      breaker.record(failure(reason), permit);
      expect(breaker.open).toEqual({ reason });
      expect(() => breaker.check()).toThrow(expect.objectContaining({ name: 'ExplainedError', reason }));
      expect(breaker.refusal).toMatchObject({ reason });
      expect(changes).toEqual([`open ${reason}`]);
    },
  );

  test('five failures of the endpoint in a row open the breaker, and people get one sentence for all', () => {
    const { breaker, changes, fail } = setUp();
    fail(4, 'endpoint_trouble');
    expect(breaker.open).toBeUndefined();
    fail(1, 'endpoint_timeout');
    expect(breaker.open).toEqual({ reason: 'endpoint_timeout' });
    expect(() => breaker.check()).toThrow(expect.objectContaining({ reason: 'endpoint_unreachable' }));
    expect(changes).toEqual(['open endpoint_timeout']);
  });

  test.each([
    ['a success', undefined],
    ['a person’s picture', failure('no_face')],
  ])('the count starts again at zero after %s', (_what, outcome) => {
    const { breaker, fail } = setUp();
    fail(4);
    breaker.record(outcome);
    fail(4);
    expect(breaker.open).toBeUndefined();
    fail(1);
    expect(breaker.open).toBeDefined();
  });

  test("rate limits don't count", () => {
    const { breaker, fail } = setUp();
    fail(20, 'rate_limited');
    fail(4);
    fail(1, 'rate_limited');
    expect(breaker.open).toBeUndefined();
    fail(1);
    expect(breaker.open).toBeDefined();
  });

  test('a probe after 30 s that finds the key valid closes the breaker', async () => {
    const { clock, breaker, changes, probedAt, far } = setUp();
    breaker.record(failure('endpoint_unauthorised'));
    far.says = 'endpoint_unauthorised';
    await clock.advance(70_000);
    expect(probedAt).toEqual([30, 60]);
    expect(breaker.open).toBeDefined();
    far.says = undefined;
    await clock.advance(20_000);
    expect(breaker.open).toBeUndefined();
    expect(breaker.check().isTrial).toBe(false);
    expect(changes).toEqual(['open endpoint_unauthorised', 'closed endpoint_unauthorised']);
    await clock.advance(600_000);
    expect(probedAt).toEqual([30, 60, 90]);
    expect(clock.sleepers).toBe(0);
  });

  test('an unreachable endpoint that answers a probe closes the breaker', async () => {
    const { clock, breaker, fail, far } = setUp();
    fail(5, 'endpoint_unreachable');
    far.says = 'endpoint_unreachable';
    await clock.advance(30_000);
    expect(breaker.open).toBeDefined();
    far.says = 'endpoint_rejected';
    await clock.advance(30_000);
    expect(breaker.open).toBeUndefined();
  });

  test('the breaker stays open while probes learn nothing', async () => {
    const { clock, breaker, far } = setUp();
    breaker.record(failure('endpoint_disabled'));
    for (const says of [new Error('aborted'), 'rate_limited', 'endpoint_trouble'] as const) {
      far.says = says;
      await clock.advance(30_000);
      expect(breaker.open).toEqual({ reason: 'endpoint_disabled' });
      expect(breaker.refusal).toBeDefined();
    }
  });

  test('a used-up balance is probed less and less often, down to every ten minutes', async () => {
    const { clock, breaker, probedAt, far } = setUp();
    breaker.record(failure('endpoint_unfunded'));
    far.says = 'endpoint_unfunded';
    await clock.advance(2_200_000);
    expect(probedAt).toEqual([30, 90, 210, 450, 930, 1_530, 2_130]);
  });

  test("one request tests whether there is balance, because a probe can't tell", async () => {
    const { clock, breaker, changes } = setUp();
    breaker.record(failure('endpoint_unfunded'));
    await clock.advance(30_000);
    expect(changes).toEqual(['open endpoint_unfunded']);
    expect(breaker.refusal).toBeUndefined();
    const trial = breaker.check();
    expect(trial.isTrial).toBe(true);
    expect(() => breaker.check()).toThrow(expect.objectContaining({ reason: 'endpoint_unfunded' }));
    breaker.record(undefined, trial);
    expect(breaker.open).toBeUndefined();
    expect(changes).toEqual(['open endpoint_unfunded', 'closed endpoint_unfunded']);
  });

  test('a failed trial keeps the breaker open, and a processed picture closes it', async () => {
    const { clock, breaker, changes } = setUp();
    breaker.record(failure('endpoint_unfunded'));
    await clock.advance(30_000);
    breaker.record(failure('endpoint_unfunded'), breaker.check());
    expect(breaker.refusal).toBeDefined();
    await clock.advance(59_999);
    expect(breaker.refusal).toBeDefined();
    await clock.advance(1);
    breaker.record(failure('no_face'), breaker.check());
    expect(breaker.open).toBeUndefined();
    expect(changes).toHaveLength(2);
  });

  test('the trial is offered again if it met a rate limit, or never ended', async () => {
    const { clock, breaker, fail } = setUp();
    fail(5, 'endpoint_trouble');
    await clock.advance(30_000);
    breaker.record(failure('rate_limited'), breaker.check());
    const slow = breaker.check();
    expect(breaker.refusal).toBeDefined();
    await clock.advance(30_000);
    expect(breaker.check().isTrial).toBe(true);
    breaker.record(undefined, slow);
    expect(breaker.open).toBeUndefined();
  });

  test('calls that began before the breaker opened or closed have no effect', async () => {
    const { clock, breaker, fail } = setUp();
    const before = [breaker.check(), breaker.check()];
    fail(5);
    breaker.record(undefined, before[0]);
    expect(breaker.open).toBeDefined();
    await clock.advance(30_000);
    const trial = breaker.check();
    breaker.record(undefined, before[0]);
    expect(breaker.open).toBeDefined();
    breaker.record(undefined, trial);
    breaker.record(failure('endpoint_unfunded'), before[1]);
    expect(breaker.open).toBeUndefined();
  });

  test('the outcome of a trial counts without its permit', async () => {
    const { clock, breaker, fail } = setUp();
    fail(5);
    await clock.advance(30_000);
    breaker.record(undefined);
    expect(breaker.open).toBeDefined();
    breaker.check();
    breaker.record(undefined);
    expect(breaker.open).toBeUndefined();
  });

  test.each([
    ['a mismatch without a text about the token', failure('endpoint_mismatched')],
    ['a mismatch about the token', mismatched],
    ['an unknown 403', failure('endpoint_forbidden')],
  ])('the next request is a trial if a probe is answered with %s', async (_what, says) => {
    const { clock, breaker, changes, far } = setUp();
    breaker.record(failure('endpoint_unauthorised'));
    far.says = says;
    await clock.advance(29_999);
    expect(breaker.refusal).toBeDefined();
    await clock.advance(1);
    const trial = breaker.check();
    expect(trial.isTrial).toBe(true);
    breaker.record(undefined, trial);
    expect(breaker.open).toBeUndefined();
    expect(changes).toEqual(['open endpoint_unauthorised', 'closed endpoint_unauthorised']);
  });

  test("a request with a photo proves that a mismatch is over, because a probe can't", async () => {
    const { clock, breaker, changes } = setUp();
    breaker.record(mismatched);
    await clock.advance(30_000);
    expect(changes).toEqual(['open endpoint_unauthorised']);
    breaker.record(mismatched, breaker.check());
    expect(breaker.refusal).toBeDefined();
    await clock.advance(30_000);
    breaker.record(undefined, breaker.check());
    expect(changes).toEqual(['open endpoint_unauthorised', 'closed endpoint_unauthorised']);
  });

  test.each(['endpoint_mismatched', 'endpoint_forbidden'] as const)(
    'the outcome %s neither opens nor closes the breaker, and the trial is offered again',
    async (reason) => {
      const { clock, breaker, fail } = setUp();
      fail(4);
      fail(20, reason);
      expect(breaker.open).toBeUndefined();
      fail(1);
      expect(breaker.open).toBeDefined();
      await clock.advance(30_000);
      breaker.record(failure(reason), breaker.check());
      expect(breaker.open).toBeDefined();
      expect(breaker.check().isTrial).toBe(true);
    },
  );

  test("the breaker reports when the cause turns out to be the operator's", async () => {
    const { clock, breaker, changes, fail, far } = setUp();
    fail(5, 'endpoint_unreachable');
    far.says = 'endpoint_unfunded';
    await clock.advance(120_000);
    expect(changes).toEqual(['open endpoint_unreachable', 'open endpoint_unfunded']);
    expect(breaker.refusal).toMatchObject({ reason: 'endpoint_unfunded' });
  });

  test('listeners are told when the breaker opens, until they are removed', async () => {
    const { clock, breaker, fail } = setUp();
    const told: string[] = [];
    const stop = breaker.onOpen(({ reason }) => told.push(reason));
    fail(20, 'endpoint_unreachable');
    await clock.advance(30_000);
    breaker.record(failure('endpoint_unfunded'));
    expect(told).toEqual(['endpoint_unreachable', 'endpoint_unfunded']);
    stop();
    await clock.advance(30_000);
    breaker.record(undefined, breaker.check());
    fail(5);
    expect(told).toHaveLength(2);
  });

  test('a disposed breaker sends no more probes', async () => {
    const { clock, breaker, probedAt } = setUp();
    breaker.record(failure('endpoint_unfunded'));
    breaker[Symbol.dispose]();
    await clock.advance(600_000);
    expect(probedAt).toEqual([]);
    expect(clock.sleepers).toBe(0);
  });
});
