import { setTimeout as delay } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { askOn, outcomeOf, startFleet, startMany } from './fleet.ts';

const IDLE_MS = 15_000;

/** Counts what Redis is told to do, until it is disposed of. What scripts do is counted apart. */
async function watchCommands(port: number) {
  const client = new Redis({ port });
  const monitor = await client.monitor();
  let told = 0;
  let byScripts = 0;
  const names = new Map<string, number>();
  monitor.on('monitor', (_time: string, [name = '']: string[], source: string) => {
    const isScript = source === 'lua';
    if (isScript) byScripts += 1;
    else told += 1;
    const key = `${isScript ? 'script: ' : ''}${name.toLowerCase()}`;
    names.set(key, (names.get(key) ?? 0) + 1);
  });
  return {
    get counts() {
      return { told, byScripts };
    },
    names,
    [Symbol.dispose]() {
      monitor.disconnect();
      client.disconnect();
    },
  };
}

/** Commands for each request, and with nothing to do, of `processes` that receive and work. */
export async function countCommands(processes: number, requests: number) {
  await using fleet = await startFleet({ endpoint: { latencyMs: 100 } });
  await startMany(fleet, processes);
  await outcomeOf([await askOn(fleet, 0, 1)]);
  // The next ask is not the first of a day, and what a start does is over.
  await delay(6000);
  using idle = await watchCommands(fleet.redis.port);
  await delay(IDLE_MS);
  const resting = { ...idle.counts };
  if (process.env['SAY']) console.log(idle.names);
  using busy = await watchCommands(fleet.redis.port);
  const startedAt = performance.now();
  const asked = [];
  for (let index = 0; index < requests; index += 1) {
    asked.push(await askOn(fleet, 0, 1));
    await delay(150);
  }
  const outcome = await outcomeOf(asked);
  await delay(500);
  const share = (performance.now() - startedAt) / IDLE_MS;
  if (process.env['SAY']) console.log(busy.names);
  const each = (count: number, atRest: number) => Number(((count - atRest * share) / requests).toFixed(1));
  return {
    processes,
    ...outcome,
    'commands a request': each(busy.counts.told, resting.told),
    'more by scripts': each(busy.counts.byScripts, resting.byScripts),
    'idle commands per 5 s of a process': Number(((resting.told * 5000) / IDLE_MS / processes).toFixed(1)),
  };
}
