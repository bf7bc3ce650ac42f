import { expect, test } from 'vitest';
import { createReconnectDelay } from '../../../../src/discord/gateway/shard/reconnect-delay.ts';

/** A delay without randomness, and its clock. */
function makeWorld() {
  const clock = { ms: 0 };
  const delay = createReconnectDelay({ now: () => clock.ms }, () => 0);
  return { clock, ...delay };
}

test('the first connection, and the first one after a working one, is made at once', () => {
  const { clock, connected, next } = makeWorld();
  expect(next()).toBe(0);
  for (let times = 0; times < 20; times += 1) {
    connected();
    clock.ms += 60_000;
    expect(next()).toBe(0);
  }
});

test('after consecutive failures each wait is twice as long, up to a minute with jitter', () => {
  const { connected, next } = makeWorld();
  connected();
  const waits = Array.from({ length: 9 }, () => next());
  expect(waits).toEqual([0, 1000, 2000, 4000, 8000, 16_000, 32_000, 40_000, 40_000]);
  connected();
  expect(next()).toBe(0);
  const unlucky = createReconnectDelay({ now: () => 0 }, () => 1);
  expect(Math.max(...Array.from({ length: 20 }, () => unlucky.next()))).toBe(60_000);
});

test('connections that never last are made more and more rarely, because each may cost a login', () => {
  const { clock, connected, next } = makeWorld();
  const waits = Array.from({ length: 9 }, () => {
    connected();
    clock.ms += 1000;
    return next();
  });
  expect(waits).toEqual([0, 0, 0, 0, 0, 1000, 2000, 4000, 8000]);
  connected();
  clock.ms += 60_000;
  expect(next()).toBe(0);
});
