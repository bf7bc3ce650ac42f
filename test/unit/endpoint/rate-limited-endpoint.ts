import type { Clock } from '../../../src/clock.ts';
import { EndpointError } from '../../../src/endpoint/endpoint-error.ts';

export interface RateLimit {
  ratePerSecond: number;
  /** How many calls may come at once after a quiet time. */
  readonly burst: number;
}

export interface RateLimitedOptions extends RateLimit {
  readonly clock: Clock;
  /** How long the n-th call takes. */
  readonly latencyMs: (call: number) => number;
  /** Whether a call is counted as it comes or as it is answered. */
  readonly counts: 'at the start' | 'at the end';
  readonly retryAfter?: boolean;
}

/** The far side of a rate limit, without a network: a token bucket that refuses with `rate_limited`. */
export function createRateLimitedEndpoint(options: RateLimitedOptions) {
  const { clock, latencyMs, counts, burst, retryAfter = false } = options;
  let rate = options.ratePerSecond;
  let tokens = burst;
  let filledAt = clock.now();
  let calls = 0;
  const served: number[] = [];
  const refused: number[] = [];

  function fill(): void {
    tokens = Math.min(burst, tokens + ((clock.now() - filledAt) / 1_000) * rate);
    filledAt = clock.now();
  }

  /** @returns milliseconds until there is a token; 0 when one was taken */
  function take(): number {
    fill();
    if (tokens < 1) return ((1 - tokens) / rate) * 1_000;
    tokens -= 1;
    return 0;
  }

  return {
    served,
    refused,
    set ratePerSecond(value: number) {
      fill();
      rate = value;
    },
    call: async (): Promise<void> => {
      const latency = latencyMs((calls += 1));
      const early = counts === 'at the start' ? take() : undefined;
      await clock.sleep(latency);
      const waitMs = early ?? take();
      (waitMs > 0 ? refused : served).push(clock.now());
      if (waitMs === 0) return;
      throw new EndpointError('rate_limited', {
        status: 429,
        ...(retryAfter && { retryAfterMs: Math.ceil(waitMs / 1_000) * 1_000 }),
      });
    },
  };
}
