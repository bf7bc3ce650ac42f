import { startParty } from '../support/party.ts';
import { median } from '../support/statistics.ts';
import type { Row } from '../support/table.ts';

const ROUNDS = 3;
const PER_ROUND = 4;
/** Eight requests at once of each of two accounts, and ten slow downloads. */
const SIEGE = { files: ['textBombs', 'longDecode'], each: 8, slow: 10 } as const;

/** How long others wait while a few accounts send what takes longest, each time with a new bot and its database. */
export async function measureInnocents(): Promise<Row[]> {
  const waits: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const pictures = ['small', 'aged', ...SIEGE.files] as const;
    const common = { photo: 'small', result: 'aged', warmUp: 8, setup: { pictures } } as const;
    await using party = await startParty({ ...common, name: 'ours', env: { ENDPOINT_CONCURRENCY: '32' } });
    await party.world.besiege(SIEGE);
    await party.ask(PER_ROUND, 1);
    waits.push(...party.courses.map(({ answered }) => answered / 1000));
  }
  return [
    row('a request while two accounts attack, default, median', median(waits)),
    row('the same, the longest', Math.max(...waits)),
  ];
}

function row(figure: string, ours: number): Row {
  return { figure, unit: 's', ours, goal: { atMost: 3 } };
}
