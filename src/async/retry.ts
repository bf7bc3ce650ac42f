import type { Clock } from '../clock.ts';

export interface BackoffOptions {
  readonly firstMs: number;
  /** The longest wait before the random part is added. */
  readonly longestMs: number;
  /** From 0 to 1; tests and callers that want exact times pass their own. */
  readonly random?: () => number;
}

/**
 * Exponential backoff with jitter: `firstMs` after the first failure, twice as long after each further one, at most
 * `longestMs`, and up to half as much again at random, so that clients that failed together do not retry together.
 *
 * @param failures how many attempts have failed in a row, from 1.
 * @returns milliseconds to wait before the next attempt.
 */
export function backoffMs(failures: number, { firstMs, longestMs, random = Math.random }: BackoffOptions): number {
  const step = Math.min(firstMs * 2 ** Math.max(0, failures - 1), longestMs);
  return Math.round(step * (1 + random() / 2));
}

export interface RetryOptions {
  readonly clock: Pick<Clock, 'now' | 'sleep'>;
  /**
   * Milliseconds to wait after an error before the next attempt; `undefined` when no other attempt can help.
   *
   * @param failures how many attempts have failed in a row, from 1.
   */
  readonly delayMs: (error: unknown, failures: number) => number | undefined;
  /** Attempts in all; no limit unless given. */
  readonly attempts?: number;
  /** No attempt begins after this, in ms since the epoch. */
  readonly until?: number;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Repeats `attempt` until it succeeds.
 *
 * @throws the last error, when no other attempt can help, no attempt is left, or the time is over; the signal's reason.
 */
export async function retry<T>(attempt: () => Promise<T> | T, options: RetryOptions): Promise<T> {
  const { clock, delayMs, attempts = Infinity, until = Infinity, signal } = options;
  for (let failures = 1; ; failures += 1) {
    signal?.throwIfAborted();
    try {
      return await attempt();
    } catch (error) {
      const waitMs = failures < attempts ? delayMs(error, failures) : undefined;
      if (waitMs === undefined || clock.now() + waitMs >= until) throw error;
      await clock.sleep(waitMs, signal);
    }
  }
}

export interface RepeatOptions {
  readonly clock: Pick<Clock, 'sleep'>;
  /**
   * Milliseconds to wait before the next round.
   *
   * @param failures how many rounds have failed in a row; 0 after a success.
   */
  readonly pauseMs: (failures: number) => number;
  readonly onError: (error: unknown) => void;
  readonly signal: AbortSignal;
}

/** Does `work` again and again until `signal` is aborted. Never rejects. */
export async function repeat(work: () => Promise<void>, options: RepeatOptions): Promise<void> {
  const { clock, pauseMs, onError, signal } = options;
  let failures = 0;
  while (!signal.aborted) {
    try {
      await work();
      failures = 0;
    } catch (error) {
      if (signal.aborted) return;
      failures += 1;
      onError(error);
    }
    await clock.sleep(pauseMs(failures), signal).catch(() => undefined);
  }
}
