import { startParty } from '../support/party.ts';
import { median } from '../support/statistics.ts';
import type { Row } from '../support/table.ts';

const ROUNDS = 3;
/** What the first version that was measured needed. */
const MEMORY_BEFORE_MIB = 266;

/** What the first request after a start waits longer than the second, and what the bot then needs at rest. */
export async function measureFirstPicture(): Promise<Row[]> {
  const more: number[] = [];
  const memory: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    await using party = await startParty({ name: 'ours', photo: 'small', result: 'aged', warmUp: 0 });
    await party.ask(2, 1);
    const [first = NaN, second = NaN] = party.courses.map(({ answered }) => answered);
    more.push(first - second);
    await party.ask(30, 1);
    memory.push(party.bot.rssMiB() + party.bot.childrenMiB());
  }
  return [
    {
      figure: 'first picture after the start, more than the second',
      unit: 'ms',
      ours: median(more),
      goal: { atMost: 150 },
    },
    {
      figure: 'memory after 32 pictures, with the picture process',
      unit: 'MiB',
      ours: median(memory),
      goal: { atMost: MEMORY_BEFORE_MIB },
    },
  ];
}
