import { setTimeout as delay } from 'node:timers/promises';
import { startMeasuredBot } from '../support/measured-bot.ts';
import type { Row } from '../support/table.ts';
import { startWorld } from '../support/world.ts';

const BATCH = 100;
const EARLY = 1000;
const LATE = 10_000;
const SETTLED_AFTER_MS = 5000;
const photo = 'megabyte';

/** Whether memory grows with what has been done. */
export async function measureSoak(): Promise<Row[]> {
  await using world = await startWorld({ pictures: [photo], result: photo, latencyMs: 5 });
  await using bot = await startMeasuredBot('ours', world, { env: { FACE_DETECTION: 'off' } });
  const seen: Record<number, { readonly main: number; readonly child: number }> = {};
  for (let done = BATCH; done <= LATE; done += BATCH) {
    const { unanswered } = await world.ask({ requests: BATCH, atOnce: 4, photo });
    if (unanswered > 0) throw new Error(`${unanswered} requests were not answered`);
    await world.forget();
    if (done % EARLY !== 0) continue;
    await delay(SETTLED_AFTER_MS);
    seen[done] = { main: bot.rssMiB(), child: bot.childrenMiB() };
    process.stderr.write(`${done} requests: ${bot.rssMiB().toFixed(0)} MiB and ${bot.childrenMiB().toFixed(0)} MiB\n`);
  }
  const ratio = (part: 'main' | 'child') => (seen[LATE]?.[part] ?? Number.NaN) / (seen[EARLY]?.[part] ?? Number.NaN);
  const figure = 'memory after 10,000 requests of 1 MB, against after 1,000';
  return [
    { figure, unit: 'times', ours: ratio('main'), goal: { atMost: 1.15 } },
    { figure: `${figure}, picture process`, unit: 'times', ours: ratio('child'), goal: { atMost: 1.15 } },
  ];
}
