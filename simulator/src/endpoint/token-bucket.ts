/** A rate limit that can change at run time. Without a rate there is no limit. */
export interface TokenBucket {
  ratePerSecond: number | undefined;
  /** @returns 0 if a token was taken, otherwise milliseconds until one is available */
  take(): number;
}

export function createTokenBucket(ratePerSecond: number | undefined): TokenBucket {
  let rate = ratePerSecond;
  let tokens = Math.max(1, rate ?? 1);
  let filledAt = performance.now();
  return {
    get ratePerSecond() {
      return rate;
    },
    set ratePerSecond(value) {
      rate = value;
      tokens = Math.max(1, value ?? 1);
      filledAt = performance.now();
    },
    take: () => {
      if (rate === undefined) return 0;
      const now = performance.now();
      tokens = Math.min(Math.max(1, rate), tokens + ((now - filledAt) / 1000) * rate);
      filledAt = now;
      if (tokens < 1) return rate > 0 ? ((1 - tokens) / rate) * 1000 : 60_000;
      tokens -= 1;
      return 0;
    },
  };
}
