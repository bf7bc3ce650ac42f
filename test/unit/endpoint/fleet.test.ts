import { describe, expect, test } from 'vitest';
import { type FleetOptions, startFleet } from './fleet.ts';

const PROCESSES = [1, 4, 8];
const BURSTS = [1, 5];

/** Serves a crowd and measures it; the fleet has three times the ideal time. */
async function serve(count: number, options: FleetOptions) {
  const fleet = startFleet(options);
  const all = fleet.crowd(count);
  await fleet.clock.advance((3_000 * count) / options.ratePerSecond);
  await all;
  return fleet.figures();
}

/** The same with other random delays: a single run says little. */
async function serveOften(count: number, options: FleetOptions) {
  const runs: Awaited<ReturnType<typeof serve>>[] = [];
  for (const seed of [1, 2, 3]) runs.push(await serve(count, { ...options, seed }));
  const average = (of: (run: (typeof runs)[number]) => number): number =>
    runs.reduce((sum, run) => sum + of(run), 0) / runs.length;
  return {
    served: Math.min(...runs.map(({ served }) => served)),
    refusedShare: average(({ refusedShare }) => refusedShare),
    ofIdeal: average(({ ofIdeal }) => ofIdeal),
    commandsPerCall: average(({ commandsPerCall }) => commandsPerCall),
  };
}

const cases = (rates: readonly number[], latencies: readonly number[]) =>
  rates.flatMap((ratePerSecond) =>
    BURSTS.flatMap((burst) =>
      latencies.flatMap((latencyMs) => PROCESSES.map((processes) => ({ processes, ratePerSecond, burst, latencyMs }))),
    ),
  );

describe('processes that share a key', () => {
  test.each(cases([5], [50, 200]))(
    'processes serve 60 requests at 5 a second: $processes of them, bursts of $burst, $latencyMs ms',
    async (options) => {
      const figures = await serveOften(60, options);
      expect(figures.served).toBe(60);
      expect(figures.refusedShare).toBeLessThanOrEqual(0.08);
      expect(figures.ofIdeal).toBeLessThanOrEqual(1.2);
      expect(figures.commandsPerCall).toBeLessThanOrEqual(6);
    },
  );

  test.each(cases([0.5, 2, 20], [100]))(
    'processes serve 120 or more requests at $ratePerSecond a second: $processes of them, bursts of $burst',
    async (options) => {
      const count = Math.max(120, 30 * options.ratePerSecond);
      const figures = await serveOften(count, options);
      expect(figures.served).toBe(count);
      expect(figures.refusedShare).toBeLessThanOrEqual(0.08);
      // To find 20 a second takes longer.
      expect(figures.ofIdeal).toBeLessThanOrEqual(options.ratePerSecond === 20 ? 1.3 : 1.2);
    },
  );

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
    for (const processes of PROCESSES) {
      const options = { processes, ratePerSecond: 5, burst: 1 };
      const [right, wrong] = [await serveOften(60, options), await serveOften(60, { ...options, skewMs })];
      expect(wrong.served).toBe(60);
      expect(wrong.refusedShare).toBeLessThanOrEqual(0.08);
      expect(wrong.ofIdeal).toBeLessThanOrEqual(right.ofIdeal + 0.05);
    }
  });

  test.each(PROCESSES)('processes pause for a Retry-After together, %i of them', async (processes) => {
    const figures = await serveOften(120, { processes, ratePerSecond: 5, burst: 1, retryAfter: true });
    expect(figures.served).toBe(120);
    expect(figures.refusedShare).toBeLessThanOrEqual(0.08);
    expect(figures.ofIdeal).toBeLessThanOrEqual(1.35);
  });

  test.each(PROCESSES)('processes are refused nothing at a given rate, %i of them', async (processes) => {
    const figures = await serveOften(60, { processes, ratePerSecond: 5, burst: 1, callsPerSecond: 4.8 });
    expect(figures.served).toBe(60);
    expect(figures.refusedShare).toBe(0);
    expect(figures.ofIdeal).toBeLessThanOrEqual(1.08);
  });

  test.each(BURSTS)('processes follow a limit that rises and falls, bursts of %i', async (burst) => {
    const { clock, endpoint, crowd, figures } = startFleet({ processes: 4, ratePerSecond: 5, burst });
    const all = crowd(1_000);
    await clock.advance(20_000);
    endpoint.ratePerSecond = 20;
    await clock.advance(30_000);
    const before = endpoint.served.length;
    await clock.advance(5_000);
    expect(endpoint.served.length - before).toBeGreaterThanOrEqual(0.85 * 100);
    endpoint.ratePerSecond = 5;
    await clock.advance(20_000);
    const fallen = endpoint.served.length;
    await clock.advance(10_000);
    expect(endpoint.served.length - fallen).toBeGreaterThanOrEqual(0.8 * 50);
    await clock.advance(200_000);
    await all;
    expect(figures().refusedShare).toBeLessThanOrEqual(0.08);
  });

  test.each(PROCESSES)('requests are served while the store is away for a while, %i of them', async (processes) => {
    const { clock, store, endpoint, crowd, figures } = startFleet({ processes, ratePerSecond: 5, burst: 1 });
    const all = crowd(150);
    await clock.advance(8_000);
    store.isDown = true;
    const before = endpoint.served.length;
    await clock.advance(12_000);
    expect(endpoint.served.length - before).toBeGreaterThanOrEqual(0.55 * 60);
    store.isDown = false;
    await clock.advance(60_000);
    await all;
    expect(figures().served).toBe(150);
    expect(figures().refusedShare).toBeLessThanOrEqual(0.15);
  });
});
