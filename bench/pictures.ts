// Time, processor time and memory of the picture processes: `node bench/pictures.ts`. Linux only.
import { readFileSync } from 'node:fs';
import sharp from 'sharp';
import { createPictureWorkshop } from '../src/picture/picture-workshop.ts';
import type { PictureWorkshop } from '../src/picture/picture-workshop.ts';
import { childrenMs, childrenOf } from './support/processor-time.ts';
import { median as medianOf } from './support/statistics.ts';

const RUNS = 7;
const limits = { maxSide: 2000, minSide: 64, maxBytes: 3_700_000 };
const photo = (name: string) => readFileSync(new URL(`../test/photos/${name}`, import.meta.url));

/** Milliseconds, the median of several runs after one that warms up. */
async function median(work: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let run = 0; run <= RUNS; run++) {
    const start = performance.now();
    await work();
    times.push(performance.now() - start);
  }
  return times.slice(1).sort((a, b) => a - b)[RUNS >> 1] ?? NaN;
}

/** Most resident memory of a process so far, in megabytes. */
function peakMemory(pid: number): number {
  const kilobytes = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Number(kilobytes) / 1024;
}

const ROUNDS = 7;

/** Milliseconds of the picture processes' processor time (user and system), the median of several rounds. */
async function processorTime(times: number, work: () => Promise<unknown>): Promise<number> {
  const rounds: number[] = [];
  // The first round warms up.
  for (let round = 0; round <= ROUNDS; round++) {
    const before = childrenMs();
    for (let count = 0; count < times; count++) await work();
    rounds.push((childrenMs() - before) / times);
  }
  return medianOf(rounds.slice(1));
}

/** What a request costs by default: faces looked for in the photo, and a mark drawn on the result. */
async function costOfRequests(large: Buffer) {
  const middle = await sharp(photo('grace-hopper.jpg'))
    .resize(1080, 1350, { fit: 'cover' })
    .jpeg({ quality: 84 })
    .toBuffer();
  const pictures = [
    { name: '512 × 600', times: 20, bytes: photo('grace-hopper.jpg'), targets: [20, 10] },
    { name: '1080 × 1350', times: 10, bytes: middle, targets: [30, 20] },
    { name: '12 MP', times: 3, bytes: large, targets: [200, 100] },
  ] as const;
  const rows: [string, readonly [number, number, 'ms']][] = [];
  // One process, so that no other starts or ends meanwhile.
  await using workshop = createPictureWorkshop({ limits, slots: 1 });
  for (const { name, times, bytes, targets } of pictures) {
    const prepared = await workshop.prepare(bytes);
    const result = prepared.suits ? bytes : prepared.bytes;
    const prepare = await processorTime(times, () => workshop.prepare(bytes, { faces: true }));
    const finish = await processorTime(times, () => workshop.finish(result, { mark: true }));
    rows.push([`processor time, ${name}: prepare and detect`, [prepare, targets[0], 'ms']]);
    rows.push([`processor time, ${name}: mark the result`, [finish, targets[1], 'ms']]);
  }
  return Object.fromEntries(rows);
}

/** 12 megapixels with something to see in every part, stored on its side as phones do. */
async function phonePhoto(): Promise<Buffer> {
  const noise = { type: 'gaussian' as const, mean: 128, sigma: 8 };
  const grain = await sharp({ create: { width: 4032, height: 3024, channels: 3, background: '#808080', noise } })
    .png()
    .toBuffer();
  return await sharp(photo('four-faces.jpg'))
    .resize(4032, 3024, { fit: 'cover' })
    .composite([{ input: grain, blend: 'overlay' }])
    .withMetadata({ orientation: 6 })
    .jpeg({ quality: 90 })
    .toBuffer();
}

/** Of all picture processes together, in megabytes. */
async function peakOf(work: (workshop: PictureWorkshop) => Promise<unknown>): Promise<number> {
  const others = new Set(childrenOf(process.pid));
  await using workshop = createPictureWorkshop({ limits });
  await work(workshop);
  const own = childrenOf(process.pid).filter((pid) => !others.has(pid));
  return own.reduce((sum, pid) => sum + peakMemory(pid), 0);
}

async function fourAtOnce(large: Buffer, faces: boolean): Promise<number> {
  return await peakOf((workshop) => Promise.all(Array.from({ length: 4 }, () => workshop.prepare(large, { faces }))));
}

async function measure(workshop: PictureWorkshop, large: Buffer) {
  const heic = readFileSync(new URL('../test/unit/picture/fixtures/48-megapixels.heic', import.meta.url));
  const square = await sharp(photo('four-faces.jpg')).resize(1080, 1080).jpeg({ quality: 92 }).toBuffer();
  const portrait = await sharp(photo('grace-hopper.jpg')).resize(960, 1080).jpeg({ quality: 92 }).toBuffer();
  const five = await Promise.all(
    [10, 25, 40, 60, 80].map(async (age, index) => ({
      age,
      bytes: await sharp(square)
        .modulate({ hue: index * 30 })
        .jpeg({ quality: 92 })
        .toBuffer(),
    })),
  );
  // As large as the endpoint's pictures become.
  const whole = await sharp(square).resize(2000, 2000).jpeg({ quality: 92 }).toBuffer();
  const fiveWhole = five.map(({ age }) => ({ age, bytes: whole }));
  const prepareLarge = await median(() => workshop.prepare(large));
  const prepareSmall = await median(() => workshop.prepare(square));
  return {
    'prepare 12 MP': [prepareLarge, 700, 'ms'],
    'detect faces': [(await median(() => workshop.prepare(square, { faces: true }))) - prepareSmall, 300, 'ms'],
    'prepare 12 MP and detect': [await median(() => workshop.prepare(large, { faces: true })), 1000, 'ms'],
    'before and after': [await median(() => workshop.compare(portrait, { age: 70, bytes: portrait })), 400, 'ms'],
    'before and after, 12 MP': [await median(() => workshop.compare(large, { age: 70, bytes: square })), 700, 'ms'],
    'timeline of five': [await median(() => workshop.timeline(square, five, { findFaces: true })), 2000, 'ms'],
    'timeline of five, 2000 px': [
      await median(() => workshop.timeline(whole, fiveWhole, { findFaces: true })),
      3000,
      'ms',
    ],
    'peak memory, four 12 MP at once': [await fourAtOnce(large, false), 400, 'MB'],
    'the same with faces': [await fourAtOnce(large, true), 400, 'MB'],
    'HEIC of 48 MP': [await median(() => workshop.prepare(heic)), 5000, 'ms'],
    'peak memory, one HEIC of 48 MP': [await peakOf((own) => own.prepare(heic, { faces: true })), 500, 'MB'],
  } as const;
}

const results = await (async () => {
  const large = await phonePhoto();
  // Before any other process is there, whose end would be taken for time.
  const costs = await costOfRequests(large);
  await using workshop = createPictureWorkshop({ limits });
  await workshop.warm();
  return { ...costs, ...(await measure(workshop, large)) };
})();
console.table(
  Object.entries(results).map(([what, [value, target, unit]]) => ({
    what,
    measured: `${value < 100 ? value.toFixed(1) : Math.round(value)} ${unit}`,
    target: `${target} ${unit}`,
  })),
);
