import { BOTH_OFF, type BotName } from '../support/measured-bot.ts';
import { startParty } from '../support/party.ts';
import type { PictureName } from '../support/pictures.ts';
import type { Row } from '../support/table.ts';

/** Of the simulated endpoint, which takes as many at once. */
const MANY_AT_ONCE = { ENDPOINT_CONCURRENCY: '100', GUILD_QUEUE_LIMIT: '0' };

interface Burst {
  /** Until the last picture is there, in s; of the best round, since other work on the machine only adds. */
  readonly whole: number;
  /** The latest acknowledgement of all rounds, in s. */
  readonly latest: number;
  /** Requests that were refused or lost, of all rounds. */
  readonly unanswered: number;
}

/**
 * Many requests in one moment: until the last picture is there. Several rounds, since V8 still compiles during the first
 * 600 requests or so, in the bots as in the simulators.
 */
export async function measureBursts(): Promise<Row[]> {
  return [
    ...(await compared(300, '512 x 600', 'small', 'aged', 3)),
    ...(await compared(300, '835 x 1175 with PNG results', 'odd', 'png', 3)),
    ...(await compared(1000, '512 x 600', 'small', 'aged', 2)),
  ];
}

async function compared(
  requests: number,
  what: string,
  photo: PictureName,
  result: PictureName,
  rounds: number,
): Promise<Row[]> {
  const burst = async (name: BotName, env: Readonly<Record<string, string>>): Promise<Burst> => {
    const more = name === 'ours' ? { ...MANY_AT_ONCE, ...env } : {};
    await using party = await startParty({ name, photo, result, env: more, mayFail: true, warmUp: 100 });
    const reports = [];
    for (let round = 0; round < rounds; round += 1) reports.push(await party.ask(requests, requests));
    return {
      whole: Math.min(...reports.map(({ wholeMs }) => wholeMs)) / 1000,
      latest: Math.max(...party.courses.map(({ acknowledged }) => acknowledged)) / 1000,
      unanswered: reports.reduce((sum, { unanswered }) => sum + unanswered, 0),
    };
  };
  const tutorial = await burst('tutorial', {});
  const byDefault = await burst('ours', {});
  const bothOff = await burst('ours', BOTH_OFF);
  const row = (figure: string, ours: number, beside: number, goal: Row['goal']): Row => ({
    figure: `${requests} at once, ${what}, ${figure}`,
    unit: 's',
    ours,
    tutorial: beside,
    ...(goal && { goal }),
  });
  return [
    row('whole, default', byDefault.whole, tutorial.whole, { times: 1.5 }),
    row('whole, both off', bothOff.whole, tutorial.whole, { times: 0.5 }),
    row('latest acknowledgement, default', byDefault.latest, tutorial.latest, { atMost: 2 }),
    {
      figure: `${requests} at once, ${what}, not answered, default or both off`,
      unit: '',
      ours: byDefault.unanswered + bothOff.unanswered,
      tutorial: tutorial.unanswered,
      goal: { atMost: 0 },
    },
  ];
}
