import { describe, expect, test } from 'vitest';
import { createOpenings } from '../../../../src/aging/making/openings.ts';
import type { OpenedPicture, OpenOptions } from '../../../../src/aging/making/pictures.ts';
import type { AgeRequest } from '../../../../src/aging/request/age-request.ts';
import { ExplainedError } from '../../../../src/i18n/explained-error.ts';
import { createPictureMemory } from '../../../../src/picture/picture-memory.ts';
import { createFakeClock, settle } from '../../../support/fake-clock.ts';
import { anyRequest } from '../../../support/fakes/any-request.ts';

const PICTURE: OpenedPicture = {
  link: 'https://cdn.discordapp.com/a.jpg',
  width: 900,
  height: 900,
  bytes: async () => Uint8Array.of(0),
  release: () => undefined,
};

/** Photos of 60 bytes in a memory of 100; each is open when the test says so. */
function createWorld() {
  const memory = createPictureMemory(100);
  const clock = createFakeClock();
  const stopping = new AbortController();
  const opened: (OpenOptions & PromiseWithResolvers<OpenedPicture>)[] = [];
  const openings = createOpenings({
    picturesOf: () => ({
      async open({ declared }, options) {
        await options.hold.reserve(declared.bytes ?? 0, options.signal);
        const picture = Promise.withResolvers<OpenedPicture>();
        options.signal.addEventListener('abort', () => picture.reject(options.signal.reason));
        opened.push({ ...options, ...picture });
        return await picture.promise;
      },
    }),
    memory,
    clock,
    faceDetection: true,
    warmUp: () => undefined,
  });
  const begin = async (request: AgeRequest, isNext = true) => {
    openings.begin(request, { isNext, until: stopping.signal });
    await settle();
  };
  return { memory, clock, stopping, opened, openings, begin };
}

const photo = (id = '1', bytes = 60) =>
  anyRequest({ id, picture: { url: 'https://cdn.discordapp.com/a.jpg', spoiler: false, declared: { bytes } } });
const { signal } = new AbortController();

describe('what was begun', () => {
  test('is taken once, with its memory, and the photo is not opened again', async () => {
    const { memory, opened, openings, begin } = createWorld();
    await begin(photo());
    opened[0]?.resolve(PICTURE);
    const { hold, open } = openings.take(photo());
    expect(await open(signal)).toBe(PICTURE);
    expect([opened.length, memory.usedBytes]).toEqual([1, 60]);
    hold[Symbol.dispose]();
    expect(memory.usedBytes).toBe(0);
    using _second = openings.take(photo()).hold;
    expect(openings.take(photo()).hold).not.toBe(hold);
  });

  test('looks for faces unless the person has chosen some', async () => {
    const { opened, begin } = createWorld();
    await begin(photo('1', 1));
    await begin({ ...photo('2', 1), handling: { turn: 90, faces: [] } });
    expect(opened).toMatchObject([{ findFaces: true }, { findFaces: false, turn: 90 }]);
  });

  test('and failed fails when it is taken, for the same reason', async () => {
    const { opened, openings, begin } = createWorld();
    await begin(photo());
    const gone = new ExplainedError('picture_gone');
    opened[0]?.reject(gone);
    await settle();
    const { hold, open } = openings.take(photo());
    using _hold = hold;
    await expect(open(signal)).rejects.toBe(gone);
  });

  test('and taken ends with the signal of the one who took it, even one that was aborted before', async () => {
    const { openings, begin } = createWorld();
    const late = new AbortController();
    await begin(photo());
    const { hold, open } = openings.take(photo());
    const opening = open(late.signal);
    late.abort(new Error('too late'));
    await expect(opening).rejects.toThrow('too late');
    hold[Symbol.dispose]();
    await begin(photo('2'));
    await expect(openings.take(photo('2')).open(late.signal)).rejects.toThrow('too late');
  });

  test("and taken is nobody else's to drop", async () => {
    const { memory, clock, stopping, opened, openings, begin } = createWorld();
    await begin(photo());
    const { hold } = openings.take(photo());
    openings.drop('1');
    stopping.abort();
    await clock.advance(60_000);
    void memory.hold().reserve(60, signal);
    await settle();
    expect([opened[0]?.signal.aborted, memory.usedBytes, clock.sleepers]).toEqual([false, 60, 0]);
    hold[Symbol.dispose]();
  });
});

describe('what was begun and not taken is ended, and its memory is free', () => {
  const WAYS: readonly (readonly [string, (world: ReturnType<typeof createWorld>) => unknown])[] = [
    ['when it is dropped', ({ openings }) => openings.drop('1')],
    ['when the bot stops', ({ stopping }) => stopping.abort()],
    ['when its request still has not run after ten seconds', ({ clock }) => clock.advance(10_000)],
  ];

  test.each(WAYS)('%s', async (_when, end) => {
    const world = createWorld();
    const { memory, clock, opened, openings, begin } = world;
    await begin(photo());
    await end(world);
    await settle();
    expect([opened[0]?.signal.aborted, memory.usedBytes, clock.sleepers]).toEqual([true, 0, 0]);
    using _hold = openings.take(photo()).hold;
    void openings.take(photo()).open(signal);
    await settle();
    expect(opened).toHaveLength(2);
  });

  test('when another request waits for the memory', async () => {
    const { memory, opened, begin } = createWorld();
    await begin(photo());
    using hold = memory.hold();
    await hold.reserve(60, signal);
    expect([opened[0]?.signal.aborted, memory.usedBytes]).toEqual([true, 60]);
  });
});

describe('nothing is begun', () => {
  test('for a request that has to wait for its turn', async () => {
    const { opened, begin } = createWorld();
    await begin(photo(), false);
    expect(opened).toEqual([]);
  });

  test('when the memory is used, and then the photo is opened once it is taken', async () => {
    const { memory, opened, openings, begin } = createWorld();
    const other = memory.hold();
    await other.reserve(60, signal);
    await begin(photo());
    expect(opened).toEqual([]);
    const { hold, open } = openings.take(photo());
    using _hold = hold;
    const opening = open(signal);
    await settle();
    other[Symbol.dispose]();
    await settle();
    opened[0]?.resolve(PICTURE);
    expect(await opening).toBe(PICTURE);
  });

  test('once the bot stops', async () => {
    const { stopping, opened, begin } = createWorld();
    stopping.abort();
    await begin(photo());
    expect(opened).toEqual([]);
  });

  test('for more than eight requests at once', async () => {
    const { opened, openings, begin } = createWorld();
    for (let id = 1; id <= 9; id += 1) await begin(photo(String(id), 1));
    expect(opened).toHaveLength(8);
    openings.drop('1');
    await begin(photo('10', 1));
    expect(opened).toHaveLength(9);
  });
});
