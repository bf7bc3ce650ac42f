import { expect, test } from 'vitest';
import { ExpiringMap } from '../../../src/storage/memory/expiring-map.ts';
import { manualClock } from './manual-clock.ts';

test('a purge drops what has ended and keeps the rest', () => {
  const clock = manualClock();
  const map = new ExpiringMap(clock, () => {});
  map.set('short', 'x', 1_000).set('long', 'y', 2_000).set('endless', 'z');
  clock.forward(1_000);
  expect(map.size).toBe(3);
  map.purge();
  expect(map.size).toBe(1);
  expect([...map]).toEqual([['long', 'y']]);
});
