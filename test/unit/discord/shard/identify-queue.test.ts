import { expect, test } from 'vitest';
import { createIdentifyQueue, type SessionStarts } from '../../../../src/discord/gateway/shard/identify-queue.ts';
import { createSharedStorage } from '../../../support/fakes/fake-storage.ts';
import { createFakeClock } from '../../../support/fake-clock.ts';

/** Processes that share a store; notes which shard identifies when. */
function makeWorld({ atOnce = 1, remaining = 1000 } = {}) {
  const clock = createFakeClock();
  const storage = createSharedStorage(clock);
  const startedAt = clock.now();
  const starts: SessionStarts = { total: 1000, remaining, reset_after: 3_600_000, max_concurrency: atOnce };
  const identified: [shard: number, at: number][] = [];
  const spent: number[] = [];
  const begin = () => {
    const connection = storage.connect();
    const queue = createIdentifyQueue({
      atomic: connection.atomic,
      clock,
      sessionStarts: async () => starts,
      onSpent: (those) => spent.push(those.remaining),
    });
    const identify = async (shard: number, signal = new AbortController().signal) => {
      await queue.wait(shard, signal);
      starts.remaining -= 1;
      identified.push([shard, clock.now() - startedAt]);
    };
    return { identify, connection };
  };
  return { clock, starts, identified, spent, begin };
}

/** The times between identifies of each of Discord's buckets. */
function gaps(identified: readonly (readonly [shard: number, at: number])[], atOnce: number): number[] {
  return Array.from({ length: atOnce }, (_, bucket) => {
    const times = identified.filter(([shard]) => shard % atOnce === bucket).map(([, at]) => at);
    return times.slice(1).map((at, index) => at - (times[index] ?? 0));
  }).flat();
}

test.each([1, 2, 16])('four processes start their shards one after another in each of %i buckets', async (atOnce) => {
  const world = makeWorld({ atOnce });
  const processes = [0, 1, 2, 3].map(() => world.begin());
  for (let shard = 0; shard < 32; shard += 1) void processes[shard % 4]?.identify(shard);
  await world.clock.advance(5 * 60_000);
  expect(world.identified).toHaveLength(32);
  expect(Math.min(...gaps(world.identified, atOnce))).toBeGreaterThanOrEqual(5000);
  expect(Math.max(...gaps(world.identified, atOnce))).toBeLessThan(7000);
});

test('when few of the day’s session starts are left, none is made until there are more, and it is said once', async () => {
  const world = makeWorld({ remaining: 102 });
  const { identify } = world.begin();
  for (let shard = 0; shard < 6; shard += 1) void identify(shard);
  await world.clock.advance(600_000);
  expect(world.identified).toHaveLength(3);
  expect(world.spent).toEqual([99]);
  world.starts.remaining = 1000;
  await world.clock.advance(3_600_000);
  expect(world.identified).toHaveLength(6);
  expect(world.spent).toEqual([99]);
});

test('without the store, a process still keeps its own shards apart', async () => {
  const world = makeWorld();
  const { identify, connection } = world.begin();
  connection.breakOn(/reserve/);
  for (let shard = 0; shard < 3; shard += 1) void identify(shard);
  await world.clock.advance(60_000);
  expect(world.identified).toHaveLength(3);
  expect(Math.min(...gaps(world.identified, 1))).toBeGreaterThanOrEqual(5000);
});

test('after the clock was set back, nobody waits for the turn that was taken before', async () => {
  const world = makeWorld();
  const { identify, connection } = world.begin();
  // As a machine without a clock of its own begins with an earlier time after a power cut.
  await connection.atomic.reserve([{ kind: 'pace', key: 'identify:0', intervalMs: 3_600_000, patienceMs: 0 }]);
  for (let shard = 0; shard < 3; shard += 1) void identify(shard);
  await world.clock.advance(60_000);
  expect(world.identified).toHaveLength(3);
  expect(Math.min(...gaps(world.identified, 1))).toBeGreaterThanOrEqual(5000);
});

test('a turn that came late is not used, since the next may follow too soon', async () => {
  const world = makeWorld();
  const { identify, connection } = world.begin();
  const { reserve } = connection.atomic;
  let isSlow = true;
  const slow = createIdentifyQueue({
    clock: world.clock,
    sessionStarts: async () => world.starts,
    onSpent: () => undefined,
    atomic: {
      async reserve(claims) {
        const turn = await reserve(claims);
        if (isSlow) await world.clock.sleep(3000);
        isSlow = false;
        return turn;
      },
    },
  });
  const times: number[] = [];
  const startedAt = world.clock.now();
  void slow.wait(0, new AbortController().signal).then(() => times.push(world.clock.now() - startedAt));
  void identify(1);
  await world.clock.advance(60_000);
  const [first, second] = [...times, ...world.identified.map(([, at]) => at)].toSorted((a, b) => a - b);
  expect(Number(second) - Number(first)).toBeGreaterThanOrEqual(5000);
});

test('a shard that is closed while it waits leaves the queue', async () => {
  const world = makeWorld();
  const { identify } = world.begin();
  await identify(0);
  const closed = new AbortController();
  const waiting = identify(1, closed.signal);
  void identify(2);
  await world.clock.advance(100);
  closed.abort(new Error('closed'));
  await expect(waiting).rejects.toThrow('closed');
  await world.clock.advance(10_000);
  expect(world.identified.map(([shard]) => shard)).toEqual([0, 2]);
});
