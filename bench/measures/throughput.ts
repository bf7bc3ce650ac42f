import { BOTH_OFF } from '../support/measured-bot.ts';
import { startParty } from '../support/party.ts';
import type { PictureName } from '../support/pictures.ts';
import type { Row } from '../support/table.ts';

const ROUNDS = 2;
const AT_ONCE = 16;

/** Requests a second that one bot answers while there are always some, with an endpoint that takes no time. */
export async function measureThroughput(): Promise<Row[]> {
  return [
    await throughput('512 x 600, default', 'small', {}, 40),
    await throughput('512 x 600, both off', 'small', BOTH_OFF),
    await throughput('1080 x 1350, default', 'middle', {}, 22),
  ];
}

async function throughput(
  what: string,
  photo: PictureName,
  env: Readonly<Record<string, string>>,
  atLeast?: number,
): Promise<Row> {
  const setup = { latencyMs: 0 };
  const more = { ENDPOINT_CONCURRENCY: String(AT_ONCE), GUILD_QUEUE_LIMIT: '0' };
  await using ours = await startParty({
    name: 'ours',
    photo,
    result: photo === 'small' ? 'aged' : photo,
    env: { ...more, ...env },
    setup,
    warmUp: 150,
  });
  const seconds: number[] = [];
  const requests = photo === 'small' ? 150 : 80;
  for (let round = 0; round < ROUNDS; round += 1) {
    const { wholeMs } = await ours.ask(requests, AT_ONCE);
    seconds.push(requests / (wholeMs / 1000));
  }
  return {
    figure: `requests a second, endpoint of 0 ms, ${what}`,
    unit: '/s',
    // Other work on the machine only takes away.
    ours: Math.max(...seconds),
    ...(atLeast !== undefined && { goal: { atLeast } }),
  };
}
