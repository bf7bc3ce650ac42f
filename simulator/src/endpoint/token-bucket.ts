/** A rate limit that can change at run time. Without a rate there is no limit. A burst may have one second's worth. */
export interface TokenBucket {
  ratePerSecond: number | undefined;
  /** @returns 0 if a token was taken, otherwise milliseconds until one is available */
  take(): number;
}

/** @param burst calls at once, in place of one second's worth; 1 allows none. */
export function createTokenBucket(ratePerSecond: number | undefined, burst?: number): TokenBucket {
  let rate = ratePerSecond;
  const size = () => burst ?? Math.max(1, rate ?? 1);
  let tokens = size();
  let filledAt = performance.now();
  return {
    get ratePerSecond() {
      return rate;
    },
    set ratePerSecond(value) {
      rate = value;
      tokens = size();
      filledAt = performance.now();
    },
    take: () => {
      if (rate === undefined) return 0;
      const now = performance.now();
      tokens = Math.min(size(), tokens + ((now - filledAt) / 1000) * rate);
      filledAt = now;
      if (tokens < 1) return rate > 0 ? ((1 - tokens) / rate) * 1000 : 60_000;
      tokens -= 1;
      return 0;
    },
  };
}
