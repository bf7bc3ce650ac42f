import { setTimeout as delay } from 'node:timers/promises';
import { startMeasuredBot } from '../support/measured-bot.ts';
import { median } from '../support/statistics.ts';
import type { Row } from '../support/table.ts';
import { startWorld } from '../support/world.ts';

const BATCH = 100;
const EARLY = 1000;
const LATE = 10_000;
/** Memory goes up and down with each garbage collection: of so many batches in a row the median counts. */
const SAMPLES = 5;
const PAUSE_MS = 1000;
const photo = 'megabyte';

/** Whether memory grows with what has been done. */
export async function measureSoak(): Promise<Row[]> {
  await using world = await startWorld({ pictures: [photo], result: photo, latencyMs: 5 });
  await using bot = await startMeasuredBot('ours', world, { env: { FACE_DETECTION: 'off' } });
  const main: number[] = [];
  const child: number[] = [];
  for (let done = BATCH; done <= LATE; done += BATCH) {
    const { unanswered } = await world.ask({ requests: BATCH, atOnce: 4, photo });
    if (unanswered > 0) throw new Error(`${unanswered} requests were not answered`);
    await world.forget();
    await delay(PAUSE_MS);
    main.push(bot.rssMiB());
    child.push(bot.childrenMiB());
    if (done % EARLY === 0) process.stderr.write(`${done} requests: ${last(main)} MiB and ${last(child)} MiB\n`);
  }
  const figure = 'memory after 10,000 requests of 1 MB, against after 1,000';
  return [
    { figure, unit: 'times', ours: grown(main), goal: { atMost: 1.15 } },
    { figure: `${figure}, picture process`, unit: 'times', ours: grown(child), goal: { atMost: 1.15 } },
  ];
}

function grown(values: readonly number[]): number {
  return until(values, LATE) / until(values, EARLY);
}

function until(values: readonly number[], requests: number): number {
  return median(values.slice(0, requests / BATCH).slice(-SAMPLES));
}

function last(values: readonly number[]): string {
  return median(values.slice(-SAMPLES)).toFixed(0);
}
