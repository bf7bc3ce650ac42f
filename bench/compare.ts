/**
 * This bot beside the one of a tutorial, against the same simulators: `npm run bench`, about nine minutes; `npm run
 * bench -- --soak` for the memory of 10,000 requests, which takes longer. `npm run bench -- requests bursts` measures only
 * these. Linux, since it reads /proc.
 */
import { cpus } from 'node:os';
import { measureBursts } from './measures/burst.ts';
import { measureDistance } from './measures/distance.ts';
import { measureFirstPicture } from './measures/first-picture.ts';
import { measureInnocents } from './measures/innocents.ts';
import { measureLoopDelay } from './measures/loop-delay.ts';
import { measureMemory } from './measures/memory.ts';
import { measureRequests } from './measures/requests.ts';
import { measureSoak } from './measures/soak.ts';
import { measureStart } from './measures/start.ts';
import { measureThroughput } from './measures/throughput.ts';
import { tableOf, type Row } from './support/table.ts';

/** Results of measuring: rows of the table, and for requests also their way, step by step. */
type Measured = Row[] | { readonly rows: Row[]; readonly way: string };

const small = { photo: 'small', result: 'aged', size: '512 x 600', rounds: 8, perRound: 20, warmUp: 150 } as const;
const middle = { photo: 'middle', size: '1080 x 1350', rounds: 4, perRound: 15, warmUp: 80 } as const;
const phone = { photo: 'phone', result: 'prepared', size: '12 MP', rounds: 2, perRound: 6, warmUp: 12 } as const;

const measures: Readonly<Record<string, () => Promise<Measured>>> = {
  start: measureStart,
  requests: () => measureRequests({ ...small, goals: { byDefault: [30, 30], bothOff: [13, 13] } }),
  larger: () => measureRequests(middle),
  phone: () => measureRequests(phone),
  distance: measureDistance,
  throughput: measureThroughput,
  bursts: measureBursts,
  first: measureFirstPicture,
  innocents: measureInnocents,
  memory: measureMemory,
  loop: measureLoopDelay,
};

async function compare(only: readonly string[]): Promise<string> {
  const rows: Row[] = [];
  const ways: string[] = [];
  for (const [name, measure] of Object.entries(measures)) {
    if (only.length > 0 && !only.includes(name)) continue;
    const startedAt = performance.now();
    const measured = await measure();
    process.stderr.write(`${name}: ${((performance.now() - startedAt) / 1000).toFixed(0)} s\n`);
    rows.push(...('rows' in measured ? measured.rows : measured));
    if ('way' in measured) ways.push(`The way of a request, ${name}:`, measured.way);
  }
  return [tableOf(rows), ...ways].join('\n\n');
}

const given = process.argv.slice(2);
const report = given.includes('--soak') ? tableOf(await measureSoak()) : await compare(given);
process.stdout.write(`Node ${process.version}, ${cpus().length} processors\n\n${report}\n`);
