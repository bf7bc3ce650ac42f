import { expect, test } from 'vitest';
import { beginOfTest } from '../../support/world/one-day.ts';

const midnight = Date.UTC(2028, 1, 29);
const MINUTE_MS = 60_000;

test('a test of a world that would begin just before the UTC day ends begins with the next day', () => {
  for (const early of [1, 1000, 2 * MINUTE_MS]) expect(beginOfTest(midnight - early)).toBe(midnight);
  for (const now of [midnight, midnight + 1, midnight - 3 * MINUTE_MS]) expect(beginOfTest(now)).toBe(now);
});
