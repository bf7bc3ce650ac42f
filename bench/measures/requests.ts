import { BOTH_OFF } from '../support/measured-bot.ts';
import type { Course } from '../support/crowd.ts';
import { startParty, type Party } from '../support/party.ts';
import type { PictureName } from '../support/pictures.ts';
import { median, percentile } from '../support/statistics.ts';
import type { Row } from '../support/table.ts';

const LATENCY_MS = 25;

export interface RequestsOrder {
  readonly photo: PictureName;
  readonly result?: PictureName;
  /** How the table names the photo. */
  readonly size: string;
  readonly rounds: number;
  readonly perRound: number;
  readonly warmUp: number;
  /** What is to be reached, in ms of waiting and in ms of processor time. */
  readonly goals?: { readonly byDefault: readonly [number, number]; readonly bothOff: readonly [number, number] };
}

/**
 * Requests one after another, the bots in turn: how long people wait, where the time goes, and what it costs.
 *
 * @returns rows for the table, and the way of a request line by line.
 */
export async function measureRequests(order: RequestsOrder): Promise<{ rows: Row[]; way: string }> {
  const { photo, result = photo, size, rounds, perRound, warmUp, goals } = order;
  const common = { photo, result, warmUp, setup: { latencyMs: LATENCY_MS } };
  await using tutorial = await startParty({ ...common, name: 'tutorial' });
  await using byDefault = await startParty({ ...common, name: 'ours' });
  await using bothOff = await startParty({ ...common, name: 'ours', env: BOTH_OFF });
  for (let round = 0; round < rounds; round += 1) {
    for (const party of [tutorial, byDefault, bothOff]) await party.ask(perRound, 1);
  }
  const row = (figure: string, party: Party, read: (party: Party) => number, atMost: number | undefined): Row => ({
    figure: `${figure}, ${size}, ${party === byDefault ? 'default' : 'both off'}`,
    unit: 'ms',
    ours: read(party),
    tutorial: read(tutorial),
    ...(atMost !== undefined && { goal: { atMost } }),
  });
  return {
    rows: [
      row('total minus endpoint, p50', byDefault, overhead, goals?.byDefault[0]),
      row('total minus endpoint, p50', bothOff, overhead, goals?.bothOff[0]),
      row('processor time a request', byDefault, cpu, goals?.byDefault[1]),
      row('processor time a request', bothOff, cpu, goals?.bothOff[1]),
      ...(goals ? acknowledgements(byDefault, tutorial) : []),
    ],
    way: wayOf({ tutorial, 'this bot, default': byDefault, 'both off': bothOff }),
  };
}

const overhead = ({ courses }: Party): number => median(courses.map(({ answered }) => answered)) - LATENCY_MS;
const cpu = (party: Party): number => party.cpuMs();

function acknowledgement({ courses }: Party, share: number): number {
  return percentile(
    courses.map(({ acknowledged }) => acknowledged),
    share,
  );
}

function acknowledgements(ours: Party, tutorial: Party): Row[] {
  return ([50, 99] as const).map((percent) => ({
    figure: `acknowledgement at rest, p${percent}`,
    unit: 'ms',
    ours: acknowledgement(ours, percent / 100),
    tutorial: acknowledgement(tutorial, percent / 100),
    goal: { times: 1.25, orMore: 5 },
  }));
}

/** The steps of a request one after another, in ms: the medians of each. */
function wayOf(parties: Readonly<Record<string, Party>>): string {
  const steps: readonly (readonly [what: string, ms: (course: Course) => number])[] = [
    ['to the acknowledgement', ({ acknowledged }) => acknowledged],
    ['from there to the call: the rest of opening the photo', ({ called, acknowledged }) => called - acknowledged],
    ['the call', ({ called, calledBack }) => calledBack - called],
    ['to asking for the result', ({ calledBack, resultAsked }) => resultAsked - calledBack],
    ['from there to the upload: result fetched and finished', ({ resultAsked, uploading }) => uploading - resultAsked],
    ['the upload', ({ uploading, answered }) => answered - uploading],
  ];
  const names = Object.keys(parties);
  const lines = steps.map(([what, ms]) => [
    what,
    ...Object.values(parties).map(({ courses }) => median(courses.map(ms)).toFixed(1)),
  ]);
  return [['ms, medians', ...names], ['---', ...names.map(() => '---')], ...lines]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');
}
