import { startParty } from '../support/party.ts';
import { median } from '../support/statistics.ts';
import type { Row } from '../support/table.ts';

/** As Discord was seen to take, in ms. */
const DELAYS = { callback: 80, cdn: 60, 'edit-original': 120 } as const;
const ROUNDS = 4;
const PER_ROUND = 12;

/** How long people wait when Discord is as far away as it is. */
export async function measureDistance(): Promise<Row[]> {
  const common = { photo: 'small', result: 'aged', warmUp: 60, setup: { delays: DELAYS } } as const;
  await using tutorial = await startParty({ ...common, name: 'tutorial' });
  await using ours = await startParty({ ...common, name: 'ours' });
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const party of [tutorial, ours]) await party.ask(PER_ROUND, 1);
  }
  const whole = ({ courses }: typeof ours) => median(courses.map(({ answered }) => answered));
  const { callback, cdn, 'edit-original': upload } = DELAYS;
  return [
    {
      figure: `whole, acknowledgement ${callback}, CDN ${cdn}, upload ${upload} ms, default`,
      unit: 'ms',
      ours: whole(ours),
      tutorial: whole(tutorial),
      goal: { times: 1.15 },
    },
  ];
}
