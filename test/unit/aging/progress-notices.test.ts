import { expect, test } from 'vitest';
import { createProgressNotices } from '../../../src/aging/answering/progress-notices.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { anyRequest } from '../../support/fakes/any-request.ts';

const { signal } = new AbortController();

function setUp() {
  const clock = createFakeClock();
  const shown: number[] = [];
  let isShown = Promise.withResolvers<void>();
  const step = (_request: unknown, done: number) => {
    shown.push(done);
    isShown = Promise.withResolvers<void>();
    return isShown.promise;
  };
  const notices = createProgressNotices({ delivery: { step }, clock }, anyRequest());
  return { clock, shown, notices, finish: () => isShown.resolve() };
}

test('progress is shown at once, and again when half is done and some time has passed', async () => {
  const { clock, shown, notices } = setUp();
  notices.show(0, 4, signal);
  notices.show(2, 4, signal);
  expect(shown).toEqual([0]);
  await clock.advance(5000);
  notices.show(1, 4, signal);
  expect(shown).toEqual([0]);
  notices.show(2, 4, signal);
  expect(shown).toEqual([0, 2]);
});

test('progress is shown at most twice', async () => {
  const { clock, shown, notices } = setUp();
  for (const done of [0, 3, 4]) {
    notices.show(done, 5, signal);
    await clock.advance(60_000);
  }
  expect(shown).toEqual([0, 3]);
});

test('a caller can wait for a notice that is being sent', async () => {
  const { notices, finish } = setUp();
  await notices.settled();
  notices.show(0, 4, signal);
  let isSettled = false;
  const settled = notices.settled().then(() => (isSettled = true));
  await Promise.resolve();
  expect(isSettled).toBe(false);
  finish();
  await settled;
  expect(isSettled).toBe(true);
});
