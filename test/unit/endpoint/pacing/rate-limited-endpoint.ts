import type { Clock } from '../../../../src/clock.ts';
import { EndpointError } from '../../../../src/endpoint/endpoint-error.ts';

export interface RateLimit {
  ratePerSecond: number;
  /** How many calls may arrive at once after a pause. */
  readonly burst: number;
}

export interface RateLimitedOptions extends RateLimit {
  readonly clock: Clock;
  /** The duration of the n-th call. */
  readonly latencyMs: (call: number) => number;
  /** Whether a call counts when it arrives or when it is answered. */
  readonly counts: 'at the start' | 'at the end';
  readonly retryAfter?: boolean;
}

/** A rate-limited endpoint without a network: a token bucket that refuses with `rate_limited`. */
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

  /** @returns 0 if a token was taken, otherwise milliseconds until one is available */
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
