import { expect, test } from 'vitest';
import { createPictureCheck } from '../../../src/ops/health/picture-check.ts';
import { createFakeClock, settle } from '../../support/fake-clock.ts';

function setUp() {
  const clock = createFakeClock();
  const ended = new AbortController();
  const checks: PromiseWithResolvers<void>[] = [];
  const alerts: string[] = [];
  const lines: unknown[] = [];
  const check = createPictureCheck({
    warm: () => {
      const next = Promise.withResolvers<void>();
      checks.push(next);
      return next.promise;
    },
    logger: { info: (message: unknown) => void lines.push(message) },
    alert: (message) => alerts.push(message),
    clock,
    signal: ended.signal,
  });
  return { ...check, clock, checks, alerts, lines, end: () => ended.abort(new Error('stopped')) };
}

test('the health page waits for the first check, and reports nothing if pictures can be opened', async () => {
  const { start, problem, checks, clock, alerts } = setUp();
  let said: unknown = 'nothing yet';
  void problem().then((what) => (said = what));
  start();
  await settle();
  expect(said).toBe('nothing yet');
  checks[0]?.resolve();
  expect(await problem()).toBeUndefined();
  await clock.advance(600_000);
  expect(checks).toHaveLength(1);
  expect(alerts).toEqual([]);
});

test('a failure causes one alert, is checked each minute, and ends when a check succeeds', async () => {
  const { start, problem, checks, clock, alerts, lines } = setUp();
  start();
  checks[0]?.reject(new Error('process ended', { cause: new Error("Cannot find package 'sharp'") }));
  expect(await problem()).toMatch(/sharp does not load/);
  await clock.advance(60_000);
  checks[1]?.reject(new Error('process ended'));
  expect(await problem()).toMatch(/sharp does not load/);
  await clock.advance(60_000);
  checks[2]?.resolve();
  await settle();
  expect(await problem()).toBeUndefined();
  expect(alerts).toHaveLength(1);
  expect(lines).toEqual(['Pictures can be opened again']);
  await clock.advance(600_000);
  expect(checks).toHaveLength(3);
});

test("a stop ends the checks, and failures caused by it aren't reported", async () => {
  const { start, checks, clock, alerts, end } = setUp();
  start();
  end();
  checks[0]?.reject(new Error('stopped'));
  await clock.advance(600_000);
  expect(checks).toHaveLength(1);
  expect(alerts).toEqual([]);
});
