import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { askOn, outcomeOf, PHOTO, startFleet, startMany } from './fleet.ts';

const IDLE_MS = 15_000;
const SERVERS = 8;

/** Counts what Redis is told to do, until it is disposed of. What scripts do is counted apart. */
async function watchCommands(port: number) {
  const child = spawn('redis-cli', ['-p', String(port), 'monitor'], { stdio: ['ignore', 'pipe', 'ignore'] });
  const lines = createInterface({ input: child.stdout });
  await once(lines, 'line');
  let told = 0;
  let byScripts = 0;
  lines.on('line', (line) => {
    if (/^\d+\.\d+ \[\d+ lua\]/.test(line)) byScripts += 1;
    else told += 1;
  });
  return {
    get counts() {
      return { told, byScripts };
    },
    [Symbol.dispose]: () => void child.kill(),
  };
}

/** A worker that has nothing to do asks more often for work than one that has. */
export type Pace = 'one by one' | 'at once';

/** Commands for each request, and with nothing to do, of `processes` that receive and work. */
export async function countCommands(processes: number, requests: number, pace: Pace) {
  await using fleet = await startFleet({ endpoint: { latencyMs: 100 } });
  await startMany(fleet, processes);
  await outcomeOf([await askOn(fleet, 0, 1)]);
  // The next ask is not the first of a day, and what a start does is over.
  await delay(6000);
  using idle = await watchCommands(fleet.redis.port);
  await delay(IDLE_MS);
  const resting = { ...idle.counts };
  using busy = await watchCommands(fleet.redis.port);
  const startedAt = performance.now();
  const channels = Array.from({ length: SERVERS }, () => fleet.newChannel());
  const asked = [];
  for (let index = 0; index < requests; index += 1) {
    const channel = channels[index % SERVERS];
    if (channel) asked.push(await fleet.ask({ channel, image: PHOTO }));
    if (pace === 'one by one') await delay(150);
  }
  const outcome = await outcomeOf(asked);
  await delay(500);
  const share = (performance.now() - startedAt) / IDLE_MS;
  const each = (count: number, atRest: number) => Number(((count - atRest * share) / requests).toFixed(1));
  return {
    processes,
    pace,
    ...outcome,
    'commands a request': each(busy.counts.told, resting.told),
    'more by scripts': each(busy.counts.byScripts, resting.byScripts),
    'idle commands per 5 s of a process': Number(((resting.told * 5000) / IDLE_MS / processes).toFixed(1)),
  };
}
