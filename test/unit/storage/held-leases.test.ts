import { expect, test } from 'vitest';
import { createHeldLeases } from '../../../src/storage/redis/held-leases.ts';

/** A process whose Redis has been back for `backForMs`; the lease can be had. */
function process() {
  const state = { backForMs: Infinity, asked: 0 };
  const leases = createHeldLeases({ backForMs: () => state.backForMs });
  const grant = async () => {
    state.asked += 1;
    return true;
  };
  return { state, leases, take: (owner: string, ttlMs: number) => leases.take('job', owner, ttlMs, grant) };
}

test('a lease is there for anybody while Redis has not been away', async () => {
  expect(await process().take('me', 1000)).toBe(true);
});

test('after Redis was away, a lease is not even asked for by who did not hold it, for as long as it lasts', async () => {
  const { state, take } = process();
  state.backForMs = 999;
  expect(await take('me', 1000)).toBe(false);
  expect(state.asked).toBe(0);
  state.backForMs = 1000;
  expect(await take('me', 1000)).toBe(true);
});

test('who held a lease renews it at once, but not another owner of the same process', async () => {
  const { state, take } = process();
  await take('me', 1000);
  state.backForMs = 0;
  expect(await take('me', 1000)).toBe(true);
  expect(await take('you', 1000)).toBe(false);
});

test('a lease that was released, or lost to another, was not held', async () => {
  const { state, leases, take } = process();
  await take('released', 1000);
  leases.drop('job', 'released');
  await take('lost', 1000);
  await leases.take('job', 'lost', 1000, async () => false);
  state.backForMs = 0;
  expect(await take('released', 1000)).toBe(false);
  expect(await take('lost', 1000)).toBe(false);
});

test('a lease of a day is free for others half a minute after Redis is back', async () => {
  const { state, take } = process();
  state.backForMs = 29_999;
  expect(await take('me', 86_400_000)).toBe(false);
  state.backForMs = 30_000;
  expect(await take('me', 86_400_000)).toBe(true);
});
