import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { afterReading, afterRunning } from '../../../src/async/running-time.ts';

const sleepWithoutRunning = (ms: number) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);

test("time in which the process couldn't run counts as one step", async () => {
  let hasEnded = false;
  using _timer = afterRunning(200, () => {
    hasEnded = true;
  });
  for (let pauses = 0; pauses < 2; pauses += 1) {
    sleepWithoutRunning(300);
    await delay(1);
  }
  expect(hasEnded).toBe(false);
});

test.each([afterRunning, afterReading])('%o calls back once its time is over', async (after) => {
  const { promise, resolve } = Promise.withResolvers<void>();
  const startedAt = performance.now();
  using _timer = after(120, resolve);
  await Promise.all([promise, delay(200)]);
  expect(performance.now() - startedAt).toBeGreaterThanOrEqual(119);
});

test.each([afterRunning, afterReading])('%o never calls back once it is disposed', async (after) => {
  let hasEnded = false;
  const end = () => {
    hasEnded = true;
  };
  for (const ms of [0, 5]) after(ms, end)[Symbol.dispose]();
  await delay(30);
  expect(hasEnded).toBe(false);
});
