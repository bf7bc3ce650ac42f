/**
 * This bot beside the one of a tutorial, against the same simulators: `npm run bench`, a few minutes; `npm run bench --
 * --soak` for the memory of 10,000 requests, which takes longer. Linux, since it reads /proc.
 */
import { cpus } from 'node:os';
import { measureBursts } from './measures/burst.ts';
import { measureLoopDelay } from './measures/loop-delay.ts';
import { measureMemory } from './measures/memory.ts';
import { measureRequests } from './measures/requests.ts';
import { measureSoak } from './measures/soak.ts';
import { measureStart } from './measures/start.ts';
import { tableOf, type Row } from './support/table.ts';

async function told<T>(what: string, work: () => Promise<T>): Promise<T> {
  const startedAt = performance.now();
  const result = await work();
  process.stderr.write(`${what}: ${((performance.now() - startedAt) / 1000).toFixed(0)} s\n`);
  return result;
}

async function compare(): Promise<string> {
  const start = await told('start', measureStart);
  const { rows, way } = await told('requests', () => measureRequests('small'));
  const larger = await told('requests with a larger photo', () => measureRequests('photo'));
  const burst = await told('bursts', measureBursts);
  const memory = await told('memory', measureMemory);
  const delay = await told('event loop', measureLoopDelay);
  const all: Row[] = [...start, ...rows, ...burst, ...memory, ...delay];
  return [
    tableOf(all),
    'The way of a request, photo and result of 512 x 600 pixels:',
    way,
    'The same with 1080 x 1266 pixels:',
    tableOf(larger.rows),
    larger.way,
  ].join('\n\n');
}

const report = process.argv.includes('--soak') ? tableOf(await measureSoak()) : await compare();
process.stdout.write(`Node ${process.version}, ${cpus().length} processors\n\n${report}\n`);
