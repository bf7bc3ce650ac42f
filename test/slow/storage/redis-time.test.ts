import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { systemClock, type Clock } from '../../../src/clock.ts';
import { openStorage } from '../../../src/storage/open-storage.ts';
import type { Claim } from '../../../src/storage/storage.ts';
import { eventually } from '../../support/eventually.ts';
import { hasRedisServer, type RedisServer, startRedisServer } from '../../support/redis-server.ts';
import { redisCli } from '../../support/redis-topologies.ts';

/** Far less than the clocks differ. What the commands took is added. */
const CLEAR_MS = 1000;
/** Longer than Redis takes to come back on a busy machine. */
const LEASE_MS = 6000;
const off = (ms: number): Clock => ({ ...systemClock, now: () => Date.now() + ms });
const pace = (intervalMs: number, patienceMs: number): Claim => ({
  kind: 'pace',
  key: 'guild',
  intervalMs,
  patienceMs,
});

describe.runIf(hasRedisServer)('processes whose clocks are 7 s fast and 7 s slow', () => {
  let server: RedisServer;
  beforeAll(async () => {
    server = await startRedisServer();
  });
  afterAll(() => server[Symbol.asyncDispose]());

  async function openBoth() {
    const url = server.freshUrl();
    const [fast, slow] = [off(7000), off(-7000)];
    return {
      fast: { clock: fast, storage: await openStorage(url, { clock: fast }) },
      slow: { clock: slow, storage: await openStorage(url, { clock: slow }) },
      async [Symbol.asyncDispose]() {
        await this.fast.storage[Symbol.asyncDispose]();
        await this.slow.storage[Symbol.asyncDispose]();
      },
    };
  }

  test('a lease of one is not free for the other before its time', async () => {
    await using both = await openBoth();
    const [fast, slow] = [both.fast.storage.atomic, both.slow.storage.atomic];
    expect(await slow.lease('job', 'slow', 60_000)).toBe(true);
    expect(await fast.lease('job', 'fast', 60_000)).toBe(false);
    expect(await fast.lease('other', 'fast', 500)).toBe(true);
    await eventually(async () => expect(await slow.lease('other', 'slow', 500)).toBe(true));
  });

  test('turns of a pace lie one interval apart, each by the clock of who takes it', async () => {
    await using both = await openBoth();
    const startedAt = performance.now();
    const turns: number[] = [];
    for (const { clock, storage } of [both.slow, both.fast, both.slow, both.fast]) {
      const reservation = await storage.atomic.reserve([pace(60_000, 600_000)]);
      if (!reservation.granted) throw new Error('It was not granted');
      turns.push(reservation.startAt - (clock.now() - Date.now()));
    }
    const gaps = turns.slice(1).map((turn, index) => turn - (turns[index] ?? 0));
    // The first turn is now, so the time of a command adds to each difference.
    const tookMs = performance.now() - startedAt;
    for (const gap of gaps) expect(Math.abs(gap - 60_000)).toBeLessThan(tookMs + CLEAR_MS);
  });

  test('a refusal says when to come again by the clock of who is refused', async () => {
    await using both = await openBoth();
    const startedAt = performance.now();
    await both.slow.storage.atomic.reserve([pace(60_000, 0)]);
    const refused = await both.fast.storage.atomic.reserve([pace(60_000, 0)]);
    if (refused.granted) throw new Error('It was granted');
    const error = refused.retryAt - both.fast.clock.now() - 60_000;
    expect(Math.abs(error)).toBeLessThan(performance.now() - startedAt + CLEAR_MS);
  });

  test('a quota, a hold-back and a refund of one count for the other', async () => {
    await using both = await openBoth();
    const [fast, slow] = [both.fast.storage.atomic, both.slow.storage.atomic];
    const use: Claim = { kind: 'quota', key: 'user', amount: 1, limit: 1, ttlMs: 60_000 };
    const taken = await slow.reserve([use, pace(60_000, 0)]);
    expect((await fast.reserve([use])).granted).toBe(false);
    await fast.refund(taken.granted ? taken.receipts : []);
    expect((await fast.reserve([use, pace(0, 0)])).granted).toBe(true);
    await fast.holdBack('guild', both.fast.clock.now() + 60_000);
    expect((await slow.reserve([pace(0, 0)])).granted).toBe(false);
  });
});

describe.runIf(hasRedisServer)('leases after Redis was away', () => {
  test('are renewed by who held them, and for as long as they last taken by nobody else, even if Redis lost them', async () => {
    await using server = await startRedisServer();
    const url = server.freshUrl();
    await using holder = await openStorage(url, { clock: systemClock });
    await using other = await openStorage(url, { clock: systemClock });
    expect(await holder.atomic.lease('job', 'holder', LEASE_MS)).toBe(true);
    await server.kill();
    await server.start();
    // It comes back first, and Redis knows nothing of the lease.
    await eventually(async () => expect(await other.atomic.lease('job', 'other', LEASE_MS)).toBe(false));
    expect(await redisCli(server.port, ['-n', '1', 'exists', 'face-age-bot:atomic:lease:job'])).toBe('0\n');
    await eventually(async () => expect(await holder.atomic.lease('job', 'holder', LEASE_MS)).toBe(true));
    expect(await other.atomic.lease('job', 'other', LEASE_MS)).toBe(false);
    // A lease of the dead is free afterwards.
    await eventually(async () => expect(await other.atomic.lease('job', 'other', LEASE_MS)).toBe(true));
    expect(await holder.atomic.lease('job', 'holder', LEASE_MS)).toBe(false);
  });

  test('are not taken from who could not renew them meanwhile', async () => {
    await using server = await startRedisServer();
    const url = server.freshUrl();
    await using holder = await openStorage(url, { clock: systemClock });
    await using other = await openStorage(url, { clock: systemClock });
    expect(await holder.atomic.lease('job', 'holder', 300)).toBe(true);
    await redisCli(server.port, ['client', 'kill', 'type', 'normal']);
    await eventually(async () =>
      expect(await redisCli(server.port, ['-n', '1', 'hexists', 'face-age-bot:atomic:lease:job', 'value'])).toBe('1\n'),
    );
    await eventually(() => other.check());
    await redisCli(server.port, ['-n', '1', 'del', 'face-age-bot:atomic:lease:job']);
    expect(await other.atomic.lease('job', 'other', 30_000)).toBe(false);
    await eventually(async () => expect(await holder.atomic.lease('job', 'holder', 30_000)).toBe(true));
  });
});
