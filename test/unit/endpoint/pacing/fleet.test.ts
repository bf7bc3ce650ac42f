import { describe, expect, test } from 'vitest';
import { fewerOf, someOf } from '../../../support/cases.ts';
import { type FleetOptions, startFleet } from './fleet.ts';

const PROCESSES = [1, 4, 8];
const BURSTS = [1, 5];
const SEEDS = [1, 2, 3];
const seedsOf = (count: number) => Array.from({ length: count }, (_, index) => index + 1);
const MANY_SEEDS = seedsOf(fewerOf(12));
const SOME_SEEDS = seedsOf(fewerOf(8));

/** Serves a crowd and measures it; the fleet has three times the ideal time. */
async function serve(count: number, options: FleetOptions) {
  const fleet = startFleet(options);
  const all = fleet.crowd(count);
  await fleet.clock.advance((3_000 * count) / options.ratePerSecond);
  await all;
  return fleet.figures();
}

/** The same with other random delays: a single run says little. */
async function serveOften(count: number, options: FleetOptions, seeds = SEEDS) {
  const runs: Awaited<ReturnType<typeof serve>>[] = [];
  for (const seed of seeds) runs.push(await serve(count, { ...options, seed }));
  const average = (of: (run: (typeof runs)[number]) => number): number =>
    runs.reduce((sum, run) => sum + of(run), 0) / runs.length;
  return {
    served: Math.min(...runs.map(({ served }) => served)),
    refusedShare: average(({ refusedShare }) => refusedShare),
    ofIdeal: average(({ ofIdeal }) => ofIdeal),
    commandsPerCall: average(({ commandsPerCall }) => commandsPerCall),
  };
}

const cases = (rates: readonly number[], latencies: readonly number[], sizes: readonly number[] = PROCESSES) =>
  rates.flatMap((ratePerSecond) =>
    BURSTS.flatMap((burst) =>
      latencies.flatMap((latencyMs) =>
        sizes.map((processes): [title: string, FleetOptions] => [
          `${processes} at ${ratePerSecond} a second, bursts of ${burst}, ${latencyMs} ms`,
          { processes, ratePerSecond, burst, latencyMs },
        ]),
      ),
    ),
  );
const atFive = someOf(cases([5], [50, 200]), [
  '1 at 5 a second, bursts of 5, 50 ms',
  '4 at 5 a second, bursts of 5, 200 ms',
  '8 at 5 a second, bursts of 1, 200 ms',
]);
const atFiveLate = someOf(cases([5], [100]), [
  '1 at 5 a second, bursts of 5, 100 ms',
  '4 at 5 a second, bursts of 1, 100 ms',
]);
const atFiveFirst = someOf(cases([5], [100]), [
  '4 at 5 a second, bursts of 1, 100 ms',
  '8 at 5 a second, bursts of 1, 100 ms',
  '8 at 5 a second, bursts of 5, 100 ms',
]);
const atOthers = someOf(cases([0.5, 2, 20], [100], [1, 8]), [
  '1 at 0.5 a second, bursts of 1, 100 ms',
  '8 at 2 a second, bursts of 5, 100 ms',
  '8 at 20 a second, bursts of 1, 100 ms',
]);
const someSizes = someOf(PROCESSES, ['4', '8']);

describe('processes that share a key', () => {
  test.each(atFive)('processes serve 60 requests: %s', async (_which, options) => {
    const figures = await serveOften(60, options);
    expect(figures.served).toBe(60);
    expect(figures.refusedShare).toBeLessThanOrEqual(0.08);
    expect(figures.ofIdeal).toBeLessThanOrEqual(1.2);
    expect(figures.commandsPerCall).toBeLessThanOrEqual(6);
  });

  test.each(atFiveLate)('processes whose timers are late serve 60 requests: %s', async (_which, options) => {
    const figures = await serveOften(60, { ...options, lateMs: 20 }, MANY_SEEDS);
    expect(figures.served).toBe(60);
    expect(figures.refusedShare).toBeLessThanOrEqual(0.08);
    expect(figures.ofIdeal).toBeLessThanOrEqual(1.25);
  });

  test.each(atFiveFirst)(
    'processes whose first calls take long to be sent serve 60 requests: %s',
    async (_w, options) => {
      for (const firstMs of [60, 150]) {
        const figures = await serveOften(60, { ...options, firstMs }, MANY_SEEDS);
        expect(figures.served).toBe(60);
        // The later calls are, the less a refusal tells of the rate.
        expect(figures.refusedShare).toBeLessThanOrEqual(firstMs === 60 ? 0.09 : 0.12);
        expect(figures.ofIdeal).toBeLessThanOrEqual(firstMs === 60 ? 1.2 : 1.25);
      }
    },
  );

  test.each(atOthers)('processes serve 120 or more requests: %s', async (_which, options) => {
    const count = Math.max(120, 30 * options.ratePerSecond);
    const figures = await serveOften(count, options);
    expect(figures.served).toBe(count);
    expect(figures.refusedShare).toBeLessThanOrEqual(0.08);
    // To find 20 a second takes longer.
    expect(figures.ofIdeal).toBeLessThanOrEqual(options.ratePerSecond === 20 ? 1.3 : 1.2);
  });

  test.each(BURSTS)(
    'processes serve 60 requests when calls are counted as they are answered, bursts of %i',
    async (burst) => {
      const figures = await serveOften(60, { processes: 4, ratePerSecond: 5, burst, counts: 'at the end' });
      expect(figures.served).toBe(60);
      expect(figures.refusedShare).toBeLessThanOrEqual(0.08);
      // Answers come at less even times than calls, and a limit without bursts refuses each that comes early.
      expect(figures.ofIdeal).toBeLessThanOrEqual(burst === 1 ? 1.4 : 1.2);
    },
  );

  test.each([-7_000, 7_000])('processes do as well with clocks that are up to %i ms wrong', async (skewMs) => {
    for (const processes of someSizes) {
      const options = { processes, ratePerSecond: 5, burst: 1 };
      const [right, wrong] = [await serveOften(60, options), await serveOften(60, { ...options, skewMs })];
      expect(wrong.served).toBe(60);
      expect(wrong.refusedShare).toBeLessThanOrEqual(0.08);
      expect(wrong.ofIdeal).toBeLessThanOrEqual(right.ofIdeal + 0.05);
    }
  });

  test.each(someSizes)('processes pause for a Retry-After together, %i of them', async (processes) => {
    const figures = await serveOften(120, { processes, ratePerSecond: 5, burst: 1, retryAfter: true });
    expect(figures.served).toBe(120);
    expect(figures.refusedShare).toBeLessThanOrEqual(0.08);
    expect(figures.ofIdeal).toBeLessThanOrEqual(1.35);
  });

  test.each(someSizes)('processes are refused nothing at a given rate, %i of them', async (processes) => {
    const figures = await serveOften(60, { processes, ratePerSecond: 5, burst: 1, callsPerSecond: 4.8 });
    expect(figures.served).toBe(60);
    expect(figures.refusedShare).toBe(0);
    expect(figures.ofIdeal).toBeLessThanOrEqual(1.08);
  });

  test.each(BURSTS)('processes follow a limit that rises and falls, bursts of %i', async (burst) => {
    const served = { risen: 0, fallen: 0 };
    let refusedShares = 0;
    for (const seed of SOME_SEEDS) {
      const { clock, endpoint, crowd, figures } = startFleet({ processes: 4, ratePerSecond: 5, burst, seed });
      const servedIn = async (ms: number): Promise<number> => {
        const before = endpoint.served.length;
        await clock.advance(ms);
        return endpoint.served.length - before;
      };
      const all = crowd(1_000);
      await clock.advance(20_000);
      endpoint.ratePerSecond = 20;
      await clock.advance(30_000);
      served.risen += await servedIn(5_000);
      endpoint.ratePerSecond = 5;
      await clock.advance(20_000);
      served.fallen += await servedIn(10_000);
      await clock.advance(200_000);
      await all;
      refusedShares += figures().refusedShare;
    }
    expect(served.risen / SOME_SEEDS.length).toBeGreaterThanOrEqual(0.85 * 100);
    expect(served.fallen / SOME_SEEDS.length).toBeGreaterThanOrEqual(0.8 * 50);
    expect(refusedShares / SOME_SEEDS.length).toBeLessThanOrEqual(0.08);
  });

  test.each(someOf(PROCESSES, ['4']))(
    'requests are served while the store is away for a while, %i of them',
    async (processes) => {
      let servedMeanwhile = 0;
      let refusedShares = 0;
      for (const seed of SOME_SEEDS) {
        const { clock, store, endpoint, crowd, figures } = startFleet({ processes, ratePerSecond: 5, burst: 1, seed });
        const all = crowd(150);
        await clock.advance(8_000);
        store.isDown = true;
        const before = endpoint.served.length;
        await clock.advance(12_000);
        servedMeanwhile += endpoint.served.length - before;
        store.isDown = false;
        await clock.advance(60_000);
        await all;
        expect(figures().served).toBe(150);
        refusedShares += figures().refusedShare;
      }
      expect(servedMeanwhile / SOME_SEEDS.length).toBeGreaterThanOrEqual(0.55 * 60);
      expect(refusedShares / SOME_SEEDS.length).toBeLessThanOrEqual(0.15);
    },
  );

  test.each(someOf([1, 2, 3, 4, 5, 6], ['1', '2']))(
    'processes use the whole limit soon after an outage of the store, run %i',
    async (seed) => {
      const { clock, store, endpoint, crowd } = startFleet({ processes: 8, ratePerSecond: 5, burst: 1, seed });
      const all = crowd(300);
      await clock.advance(8_000);
      store.isDown = true;
      await clock.advance(12_000);
      store.isDown = false;
      await clock.advance(4_000);
      const before = endpoint.served.length;
      await clock.advance(8_000);
      expect(endpoint.served.length - before).toBeGreaterThanOrEqual(0.85 * 40);
      await clock.advance(60_000);
      await all;
    },
  );
});
