import { beforeEach, describe, expect, test } from 'vitest';
import {
  createPictures,
  type Pictures,
  type PicturesOf,
  type PicturesOptions,
  type ResultOptions,
} from '../../../../src/aging/making/pictures.ts';
import { ExplainedError } from '../../../../src/i18n/explained-error.ts';
import { FetchError } from '../../../../src/picture/fetching/fetch-error.ts';
import type { FetchOptions } from '../../../../src/picture/fetching/guarded-fetch.ts';
import type { Holding } from '../../../../src/picture/fetching/least-speed.ts';
import { createPictureMemory, type PictureMemory } from '../../../../src/picture/picture-memory.ts';
import type { PictureWorkshop } from '../../../../src/picture/picture-workshop.ts';
import { createFakeClock, type FakeClock } from '../../../support/fake-clock.ts';
import { anyRequest } from '../../../support/fakes/any-request.ts';
import { agedPicture, ONE_FACE } from '../../../support/fakes/fake-pictures.ts';
import { createScript, failing, never, type Script } from '../../../support/fakes/script.ts';

const { signal } = new AbortController();
const { picture: SOURCE } = anyRequest();
const RESULT = 'https://example.com/result';
const MIB = 1024 * 1024;

const gone = new FetchError('gone', 'example.com');
const broken = new FetchError('unreachable', 'example.com');
const damaged = new ExplainedError('result_unavailable');

/** Files by link. Each has the given number of bytes; 100 unless a script says otherwise. */
function createFiles() {
  const fetched: string[] = [];
  /** What each download held. */
  const holdings: (Holding | undefined)[] = [];
  const script = createScript<Buffer>();
  return {
    fetched,
    holdings,
    script,
    fetchBytes: (url: string | URL, { holding }: FetchOptions = {}) => {
      fetched.push(String(url));
      holdings.push(holding);
      return script.run(() => Buffer.alloc(100));
    },
    [Symbol.asyncDispose]: () => Promise.resolve(),
  };
}

/** Does no work, but records its inputs. */
function createFakeWorkshop(finish: Script<number>) {
  const jobs: unknown[] = [];
  const composed = { bytes: Uint8Array.of(1), width: 300, height: 200 };
  const workshop: PictureWorkshop = {
    async prepare(bytes, { faces, turn } = {}) {
      jobs.push(['prepare', bytes.byteLength, faces, turn]);
      const size = { format: 'jpeg', width: 900, height: 600 } as const;
      // A large picture has to be shrunk.
      if (bytes.byteLength < 1000) return { suits: true, ...size, ...(faces && { faces: [] }) };
      return { suits: false, ...size, bytes: new Uint8Array(10), preparedWidth: 90, preparedHeight: 60 };
    },
    async finish(bytes, { tolerance, mark } = {}) {
      const size = await finish.run(() => bytes.byteLength);
      jobs.push(['finish', bytes.byteLength, tolerance, mark]);
      return { bytes: new Uint8Array(size), extension: 'jpg', width: 900, height: 600 };
    },
    async pasteFaces(_original, crops, { tolerance } = {}) {
      await finish.run(() => 0);
      jobs.push(['pasteFaces', crops.map(({ bytes }) => bytes.byteLength), tolerance]);
      return composed;
    },
    compare: async (_before, { age }, { mark } = {}) => {
      jobs.push(['compare', age, mark]);
      return { ...composed, stacked: true };
    },
    numberFaces: async () => composed,
    cropFace: async (_bytes, face) => ({ ...composed, box: face }),
    async timeline(_photo, aged, { faces, findFaces, mark } = {}) {
      jobs.push(['timeline', aged.map(({ age }) => age), faces, findFaces, mark]);
      return { grid: composed, animation: { ...composed, bytes: new Uint8Array(aged.length * 10) } };
    },
    warm: () => Promise.resolve(),
    [Symbol.asyncDispose]: () => Promise.resolve(),
  };
  return { workshop, jobs };
}

let clock: FakeClock;
let discord: ReturnType<typeof createFiles>;
let results: ReturnType<typeof createFiles>;
let finish: Script<number>;
let jobs: unknown[];
let memory: PictureMemory;
let picturesOf: PicturesOf;
let pictures: Pictures;

function setUp(more: Partial<PicturesOptions> = {}): void {
  clock = createFakeClock();
  discord = createFiles();
  results = createFiles();
  finish = createScript();
  memory = createPictureMemory(100 * MIB);
  const workshop = createFakeWorkshop(finish);
  jobs = workshop.jobs;
  picturesOf = createPictures({
    discordFiles: discord,
    resultFiles: results,
    workshop: workshop.workshop,
    memory,
    clock,
    cornerMark: false,
    findFaces: true,
    ...more,
  });
  pictures = picturesOf('alice');
}
beforeEach(() => setUp());

/** Advances the time until the work ends. */
async function waitFor<T>(work: Promise<T>): Promise<T | string> {
  const outcome = work.catch((error: unknown) => (error instanceof ExplainedError ? error.reason : String(error)));
  await clock.advance(60_000);
  return await outcome;
}

describe('photos', () => {
  test('a suitable photo goes to the endpoint by its own link, and its memory can be freed meanwhile', async () => {
    using hold = memory.hold();
    const opened = await pictures.open(SOURCE, { signal, hold, findFaces: true, turn: 90 });
    expect(opened).toMatchObject({ link: SOURCE.url, width: 900, height: 600, faces: [] });
    expect(jobs).toEqual([['prepare', 100, true, 90]]);
    expect(memory.usedBytes).toBe(100);
    opened.release();
    expect(memory.usedBytes).toBe(0);
    expect((await opened.bytes(signal)).byteLength).toBe(100);
    expect(discord.fetched).toEqual([SOURCE.url, SOURCE.url]);
  });

  test('an unsuitable photo is replaced by a suitable one, which takes less memory', async () => {
    using hold = memory.hold();
    discord.script.next(() => Buffer.alloc(5000));
    const opened = await pictures.open(SOURCE, { signal, hold });
    expect(opened).toMatchObject({ link: undefined, width: 90, height: 60 });
    expect(memory.usedBytes).toBe(10);
    expect((await opened.bytes(signal)).byteLength).toBe(10);
  });

  test('during its download a photo takes the declared memory, or that of the largest file', async () => {
    const used: number[] = [];
    const step = (real: () => Buffer) => {
      used.push(memory.usedBytes);
      return real();
    };
    discord.script.next(step, step);
    for (const declared of [{ bytes: 7000 }, {}]) {
      using hold = memory.hold();
      await pictures.open({ ...SOURCE, declared }, { signal, hold });
    }
    expect(used).toEqual([7000, 25 * MIB]);
    expect(memory.usedBytes).toBe(0);
  });

  test.each([
    ['is gone', gone, 1, 'picture_gone'],
    ['is too large', new FetchError('too_heavy', 'example.com'), 1, 'picture_too_heavy'],
    ['is refused', new FetchError('status', 'example.com', { status: 418 }), 1, 'picture_gone'],
    ['times out', new FetchError('timeout', 'example.com'), 1, 'picture_too_slow'],
    ['comes too slowly', new FetchError('too_slow', 'example.com'), 2, 'picture_too_slow'],
    ['cannot be reached', broken, 4, 'picture_unavailable'],
    ['meets a failing server', new FetchError('status', 'example.com', { status: 503 }), 4, 'picture_unavailable'],
    ['meets an error of the bot', new TypeError('a fault'), 1, 'TypeError: a fault'],
  ])(
    'a photo that %s ends in a sentence after as many attempts as can help',
    async (_what, error, attempts, reason) => {
      using hold = memory.hold();
      discord.script.next(...Array.from({ length: 4 }, () => failing(error)));
      expect(await waitFor(pictures.open(SOURCE, { signal, hold }))).toBe(reason);
      expect(discord.fetched).toHaveLength(attempts);
    },
  );

  test('nobody downloads more than two photos at once, and others go on', async () => {
    using hold = memory.hold();
    discord.script.next(
      () => never(),
      () => never(),
    );
    const declared = { ...SOURCE, declared: { bytes: 10 } };
    for (let count = 0; count < 5; count += 1) void picturesOf('mallory').open(declared, { signal, hold });
    await clock.advance(0);
    expect(discord.fetched).toHaveLength(2);
    using own = memory.hold();
    await picturesOf('alice').open(declared, { signal, hold: own });
    expect(discord.fetched).toHaveLength(3);
  });

  test('a slow download holds nobody up: others take its place, and it is awaited only where none is left', async () => {
    discord.script.next(...Array.from({ length: 200 }, () => () => never<Buffer>()));
    using hold = memory.hold();
    const slow = { ...SOURCE, declared: { bytes: 10 } };
    for (let count = 0; count < 40; count += 1) void picturesOf(`mallory ${count}`).open(slow, { signal, hold });
    await clock.advance(0);
    expect(discord.fetched).toHaveLength(32);
    expect(discord.holdings[0]?.isAwaited()).toBe(true);
    for (const each of discord.holdings.slice(0, 8)) each?.giveWay();
    await clock.advance(0);
    expect(discord.fetched).toHaveLength(40);
    expect(discord.holdings[0]?.isAwaited()).toBe(false);
  });

  test('a slow download is awaited by who waits for memory, and a second try by everybody', async () => {
    discord.script.next(() => never());
    using hold = memory.hold();
    void pictures.open({ ...SOURCE, declared: { bytes: 90 * MIB } }, { signal, hold });
    await clock.advance(0);
    expect(discord.holdings[0]?.isAwaited()).toBe(false);
    using other = memory.hold();
    void picturesOf('bob').open({ ...SOURCE, declared: { bytes: 20 * MIB } }, { signal, hold: other });
    await clock.advance(0);
    expect(discord.holdings[0]?.isAwaited()).toBe(true);

    setUp();
    discord.script.next(failing(new FetchError('too_slow', 'example.com')), () => never());
    using again = memory.hold();
    void pictures.open({ ...SOURCE, declared: { bytes: 10 } }, { signal, hold: again });
    await clock.advance(0);
    expect(discord.holdings.map((each) => each?.isAwaited())).toEqual([false, true]);
  });

  test('photos of unknown size leave memory for those whose size is declared', async () => {
    const large = createPictureMemory(1000 * MIB);
    setUp({ memory: large });
    discord.script.next(...Array.from({ length: 20 }, () => () => never<Buffer>()));
    const stuck = Array.from({ length: 20 }, (_, index) => ({ person: `mallory ${index}`, hold: large.hold() }));
    for (const { person, hold } of stuck) void picturesOf(person).open(SOURCE, { signal, hold });
    await clock.advance(0);
    expect(discord.fetched).toHaveLength(4);
  });

  test('a photo that comes too slowly is downloaded once more, and takes no more memory for that', async () => {
    const used: number[] = [];
    discord.script.next(failing(new FetchError('too_slow', 'example.com')), (real: () => Buffer) => {
      used.push(memory.usedBytes);
      return real();
    });
    using hold = memory.hold();
    await pictures.open({ ...SOURCE, declared: { bytes: 7000 } }, { signal, hold });
    expect(used).toEqual([7000]);
  });

  test('a photo whose connection breaks once is downloaded again', async () => {
    using hold = memory.hold();
    discord.script.next(failing(broken));
    expect(await waitFor(pictures.open(SOURCE, { signal, hold }))).toMatchObject({ link: SOURCE.url });
  });
});

describe('where files fill the memory', () => {
  const SMALL = { ...SOURCE, declared: { bytes: 100 } };
  const people = Array.from({ length: 100 }, (_, index) => `person ${index}`);

  test('comparisons get both of their photos', async () => {
    setUp({ memory: createPictureMemory(2000) });
    let compared = 0;
    for (const person of people) {
      const both = picturesOf(person).compare(SMALL, { age: 60, source: SMALL }, signal);
      void both.then(() => (compared += 1));
    }
    await clock.advance(1000);
    expect(compared).toBe(people.length);
  });

  test('a request that holds a result gets its photo again', async () => {
    const little = createPictureMemory(25 * MIB);
    setUp({ memory: little });
    using hold = little.hold();
    const opened = await pictures.open(SMALL, { signal, hold });
    opened.release();
    results.script.next(() => Buffer.alloc(25 * MIB));
    await pictures.fetchResult(RESULT, { maxBytes: 25 * MIB, signal, hold });
    // They take all turns, and wait for that memory.
    for (const person of people) void picturesOf(person).open(SMALL, { signal, hold: little.hold() });
    await clock.advance(0);
    expect((await opened.bytes(signal)).byteLength).toBe(100);
  });
});

const fetchResult = async (more: Partial<ResultOptions> = {}) => {
  using hold = memory.hold();
  return await waitFor(pictures.fetchResult(RESULT, { maxBytes: 9 * MIB, signal, hold, ...more }));
};

describe('results', () => {
  test('a result is downloaded and prepared', async () => {
    expect(await fetchResult()).toMatchObject({ extension: 'jpg', width: 900 });
    expect([results.fetched, jobs]).toEqual([[RESULT], [['finish', 100, 'sound', false]]]);
  });

  test('a result gets a mark if the operator wants that, but not as a part of a whole', async () => {
    setUp({ cornerMark: true });
    await fetchResult();
    await fetchResult({ use: 'part' });
    expect(jobs).toEqual([
      ['finish', 100, 'sound', true],
      ['finish', 100, 'sound', false],
    ]);
  });

  test('a result that no longer exists ends in a sentence', async () => {
    results.script.next(failing(gone));
    expect(await fetchResult()).toBe('result_unavailable');
  });

  test('a damaged result is downloaded again, and the larger file is used as far as possible', async () => {
    results.script.next(
      () => Buffer.alloc(50),
      () => Buffer.alloc(80),
    );
    finish.next(failing(damaged));
    expect(await fetchResult()).toMatchObject({ extension: 'jpg' });
    expect(jobs).toEqual([['finish', 80, 'any', false]]);
  });

  test('a result that is shorter the second time is used as it came first', async () => {
    results.script.next(
      () => Buffer.alloc(80),
      () => Buffer.alloc(50),
    );
    finish.next(failing(damaged));
    await fetchResult();
    expect(jobs).toEqual([['finish', 80, 'any', false]]);
  });

  test('a result whose second download fails is used as it came first', async () => {
    results.script.next((real) => real(), failing(gone));
    finish.next(failing(damaged));
    expect(await fetchResult()).toMatchObject({ extension: 'jpg' });
  });

  test.each([
    ['damaged twice', damaged, 'result_unavailable'],
    ['damaged twice in another way', new ExplainedError('picture_damaged'), 'result_unavailable'],
  ])('a result that is %s ends in a sentence', async (_what, error, reason) => {
    finish.next(failing(error), failing(error));
    expect(await fetchResult()).toBe(reason);
    expect(results.fetched).toHaveLength(2);
  });

  test.each(['result_too_heavy', 'pictures_unavailable'] as const)(
    "a result isn't downloaded again unless it is damaged: %s",
    async (reason) => {
      finish.next(failing(new ExplainedError(reason)));
      expect(await fetchResult()).toBe(reason);
      expect(results.fetched).toHaveLength(1);
    },
  );
});

test('aged crops are put back, each with its own result', async () => {
  using hold = memory.hold();
  const [box] = ONE_FACE;
  if (!box) throw new Error('no face');
  results.script.next(
    () => Buffer.alloc(11),
    () => Buffer.alloc(12),
  );
  const crops = [1, 2].map((face) => ({ box, url: `${RESULT}-${face}` }));
  const options = { maxBytes: 9 * MIB, signal, hold };
  expect(await pictures.assemble(Uint8Array.of(1), crops, options)).toMatchObject({ extension: 'jpg' });
  expect(jobs).toEqual([['pasteFaces', [11, 12], 'sound']]);
  expect(results.fetched).toEqual([`${RESULT}-1`, `${RESULT}-2`]);
});

test('a timeline has an animation only if that fits', async () => {
  const aged = [20, 40].map((age) => ({ age, picture: agedPicture() }));
  const make = (maxBytes: number) => pictures.timeline(Uint8Array.of(1), { faces: ONE_FACE, aged }, maxBytes, signal);
  expect(await make(20)).toMatchObject({ ages: [20, 40], animation: { extension: 'webp' } });
  expect(await make(19)).not.toHaveProperty('animation');
  const job = ['timeline', [20, 40], ONE_FACE, true, false];
  expect(jobs).toEqual([job, job]);
});

test('a timeline of a single age is that picture, with the mark that the whole would have', async () => {
  setUp({ cornerMark: true });
  const parts = { faces: [], aged: [{ age: 20, picture: agedPicture() }] };
  const single = await pictures.timeline(Uint8Array.of(1), parts, 20, signal);
  expect(single).toMatchObject({ ages: [20] });
  expect(single).not.toHaveProperty('animation');
  expect(jobs).toEqual([['finish', 1, undefined, true]]);
});

test('a shrunk timeline keeps its ages and loses its animation', async () => {
  const shrunk = await pictures.shrink(agedPicture(5, { ages: [20, 40], animation: agedPicture() }), 9, signal);
  expect(shrunk).toMatchObject({ ages: [20, 40] });
  expect(shrunk).not.toHaveProperty('animation');
  expect(await pictures.shrink(agedPicture(), 9, signal)).not.toHaveProperty('ages');
});

test('pictures are compared, numbered and cropped, and no memory stays in use', async () => {
  const [face] = ONE_FACE;
  if (!face) throw new Error('no face');
  const compared = await pictures.compare(SOURCE, { age: 70, source: SOURCE }, signal);
  expect(compared).toEqual({ jpeg: Uint8Array.of(1), stacked: true });
  expect(jobs).toEqual([['compare', 70, false]]);
  expect(await pictures.numberFaces(Uint8Array.of(1), ONE_FACE, signal)).toEqual(Uint8Array.of(1));
  expect(await pictures.cropFace(Uint8Array.of(1), face, signal)).toMatchObject({ box: face });
  expect([discord.fetched.length, memory.usedBytes]).toEqual([2, 0]);
});
