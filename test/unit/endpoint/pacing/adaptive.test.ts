import { describe, expect, test } from 'vitest';
import { createFairQueue } from '../../../../src/async/fair-queue.ts';
import { withAttempts } from '../../../../src/endpoint/attempts.ts';
import { createGate } from '../../../../src/endpoint/pacing/gate.ts';
import { someOf } from '../../../support/cases.ts';
import { createFakeClock } from '../../../support/fake-clock.ts';
import { createRateLimitedEndpoint, type RateLimitedOptions } from './rate-limited-endpoint.ts';

const CONCURRENCY = 8;

type World = Omit<RateLimitedOptions, 'clock'> & { readonly requests: number };

/** Requests of 40 guilds, all at once, to an endpoint that allows 5 calls per second. */
function crowd({ requests, ...limit }: World) {
  const clock = createFakeClock();
  const startedAt = clock.now();
  const endpoint = createRateLimitedEndpoint({ clock, ...limit });
  const gate = createGate({ concurrency: CONCURRENCY, clock, random: () => 0.5 });
  const queue = createFairQueue({ width: CONCURRENCY });
  const never = new AbortController().signal;
  const call = (): Promise<void> =>
    withAttempts(endpoint.call, { gate, clock, deadline: startedAt + 3_600_000, random: () => 0.5 });
  const all = Promise.all(
    Array.from({ length: requests }, (_, n) => queue.run(`guild:${n % 40}`, String(n), call, never)),
  );
  return { clock, startedAt, endpoint, gate, all };
}

const CASES = [50, 200].flatMap((latencyMs) =>
  [1, 5].flatMap((burst) =>
    (['at the start', 'at the end'] as const).map((counts) => ({ latencyMs, burst, counts, ratePerSecond: 5 })),
  ),
);

const RISES_AT = someOf([10_000, 11_000, 12_000, 13_000, 14_000, 15_000], ['10000', '13000']);

describe('a crowd at an endpoint that allows five calls a second', () => {
  test.each(CASES)(
    'a crowd is served in good time with few refusals: $latencyMs ms, bursts of $burst, counted $counts',
    async ({ latencyMs, ...limit }) => {
      const { clock, startedAt, endpoint, all } = crowd({ ...limit, latencyMs: () => latencyMs, requests: 120 });
      await clock.advance(60_000);
      await all;
      const { served, refused } = endpoint;
      const idealMs = ((120 - limit.burst) / 5) * 1_000;
      expect(served).toHaveLength(120);
      expect(refused.length / (refused.length + 120)).toBeLessThanOrEqual(0.1);
      expect(((served.at(-1) ?? 0) - startedAt) / idealMs).toBeLessThanOrEqual(1.15);
    },
  );

  test.each(CASES)(
    'a crowd uses 20 calls per second within 10 s of a higher limit: $latencyMs ms, bursts of $burst, counted $counts',
    async ({ latencyMs, ...limit }) => {
      // Whatever the gate's position in its cycle is.
      for (const riseAt of RISES_AT) {
        const { clock, endpoint } = crowd({ ...limit, latencyMs: () => latencyMs, requests: 600 });
        await clock.advance(riseAt);
        endpoint.ratePerSecond = 20;
        await clock.advance(10_000);
        const before = endpoint.served.length;
        await clock.advance(2_000);
        expect(endpoint.served.length - before).toBeGreaterThanOrEqual(0.85 * 40);
      }
    },
  );
});
