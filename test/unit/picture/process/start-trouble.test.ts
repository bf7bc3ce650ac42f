import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createStartTrouble } from '../../../../src/picture/process/start-trouble.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const PATIENCE_MS = 30_000;
const cause = new Error('no memory');

function createTrouble() {
  const startedAt = Date.now();
  const pausesEnded: number[] = [];
  const world = { isAwaited: true };
  const trouble = createStartTrouble({
    patienceMs: PATIENCE_MS,
    onPauseEnd: () => void pausesEnded.push(Date.now() - startedAt),
    isAwaited: () => world.isAwaited,
    now: Date.now,
  });
  /** Fails at once, and again at the end of each pause. */
  const failTimes = (times: number) => {
    for (let count = 0; count < times; count += 1) {
      vi.runOnlyPendingTimers();
      trouble.failed(cause);
    }
  };
  return { trouble, pausesEnded, failTimes, world };
}

describe('starts of processes that fail', () => {
  test('are paused for longer each time, up to 5 s', () => {
    const { trouble, pausesEnded, failTimes } = createTrouble();
    expect(trouble.pausedFor()).toBeUndefined();
    failTimes(8);
    expect(trouble.pausedFor()).toBe(cause);
    vi.runOnlyPendingTimers();
    expect(trouble.pausedFor()).toBeUndefined();
    expect(pausesEnded.map((at, index) => at - (pausesEnded[index - 1] ?? 0))).toEqual([
      200, 400, 800, 1600, 3200, 5000, 5000, 5000,
    ]);
  });

  test('are hopeless after three where none has ever worked', () => {
    const { trouble, failTimes } = createTrouble();
    failTimes(2);
    expect(trouble.isHopeless()).toBe(false);
    failTimes(1);
    expect(trouble.isHopeless()).toBe(true);
  });

  test('are hopeless only after a while where one has worked', () => {
    const { trouble, failTimes } = createTrouble();
    trouble.ended();
    failTimes(7);
    expect(trouble.isHopeless()).toBe(false);
    vi.advanceTimersByTime(PATIENCE_MS);
    expect(trouble.isHopeless()).toBe(true);
    trouble.ended();
    expect([trouble.isOn(), trouble.isHopeless()]).toEqual([false, false]);
  });

  test('have nothing to do with those that failed when somebody waited last', () => {
    const { trouble, failTimes, world } = createTrouble();
    trouble.ended();
    failTimes(2);
    world.isAwaited = false;
    vi.advanceTimersByTime(PATIENCE_MS);
    expect(trouble.isOn()).toBe(false);
    failTimes(3);
    expect(trouble.isHopeless()).toBe(false);
  });

  test('stay hopeless until one works', () => {
    const { trouble, failTimes, world } = createTrouble();
    failTimes(3);
    world.isAwaited = false;
    vi.advanceTimersByTime(PATIENCE_MS);
    expect(trouble.isHopeless()).toBe(true);
  });
});
