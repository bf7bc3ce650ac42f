import { readFileSync } from 'node:fs';
import { startMeasuredBot, type MeasuredBot } from '../support/measured-bot.ts';
import type { PictureName } from '../support/pictures.ts';
import { median, percentile } from '../support/statistics.ts';
import type { Row } from '../support/table.ts';
import { startWorld, type World } from '../support/world.ts';
import type { Course } from '../support/crowd.ts';

const LATENCY_MS = 25;
const ROUNDS = 8;
const PER_ROUND = 25;
const WARM_UP = 200;

/** Results are compared as they come; where the bot can draw its mark on them, that is a line of its own. */
const HAS_MARK = readFileSync(new URL('../../src/config.ts', import.meta.url), 'utf8').includes('RESULT_MARK');

interface Party extends AsyncDisposable {
  readonly world: World;
  readonly bot: MeasuredBot;
  readonly courses: Course[];
  cpuMs: number;
}

async function startParty(name: 'ours' | 'tutorial', env: Record<string, string>, photo: PictureName): Promise<Party> {
  await using parts = new AsyncDisposableStack();
  const world = parts.use(await startWorld({ latencyMs: LATENCY_MS, pictures: [photo], result: photo }));
  const bot = parts.use(await startMeasuredBot(name, world, { env }));
  await world.ask({ requests: WARM_UP, atOnce: 4, photo });
  await world.forget();
  const running = parts.move();
  return { world, bot, courses: [], cpuMs: 0, [Symbol.asyncDispose]: () => running.disposeAsync() };
}

/**
 * Requests one after another, the bots in turn: how long people wait, where the time goes, and what it costs.
 *
 * @returns rows for the table, and the way of a request line by line.
 */
export async function measureRequests(photo: PictureName): Promise<{ rows: Row[]; way: string }> {
  await using tutorial = await startParty('tutorial', {}, photo);
  await using ours = await startParty('ours', { FACE_DETECTION: 'off' }, photo);
  await using looking = await startParty('ours', { FACE_DETECTION: 'on' }, photo);
  await using marking = HAS_MARK
    ? await startParty('ours', { FACE_DETECTION: 'off', RESULT_MARK: 'on' }, photo)
    : undefined;
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const party of [tutorial, ours, looking, ...(marking ? [marking] : [])]) {
      const cpuBefore = party.bot.cpuMs();
      const { courses } = await party.world.ask({ requests: PER_ROUND, atOnce: 1, photo });
      party.cpuMs += party.bot.cpuMs() - cpuBefore;
      party.courses.push(...courses);
      await party.world.forget();
    }
  }
  const ms = (figure: string, party: Party, read: (party: Party) => number, goal?: Row['goal']): Row => ({
    figure,
    unit: 'ms',
    ours: read(party),
    tutorial: read(tutorial),
    ...(goal && { goal }),
  });
  const rows: Row[] = [
    ms('acknowledgement at rest, p50', looking, (party) => of(party, 0.5, acknowledged), { times: 1.25, orMore: 5 }),
    ms('acknowledgement at rest, p99', looking, (party) => of(party, 0.99, acknowledged), { times: 1.25, orMore: 5 }),
    ms('total minus endpoint, p50, detection off', ours, (party) => of(party, 0.5, overhead), { times: 1.2 }),
    ms('total minus endpoint, p50, detection on', looking, (party) => of(party, 0.5, overhead)),
    ms('processor time per request, detection off', ours, cpu, { times: 1 }),
    ms('processor time per request, detection on', looking, cpu),
    ...(marking ? [ms('total minus endpoint, p50, result marked', marking, (party) => of(party, 0.5, overhead))] : []),
  ];
  return { rows, way: wayOf({ tutorial, 'this bot, detection off': ours, 'detection on': looking }) };
}

const acknowledged = (course: Course): number => course.acknowledged;
const overhead = (course: Course): number => course.answered - LATENCY_MS;

function of({ courses }: Party, share: number, read: (course: Course) => number): number {
  return percentile(courses.map(read), share);
}

const cpu = ({ cpuMs, courses }: Party): number => cpuMs / courses.length;

/** The steps of a request one after another, in ms: the medians of each. */
function wayOf(parties: Readonly<Record<string, Party>>): string {
  const steps: readonly (readonly [what: string, ms: (course: Course) => number])[] = [
    ['to the acknowledgement', ({ acknowledged }) => acknowledged],
    ['from there to the call: photo fetched and checked', ({ called, acknowledged }) => called - acknowledged],
    ['the call', ({ called, calledBack }) => calledBack - called],
    ['to asking for the result', ({ calledBack, resultAsked }) => resultAsked - calledBack],
    ['from there to the upload: result fetched and checked', ({ resultAsked, uploading }) => uploading - resultAsked],
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
