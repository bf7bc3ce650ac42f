import { startMeasuredBot, type BotName } from '../support/measured-bot.ts';
import { median } from '../support/statistics.ts';
import type { Row } from '../support/table.ts';
import { startWorld } from '../support/world.ts';

const photo = 'small';
const ROUNDS = { 300: 3, 1000: 1 } as const;
/** Of the simulated endpoint, which takes as many at once. */
const AT_ONCE = '100';

/** Many requests in one moment: until the last picture is there. */
export async function measureBursts(): Promise<Row[]> {
  const ours = await bursts('ours');
  const tutorial = await bursts('tutorial');
  return ([300, 1000] as const).flatMap((requests): Row[] => [
    {
      figure: `${requests} requests at once, whole`,
      unit: 's',
      ours: median(ours[requests].whole),
      tutorial: median(tutorial[requests].whole),
      goal: { times: 0.3 },
    },
    {
      figure: `${requests} requests at once, latest acknowledgement`,
      unit: 's',
      ours: Math.max(...ours[requests].latest),
      tutorial: Math.max(...tutorial[requests].latest),
      goal: { atMost: 2 },
    },
  ]);
}

async function bursts(name: BotName) {
  await using world = await startWorld({ pictures: [photo], result: photo });
  await using _bot = await startMeasuredBot(name, world, {
    env: { ENDPOINT_CONCURRENCY: AT_ONCE, GUILD_QUEUE_LIMIT: '0' },
  });
  // As a bot that has been running for a while.
  await world.ask({ requests: 300, atOnce: 300, photo });
  const found = {
    300: { whole: [] as number[], latest: [] as number[] },
    1000: { whole: [] as number[], latest: [] as number[] },
  };
  for (const requests of [300, 1000] as const) {
    for (let round = 0; round < ROUNDS[requests]; round += 1) {
      await world.forget();
      const { wholeMs, courses, unanswered } = await world.ask({ requests, atOnce: requests, photo });
      if (unanswered > 0) throw new Error(`${unanswered} of ${requests} requests were not answered by the ${name} bot`);
      found[requests].whole.push(wholeMs / 1000);
      found[requests].latest.push(Math.max(...courses.map(({ acknowledged }) => acknowledged)) / 1000);
    }
  }
  return found;
}
