import { describe, expect, test } from 'vitest';
import { createRate } from '../../../../src/endpoint/pacing/rate.ts';

/** A rate that was refused once, after `served` calls in the previous second. */
function refusedOnce(served: number) {
  const rate = createRate();
  for (let i = 0; i < served; i += 1) {
    rate.start(i * 10);
    rate.accepted(i * 10 + 50, i * 10, false);
  }
  rate.start(500);
  rate.refused(550, 500);
  return rate;
}

/** Serves calls as fast as the pace allows, from `from` to `until`, in milliseconds. */
function serve(rate: ReturnType<typeof createRate>, from: number, until: number, wasHeld = true): void {
  for (let now = Math.max(from, rate.nextAt); now < until; now = rate.nextAt) {
    rate.start(now);
    rate.accepted(now, now, wasHeld);
  }
}

describe('the rate', () => {
  test('there is no rate until a call is refused', () => {
    const rate = createRate();
    for (let i = 0; i < 100; i += 1) rate.start(1_000);
    expect(rate.nextAt).toBeLessThanOrEqual(1_000);
    expect(rate.perSecond).toBe(Number.POSITIVE_INFINITY);
  });

  test('the rate starts with what was served in the previous second', () => {
    expect(refusedOnce(8).perSecond).toBeCloseTo(7.6);
    expect(refusedOnce(0).perSecond).toBe(2);
  });

  test('the rate rests for five seconds, then climbs, then runs', () => {
    const rate = refusedOnce(8);
    const first = rate.perSecond;
    serve(rate, 600, 5_500);
    expect(rate.perSecond).toBeCloseTo(first, 1);
    serve(rate, 5_600, 6_600);
    expect(rate.perSecond).toBeGreaterThan(first);
    expect(rate.perSecond).toBeLessThan(1.3 * first);
    serve(rate, 6_600, 10_600);
    expect(rate.perSecond).toBeGreaterThan(4 * first);
  });

  test("calls that didn't wait for the rate don't raise it", () => {
    const rate = refusedOnce(8);
    serve(rate, 600, 20_000, false);
    expect(rate.perSecond).toBeCloseTo(7.6);
  });

  test('the rate is lowered by each refusal of a call that started after the last one', () => {
    const rate = refusedOnce(8);
    rate.start(1_000);
    expect(rate.refused(1_050, 540)).toBe(false);
    expect(rate.perSecond).toBeCloseTo(7.6, 1);
    expect(rate.refused(1_050, 1_000)).toBe(true);
    expect(rate.perSecond).toBeCloseTo(7.6 * 0.85, 1);
  });

  test("the rate isn't lowered endlessly while nothing is served", () => {
    const rate = refusedOnce(8);
    for (let now = 1_000; now < 1_000_000; now += 10_000) rate.refused(now, now);
    expect(rate.perSecond).toBeGreaterThan(4);
  });

  test('the rate is forgotten slowly when it is quiet, and never lets a crowd start at once', () => {
    const rate = refusedOnce(5);
    const first = rate.perSecond;
    rate.start(60_000);
    expect(rate.perSecond).toBeLessThan(1.1 * first);
    rate.start(660_000);
    expect(rate.perSecond / first).toBeGreaterThan(2);
    expect(rate.perSecond / first).toBeLessThan(2.3);
    rate.start(24 * 3_600_000);
    expect(rate.perSecond).toBe(50);
    expect(rate.nextAt).toBeGreaterThan(24 * 3_600_000 + 15);
  });
});
