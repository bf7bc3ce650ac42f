import { describe, expect, test, vi } from 'vitest';
import { backoffMs, repeat, retry } from '../../../src/async/retry.ts';
import { createFakeClock } from '../../support/fake-clock.ts';

const soon = () => 1000;

/** Fails `times` times, then succeeds. */
function failing(times: number) {
  let calls = 0;
  return vi.fn<() => Promise<string>>(async () => {
    calls += 1;
    if (calls <= times) throw new Error(`failure ${calls}`);
    return 'done';
  });
}

describe('backoff', () => {
  test('the backoff doubles from the first wait to the longest', () => {
    const exact = { firstMs: 250, longestMs: 1500, random: () => 0 };
    expect([1, 2, 3, 4, 99].map((failures) => backoffMs(failures, exact))).toEqual([250, 500, 1000, 1500, 1500]);
  });

  test('the backoff adds up to half of the wait at random', () => {
    expect(backoffMs(2, { firstMs: 1000, longestMs: 40_000, random: () => 1 })).toBe(3000);
  });
});

describe('retry', () => {
  test('an attempt is repeated until it succeeds, with waits in between', async () => {
    const clock = createFakeClock(0);
    const attempt = failing(2);
    const delays: number[] = [];
    const result = retry(attempt, { clock, delayMs: (_error, failures) => (delays.push(failures), failures * 100) });
    await clock.advance(99);
    expect(attempt).toHaveBeenCalledTimes(1);
    await clock.advance(201);
    expect(await result).toBe('done');
    expect(delays).toEqual([1, 2]);
  });

  test('an error that no attempt can help ends the retry at once', async () => {
    const attempt = failing(1);
    await expect(retry(attempt, { clock: createFakeClock(), delayMs: () => undefined })).rejects.toThrow('failure 1');
    expect(attempt).toHaveBeenCalledOnce();
  });

  test('the last error ends the retry when no attempt is left', async () => {
    const clock = createFakeClock();
    const result = retry(failing(9), { clock, delayMs: soon, attempts: 3 });
    const error = result.catch((reason: unknown) => reason);
    await clock.advance(60_000);
    expect(await error).toMatchObject({ message: 'failure 3' });
  });

  test('no attempt begins after the time is over', async () => {
    const clock = createFakeClock(0);
    const result = retry(failing(9), { clock, delayMs: soon, until: 2500 });
    const error = result.catch((reason: unknown) => reason);
    await clock.advance(60_000);
    expect(await error).toMatchObject({ message: 'failure 3' });
  });

  test("the signal's reason ends the retry, also during a wait", async () => {
    const clock = createFakeClock();
    const ended = new AbortController();
    const result = retry(failing(9), { clock, delayMs: soon, signal: ended.signal });
    const error = result.catch((reason: unknown) => reason);
    await clock.advance(500);
    ended.abort(new Error('stopped'));
    expect(await error).toMatchObject({ message: 'stopped' });
  });
});

describe('repeat', () => {
  test('repeated work continues after a failure, counts consecutive failures, and ends with its signal', async () => {
    const clock = createFakeClock(0);
    const ended = new AbortController();
    const work = failing(2);
    const errors: unknown[] = [];
    const counted: number[] = [];
    const repeating = repeat(async () => void (await work()), {
      clock,
      pauseMs: (failures) => (counted.push(failures), 10),
      onError: (error) => errors.push(error),
      signal: ended.signal,
    });
    await clock.advance(20);
    expect(counted).toEqual([1, 2, 0]);
    expect(errors).toHaveLength(2);
    ended.abort();
    await repeating;
    await clock.advance(60_000);
    expect(work).toHaveBeenCalledTimes(3);
  });
});
