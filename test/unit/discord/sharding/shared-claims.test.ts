import { expect, onTestFinished, test } from 'vitest';
import { ShardsTakenError } from '../../../../src/discord/gateway/sharding/claims.ts';
import {
  createSharedClaims,
  type SharedClaimsOptions,
} from '../../../../src/discord/gateway/sharding/shared-claims.ts';
import { StorageError } from '../../../../src/storage/storage.ts';
import { createSharedStorage } from '../../../support/fakes/fake-storage.ts';
import { createFakeClock } from '../../../support/fake-clock.ts';

/** Processes that share a store; what each runs is checked after each change. */
function makeFleet(total = 4) {
  const clock = createFakeClock();
  const storage = createSharedStorage(clock);
  const running = new Map<string, Set<number>>();
  const everTwice: number[] = [];
  const commands = { count: 0 };

  const open = (name: string, shards: readonly number[]) => {
    for (const shard of shards) {
      if (running.values().some((held) => held.has(shard))) everTwice.push(shard);
      running.get(name)?.add(shard);
    }
  };

  return {
    clock,
    storage,
    everTwice,
    commands,
    held: () =>
      Object.fromEntries(running.entries().map(([name, held]) => [name, [...held].toSorted((a, b) => a - b)])),
    sizes: () => [...running.values()].map((held) => held.size),
    /** Starts a process; `dies` is what kill -9 does. */
    begin(name: string, options: Partial<SharedClaimsOptions> = {}) {
      const connection = storage.connect();
      const held = new Set<number>();
      running.set(name, held);
      const closed: string[] = [];
      const log: string[] = [];
      const fatal: Error[] = [];
      let goOn = Promise.withResolvers<void>();
      goOn.resolve();
      const sleep = async (ms: number, signal?: AbortSignal) => {
        await clock.sleep(ms, signal);
        await goOn.promise;
      };
      const swap: typeof connection.atomic.swap = async (...given) => {
        commands.count += 1;
        const result = await connection.atomic.swap(...given);
        await goOn.promise;
        return result;
      };
      const claims = createSharedClaims({
        total,
        isTotalFixed: false,
        name,
        atomic: { swap },
        logger: {
          info: (_: unknown, line?: string) => log.push(String(line)),
          warn: (_: unknown, line?: string) => log.push(String(line)),
        },
        clock: { sleep },
        elapsed: clock.now,
        shards: {
          open: (shards) => open(name, shards),
          async close(shards, why) {
            await clock.sleep(5);
            for (const shard of shards) {
              held.delete(shard);
              closed.push(`${shard} ${why}`);
            }
          },
        },
        onFatal: (error) => fatal.push(error),
        ...options,
      });
      const started = claims.start(new AbortController().signal);
      started.catch(() => undefined);
      onTestFinished(() => void claims[Symbol.asyncDispose]());
      return {
        claims,
        started,
        closed,
        log,
        fatal,
        connection,
        standsStill() {
          goOn = Promise.withResolvers();
        },
        goesOn: () => goOn.resolve(),
        dies() {
          goOn = Promise.withResolvers();
          connection.cut();
          // Discord has no connection from it any more.
          running.delete(name);
        },
      };
    },
  };
}

test('four processes that start at once divide the shards evenly, and no shard is ever run twice', async () => {
  const fleet = makeFleet(16);
  for (const name of ['a', 'b', 'c', 'd']) fleet.begin(name);
  await fleet.clock.advance(10_000);
  expect(fleet.sizes()).toEqual([4, 4, 4, 4]);
  expect(new Set(Object.values(fleet.held()).flat()).size).toBe(16);
  expect(fleet.everTwice).toEqual([]);
});

test('a process that joins gets its part within three seconds', async () => {
  const fleet = makeFleet(4);
  const { closed } = fleet.begin('a');
  await fleet.clock.advance(10_000);
  fleet.begin('b');
  await fleet.clock.advance(3000);
  expect(fleet.held()).toEqual({ a: [0, 1], b: [2, 3] });
  expect(closed).toEqual(['2 given', '3 given']);
  expect(fleet.everTwice).toEqual([]);
});

test('the shards of a dead process are run by the others within 14 s, by none more than its part', async () => {
  const fleet = makeFleet(8);
  const [, dead] = ['a', 'b', 'c', 'd'].map((name) => fleet.begin(name));
  await fleet.clock.advance(20_000);
  dead?.dies();
  await fleet.clock.advance(6000);
  expect(Object.values(fleet.held()).flat()).toHaveLength(6);
  await fleet.clock.advance(8000);
  expect(fleet.sizes().toSorted()).toEqual([2, 3, 3]);
  expect(fleet.everTwice).toEqual([]);
});

test('a process that stops hands its shards over as soon as others have noticed', async () => {
  const fleet = makeFleet(4);
  const old = fleet.begin('a');
  fleet.begin('b');
  await fleet.clock.advance(10_000);
  let isDone = false;
  void old.claims.handOver().then(() => (isDone = true));
  await fleet.clock.advance(3000);
  expect(isDone).toBe(true);
  expect(fleet.held()).toEqual({ a: [], b: [0, 1, 2, 3] });
  expect(fleet.everTwice).toEqual([]);
  expect(old.log).toContain('Shards handed over');
});

test('the last process keeps its shards until it is closed, and gives them to one that starts meanwhile', async () => {
  const fleet = makeFleet(2);
  const old = fleet.begin('a');
  await fleet.clock.advance(10_000);
  await Promise.all([old.claims.handOver(), fleet.clock.advance(1)]);
  expect(fleet.held()).toEqual({ a: [0, 1] });
  const next = fleet.begin('b');
  await fleet.clock.advance(3000);
  expect(fleet.held()).toEqual({ a: [], b: [0, 1] });
  const closing = next.claims[Symbol.asyncDispose]();
  await fleet.clock.advance(3000);
  await closing;
  expect(fleet.held()).toEqual({ a: [], b: [] });
});

test('what a process has released, the next one takes at once', async () => {
  const fleet = makeFleet(2);
  const old = fleet.begin('a');
  await fleet.clock.advance(10_000);
  const closing = old.claims[Symbol.asyncDispose]();
  await fleet.clock.advance(3000);
  await closing;
  const next = fleet.begin('b');
  await fleet.clock.advance(1);
  await next.started;
  expect(fleet.held()).toEqual({ a: [], b: [0, 1] });
});

test('a change that the store takes late does not bring back a process that has left', async () => {
  const fleet = makeFleet(4);
  let held: PromiseWithResolvers<void> | undefined;
  let holdsNext = false;
  const swap: SharedClaimsOptions['atomic']['swap'] = async (...given) => {
    if (holdsNext) {
      holdsNext = false;
      held = Promise.withResolvers();
      await held.promise;
    }
    return await fleet.storage.atomic.swap(...given);
  };
  const leaving = fleet.begin('a', { atomic: { swap } });
  await fleet.clock.advance(10_000);
  holdsNext = true;
  await fleet.clock.advance(2600);
  void leaving.claims[Symbol.asyncDispose]();
  await fleet.clock.advance(1100);
  held?.resolve();
  await fleet.clock.advance(1);
  fleet.begin('b');
  await fleet.clock.advance(1000);
  expect(fleet.held()).toEqual({ a: [], b: [0, 1, 2, 3] });
});

test('a process that is cut off from the store closes its shards before others take them, and comes back', async () => {
  const fleet = makeFleet(4);
  const cut = fleet.begin('a');
  fleet.begin('b');
  await fleet.clock.advance(10_000);
  cut.connection.breakOn(/swap/, new StorageError('no store'));
  await fleet.clock.advance(20_000);
  expect(fleet.held()).toEqual({ a: [], b: [0, 1, 2, 3] });
  expect(fleet.everTwice).toEqual([]);
  cut.connection.breakOn(undefined);
  await fleet.clock.advance(6000);
  expect(fleet.sizes()).toEqual([2, 2]);
  expect(fleet.everTwice).toEqual([]);
});

test.each([0, 1])(
  'after an outage of the store that all processes had, each goes on with what it had (number %i reaches it first)',
  async (first) => {
    const fleet = makeFleet(4);
    const both = ['a', 'b'].map((name) => fleet.begin(name));
    await fleet.clock.advance(10_000);
    const before = fleet.held();
    for (const { connection } of both) connection.breakOn(/swap/, new StorageError('no store'));
    await fleet.clock.advance(60_000);
    expect(fleet.held()).toEqual({ a: [], b: [] });
    both[first]?.connection.breakOn(undefined);
    await fleet.clock.advance(5000);
    for (const { connection } of both) connection.breakOn(undefined);
    await fleet.clock.advance(5000);
    expect(fleet.held()).toEqual(before);
    expect(both.flatMap(({ log }) => log)).not.toContain('A process has died; its shards are free');
  },
);

test('a process whose machine was suspended gives up what others run by now', async () => {
  const fleet = makeFleet(4);
  let suspendedMs = 0;
  const suspended = fleet.begin('a', { elapsed: () => fleet.clock.now() - suspendedMs });
  fleet.begin('b');
  await fleet.clock.advance(10_000);
  suspended.standsStill();
  await fleet.clock.advance(20_000);
  suspendedMs = 20_000;
  suspended.goesOn();
  await fleet.clock.advance(5000);
  expect(suspended.closed).toEqual(expect.arrayContaining(['0 lost', '1 lost']));
  expect(suspended.log).toContain('Another process has taken shards; closing them here');
  expect(fleet.sizes()).toEqual([2, 2]);
});

test('without the store, a process that is alone goes on', async () => {
  const fleet = makeFleet(2);
  const alone = fleet.begin('a');
  await fleet.clock.advance(10_000);
  alone.connection.breakOn(/swap/, new StorageError('no store'));
  await fleet.clock.advance(60_000);
  expect(fleet.held()).toEqual({ a: [0, 1] });
  expect(alone.log.filter((line) => line.includes('could not be claimed'))).toHaveLength(1);
});

test('a process that stood still for long gives up its shards, and leaves their sessions to whoever runs them', async () => {
  const fleet = makeFleet(4);
  const still = fleet.begin('a');
  fleet.begin('b');
  await fleet.clock.advance(10_000);
  still.standsStill();
  await fleet.clock.advance(20_000);
  expect(fleet.held()['b']).toEqual([0, 1, 2, 3]);
  still.goesOn();
  await fleet.clock.advance(1000);
  expect(still.closed).toEqual(expect.arrayContaining(['0 lost', '1 lost']));
  await fleet.clock.advance(5000);
  expect(fleet.sizes()).toEqual([2, 2]);
});

test('shards that a living process runs are refused by name, and what was taken is released', async () => {
  const fleet = makeFleet(4);
  fleet.begin('host:1', { only: [0, 1], isTotalFixed: true });
  await fleet.clock.advance(1);
  const second = fleet.begin('host:2', { only: [1, 2], isTotalFixed: true });
  await fleet.clock.advance(5000);
  expect(fleet.held()).toEqual({ 'host:1': [0, 1], 'host:2': [2] });
  await fleet.clock.advance(12_000);
  await expect(second.started).rejects.toThrow(ShardsTakenError);
  await expect(second.started).rejects.toThrow(/^Shards 1 of SHARDS are run by host:1: /);
  expect(fleet.everTwice).toEqual([]);
});

test('a process with fixed shards waits for an old one that is stopping', async () => {
  const fleet = makeFleet(2);
  const old = fleet.begin('a', { only: [0, 1], isTotalFixed: true });
  await fleet.clock.advance(5000);
  const next = fleet.begin('b', { only: [0, 1], isTotalFixed: true });
  await fleet.clock.advance(2000);
  void old.claims.handOver();
  await fleet.clock.advance(2000);
  await next.started;
  expect(fleet.held()).toEqual({ a: [], b: [0, 1] });
});

test('the first process fixes the total; another that insists on its own is refused', async () => {
  const fleet = makeFleet(4);
  fleet.begin('a');
  await fleet.clock.advance(1000);
  const advised = fleet.begin('b', { total: 6 });
  await fleet.clock.advance(5000);
  expect(advised.claims.total).toBe(4);
  expect(fleet.sizes()).toEqual([2, 2]);
  const insisting = fleet.begin('c', { total: 8, isTotalFixed: true });
  await fleet.clock.advance(16_000);
  await expect(insisting.started).rejects.toThrow(/Other processes run 4 shards in all, and this one 8/);
});

test('what dead processes have left in the store keeps nobody from another total, and no other bot', async () => {
  const fleet = makeFleet(4);
  const killed = fleet.begin('a', { bot: '1' });
  await fleet.clock.advance(5000);
  killed.dies();
  fleet.begin('b', { total: 8, isTotalFixed: true, bot: '2' });
  await fleet.clock.advance(13_000);
  expect(fleet.held()).toEqual({ b: [0, 1, 2, 3, 4, 5, 6, 7] });
});

test('another bot is refused a store that is used, and takes no shard of it', async () => {
  const fleet = makeFleet(2);
  fleet.begin('a', { bot: '1' });
  await fleet.clock.advance(1000);
  const other = fleet.begin('b', { bot: '2' });
  await fleet.clock.advance(16_000);
  await expect(other.started).rejects.toThrow(/^Another bot uses this Redis \(its id is 1\): /);
  expect(fleet.held()).toEqual({ a: [0, 1], b: [] });
});

test('a process that has nothing to do sends the store at most two commands each 2.5 s', async () => {
  const fleet = makeFleet(64);
  for (const name of ['a', 'b', 'c']) fleet.begin(name);
  await fleet.clock.advance(20_000);
  fleet.commands.count = 0;
  await fleet.clock.advance(50_000);
  expect(fleet.commands.count).toBeLessThanOrEqual(3 * 2 * 20);
});

/** Numbers from 0 to 1 that follow from a seed. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return state / 2 ** 32;
  };
}

test.each([1, 2, 3, 4, 5, 6])(
  'processes come, go, die and lose the store: no shard is ever run twice, and in the end all are run (seed %i)',
  async (seed) => {
    const fleet = makeFleet(12);
    const random = numbers(seed);
    const living: (readonly [name: string, process: ReturnType<typeof fleet.begin>])[] = [];
    const pick = () => living.splice(Math.floor(random() * living.length), 1)[0];
    for (let step = 0; step < 60; step += 1) {
      const chance = random();
      if (living.length === 0 || (chance < 0.35 && living.length < 6))
        living.push([`p${step}`, fleet.begin(`p${step}`)]);
      else if (chance < 0.5) pick()?.[1].dies();
      else if (chance < 0.65) {
        const [, leaving] = pick() ?? [];
        void leaving?.claims.handOver().then(() => leaving.claims[Symbol.asyncDispose]());
      } else {
        const [, cut] = living[Math.floor(random() * living.length)] ?? [];
        cut?.connection.breakOn(chance < 0.8 ? /swap/ : undefined, new StorageError('no store'));
      }
      await fleet.clock.advance(Math.floor(random() * 9000));
      expect(fleet.everTwice).toEqual([]);
    }
    for (const [, { connection }] of living) connection.breakOn(undefined);
    if (living.length === 0) fleet.begin('last');
    await fleet.clock.advance(60_000);
    expect(
      Object.values(fleet.held())
        .flat()
        .toSorted((a, b) => a - b),
    ).toEqual(Array.from({ length: 12 }, (_, id) => id));
    const sizes = living.map(([name]) => fleet.held()[name]?.length ?? 0);
    expect(Math.max(...sizes, 1) - Math.min(...sizes, 12)).toBeLessThanOrEqual(1);
    expect(fleet.everTwice).toEqual([]);
  },
);
