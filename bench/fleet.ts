/**
 * Bots as they are started, as a fleet on a real Redis, against the simulators of Discord and of the endpoint. Prints a
 * table for each scenario; names of scenarios as arguments run only those.
 * Run: npm run bench:fleet
 */
import { startCluster, startSentinels } from '../test/support/redis-topologies.ts';
import { countCommands, type Pace } from './fleet/commands.ts';
import { crowd } from './fleet/crowd.ts';
import { startFleet } from './fleet/fleet.ts';
import { killOne } from './fleet/kill.ts';
import { crashRedis } from './fleet/redis-crash.ts';
import { failOver, serve } from './fleet/redis-kinds.ts';
import { measureMemory } from './fleet/redis-memory.ts';
import { type Order, restartAll } from './fleet/rolling-restart.ts';
import { shareLimit } from './fleet/shared-limit.ts';

const SIZES = [1, 4, 8];

const scenarios: Record<string, () => Promise<readonly object[]>> = {
  limit: () => inTurn([1, 5].flatMap((burst) => SIZES.map((size) => () => shareLimit(size, 60, 5, burst)))),
  kill: async () => {
    await using fleet = await startFleet({
      shards: 4,
      endpoint: { latencyMs: 1000 },
      env: { ENDPOINT_CONCURRENCY: '2' },
    });
    return [await killOne(fleet, 4, 30, 4)];
  },
  restart: () =>
    inTurn(
      (['new first', 'old first'] satisfies Order[]).map((order) => async () => {
        await using fleet = await startFleet({ shards: 4 });
        return { order, ...(await restartAll(fleet, { shards: 4, processes: 4, order, everyMs: 500 })) };
      }),
    ),
  crash: async () => {
    await using fleet = await startFleet({ endpoint: { latencyMs: 1500 }, env: { ENDPOINT_CONCURRENCY: '2' } });
    return [await crashRedis(fleet, 4, 30)];
  },
  crowd: () => inTurn(SIZES.map((size) => () => crowd(size, 400))),
  sentinels: async () => {
    await using sentinels = await startSentinels();
    await using fleet = await startFleet({ storageUrl: sentinels.url });
    return [await failOver(fleet, sentinels)];
  },
  cluster: async () => {
    await using cluster = await startCluster();
    await using fleet = await startFleet({ storageUrl: cluster.url });
    return [await serve(fleet)];
  },
  memory: () => measureMemory(200),
  commands: () =>
    inTurn(
      SIZES.flatMap((size) =>
        (['one by one', 'at once'] satisfies Pace[]).map((pace) => () => countCommands(size, 40, pace)),
      ),
    ),
};

async function inTurn<T>(works: readonly (() => Promise<T>)[]): Promise<T[]> {
  const results: T[] = [];
  for (const work of works) results.push(await work());
  return results;
}

const wanted = process.argv.slice(2);
for (const [name, run] of Object.entries(scenarios)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  console.log(`${name}:`);
  console.table(await run());
}
