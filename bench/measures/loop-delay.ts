import { startMeasuredBot } from '../support/measured-bot.ts';
import type { Row } from '../support/table.ts';
import { startWorld } from '../support/world.ts';

const HEAVY = 20;

interface Delays {
  readonly p99: number;
  readonly most: number;
}

/** How long the main process' event loop is held up while pictures of 8 MB are fetched, prepared and handed over. */
export async function measureLoopDelay(): Promise<Row[]> {
  await using world = await startWorld({ pictures: ['heavy', 'small'], result: 'small' });
  await using bot = await startMeasuredBot('ours', world, {
    preload: new URL('../support/loop-delay.ts', import.meta.url),
  });
  await world.ask({ requests: 10, atOnce: 1, photo: 'small' });
  await bot.tell('reset');
  await world.ask({ requests: HEAVY, atOnce: HEAVY, photo: 'heavy' });
  const { p99, most } = (await bot.tell('read')) as Delays;
  const figure = `event-loop delay, ${HEAVY} pictures of 8 MB at once`;
  return [
    { figure: `${figure}, p99`, unit: 'ms', ours: p99, goal: { atMost: 50 } },
    { figure: `${figure}, most`, unit: 'ms', ours: most },
  ];
}
