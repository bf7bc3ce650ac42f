import { describe, expect, test } from 'vitest';
import type { Rect } from '../../../../src/rect.ts';
import type { AgeRequest } from '../../../../src/aging/request/age-request.ts';
import type { Entry, Stage } from '../../../../src/aging/request/entry.ts';
import { createMaking, type Attempt, type Making } from '../../../../src/aging/making/making.ts';
import { createOpenings } from '../../../../src/aging/making/openings.ts';
import type { Pictures } from '../../../../src/aging/making/pictures.ts';
import { QuestionError } from '../../../../src/aging/records/questions.ts';
import { EndpointError } from '../../../../src/endpoint/endpoint-error.ts';
import { ExplainedError } from '../../../../src/i18n/explained-error.ts';
import { createPictureMemory } from '../../../../src/picture/picture-memory.ts';
import { StorageError } from '../../../../src/storage/storage.ts';
import { createFakeClock } from '../../../support/fake-clock.ts';
import { anyRequest } from '../../../support/fakes/any-request.ts';

const box = (x: number): Rect => ({ x, y: 10.4, width: 200.6, height: 200 });
const THREE = [box(0.2), box(300), box(600)];
const TIMELINE = [20, 35, 50, 65, 80];

interface Options {
  faces?: readonly Rect[];
  faceDetection?: boolean;
  faceRegions?: 'crop' | 'rect';
  /** The error of the endpoint's call with this number, from 0. */
  failing?: (call: number) => Error | undefined;
  rememberFails?: boolean;
  /** Why the request is no longer allowed. */
  refusal?: Error;
}

/** Everything that a request uses except the journal, recorded as words. */
function makeWorld(options: Options = {}) {
  const {
    faces = THREE.slice(0, 1),
    faceDetection = true,
    faceRegions = 'crop',
    failing,
    rememberFails,
    refusal,
  } = options;
  const picture = { bytes: Uint8Array.of(1), extension: 'jpg', width: 900, height: 900 } as const;
  const calls: object[] = [];
  const opened: object[] = [];
  const remembered: unknown[] = [];
  const pictures: Pictures = {
    async open(_source, { findFaces, turn }) {
      opened.push({ findFaces, turn });
      const found = findFaces ? { faces } : {};
      const held = { bytes: async () => Uint8Array.of(0), release: () => undefined };
      return { link: 'https://cdn.discordapp.com/a.jpg', width: 900, height: 900, ...held, ...found };
    },
    cropFace: async (_bytes, face) => ({ bytes: Uint8Array.of(face.x), box: face }),
    numberFaces: async () => Uint8Array.of(7),
    fetchResult: async () => picture,
    assemble: async () => picture,
    compare: async () => ({ jpeg: picture.bytes, stacked: false }),
    reuse: async (_sources, _signal, use) => await use([]),
    shrink: async () => picture,
    timeline: async (_photo, { aged }) => ({ ...picture, ages: aged.map(({ age }) => age) }),
  };
  const links = {
    withLink: <T>(
      _request: AgeRequest,
      _picture: unknown,
      _signal: AbortSignal,
      use: (link: () => string) => Promise<T>,
    ) => use(() => 'https://example.com/photo.jpg'),
  };
  const openings = createOpenings({
    picturesOf: () => pictures,
    memory: createPictureMemory(1000),
    clock: createFakeClock(),
    faceDetection,
    warmUp: () => undefined,
  });
  const making = createMaking({
    picturesOf: () => pictures,
    questions: {
      async remember(_request, asked) {
        if (rememberFails) throw new StorageError('down');
        remembered.push(asked);
      },
    },
    lending: { ...links, forSeveral: () => ({ ...links, [Symbol.asyncDispose]: () => Promise.resolve() }) },
    endpoint: {
      async changeAge(_request, _url, { ages, count }) {
        await count();
        const error = failing?.(calls.length);
        calls.push(...ages.map(({ age, faceRect }) => ({ age, ...(faceRect && { faceRect }) })));
        if (error) throw error;
        return { imageUrl: `https://example.com/result-${calls.length}` };
      },
    },
    access: async () => {
      if (refusal) throw refusal;
    },
    faceRegions,
  });
  const make: Making = async (attempt) => {
    const { hold, open } = openings.take(attempt.entry().request);
    return await making({ ...attempt, hold, open: () => open(attempt.signal) });
  };
  return { make, calls, opened, remembered };
}

/** An attempt at a request. The journal outlives the attempts. */
function startAttempt(request: AgeRequest, stage: Stage = { name: 'acknowledged' }) {
  let entry: Entry = { request, receipts: [], startAt: 0, stage, calls: 0 };
  const stages: Stage[] = [];
  const attempt: Attempt = {
    entry: () => entry,
    async advance(next) {
      const written = structuredClone(next);
      stages.push(written);
      entry = { ...entry, stage: written };
    },
    mustOwn: () => Promise.resolve(),
    async count() {
      const done = entry.stage.name === 'calling' ? (entry.stage.done ?? []) : [];
      entry = { ...entry, stage: { name: 'calling', done, inCall: true } };
    },
    uncount: () => undefined,
    mustStillOwn: () => undefined,
    onTraced: () => undefined,
    showStep: () => undefined,
    time: (_part, work) => work(),
    callsUntil: Number.MAX_SAFE_INTEGER,
    signal: new AbortController().signal,
    open: () => Promise.reject(new Error('Nothing is opened by this')),
    hold: createPictureMemory(1000).hold(),
  };
  return { attempt, stages };
}

const chosen = (faces: Rect[], more: Partial<AgeRequest> = {}) => anyRequest({ handling: { turn: 0, faces }, ...more });

describe('a person who is blocked, or whose subject opted out meanwhile', () => {
  const refusal = new ExplainedError('subject_opted_out');

  test('nothing is paid once the request is no longer allowed', async () => {
    const { make, calls, remembered } = makeWorld({ refusal, faces: THREE });
    const { attempt, stages } = startAttempt(anyRequest());
    await expect(make(attempt)).rejects.toBe(refusal);
    expect([calls, stages, remembered]).toEqual([[], [], []]);
  });

  test('a picture that is already paid is delivered', async () => {
    const { make } = makeWorld({ refusal });
    const { attempt } = startAttempt(anyRequest(), { name: 'called', resultUrl: 'https://example.com/r' });
    await expect(make(attempt)).resolves.toMatchObject({ extension: 'jpg' });
  });
});

describe('no repeated payment', () => {
  test("a known result isn't called for again", async () => {
    const { make, calls, opened } = makeWorld();
    const { attempt } = startAttempt(anyRequest(), { name: 'called', resultUrl: 'https://example.com/r' });
    await make(attempt);
    expect([calls, opened]).toEqual([[], []]);
  });

  const wholes = [
    ['a timeline', anyRequest({ timeline: TIMELINE }), 5],
    ['three faces', chosen(THREE), 3],
    ['a timeline of two faces', chosen(THREE.slice(1), { timeline: [20, 40] }), 4],
  ] as const;
  const cuts = wholes.flatMap(([what, request, of]) =>
    Array.from({ length: of }, (_, call) => [what, call, request, of] as const),
  );

  test.each(cuts)(
    "finished calls aren't repeated when %s was interrupted at call %i",
    async (_what, cutAt, request, of) => {
      const first = makeWorld({ failing: (call) => (call === cutAt ? new Error('power cut') : undefined) });
      const { attempt } = startAttempt(request);
      await expect(first.make(attempt)).rejects.toThrow('power cut');
      // Whether the last call was made is unknown.
      expect(attempt.entry().stage).toMatchObject({ name: 'calling', done: { length: cutAt } });
      const second = makeWorld();
      await second.make(attempt);
      expect(second.calls).toHaveLength(of - cutAt);

      const undisturbed = makeWorld();
      await undisturbed.make(startAttempt(request).attempt);
      expect([...first.calls.slice(0, cutAt), ...second.calls]).toEqual(undisturbed.calls);
    },
  );

  test("a request that another process has adopted isn't called for again", async () => {
    const { make, calls } = makeWorld();
    const { attempt } = startAttempt(anyRequest());
    const elsewhere = { ...attempt, mustOwn: () => Promise.reject(new Error('not ours')) };
    await expect(make(elsewhere)).rejects.toThrow('not ours');
    expect(calls).toEqual([]);
  });
});

describe('faces', () => {
  test('for several faces, the question is stored first, and nothing is called', async () => {
    const { make, calls, remembered } = makeWorld({ faces: THREE });
    const { attempt, stages } = startAttempt(anyRequest());
    const error: unknown = await make(attempt).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(QuestionError);
    expect(error).toMatchObject({ reason: 'which_face', faces: THREE, numbered: Uint8Array.of(7) });
    expect([calls, stages, remembered]).toEqual([[], [], [THREE]]);
  });

  test("a question that can't be stored isn't asked", async () => {
    const { make, calls } = makeWorld({ faces: THREE, rememberFails: true });
    await expect(make(startAttempt(anyRequest()).attempt)).rejects.toBeInstanceOf(StorageError);
    expect(calls).toEqual([]);
  });

  test.each([
    ['once the person has answered a question', true, chosen([])],
    ['if that is turned off', false, anyRequest()],
  ])("faces aren't searched %s", async (_when, faceDetection, request) => {
    const { make, calls, opened } = makeWorld({ faces: THREE, faceDetection });
    await make(startAttempt(request).attempt);
    expect(opened).toMatchObject([{ findFaces: false }]);
    expect(calls).toEqual([{ age: 60 }]);
  });

  test('regions are whole pixels in one call', async () => {
    const { make, calls } = makeWorld({ faceRegions: 'rect' });
    await make(startAttempt(chosen(THREE.slice(0, 2))).attempt);
    const size = { y: 10, width: 201, height: 200 };
    expect(calls).toEqual([
      { age: 60, faceRect: { x: 0, ...size } },
      { age: 60, faceRect: { x: 300, ...size } },
    ]);
  });
});

describe('a timeline that fails', () => {
  const failure = new EndpointError('endpoint_rejected');

  test.each([
    ['one face', anyRequest({ timeline: TIMELINE }), 1, [20]],
    ['one face', anyRequest({ timeline: TIMELINE }), 3, [20, 35, 50]],
    ['two faces', chosen(THREE.slice(1), { timeline: [20, 40] }), 2, [20]],
    ['two faces', chosen(THREE.slice(1), { timeline: [20, 40] }), 3, [20]],
  ])('the finished ages of %s are shown: %#', async (_what, request, failsAt, ages) => {
    const { make } = makeWorld({ failing: (call) => (call === failsAt ? failure : undefined) });
    expect(await make(startAttempt(request).attempt)).toMatchObject({ ages });
  });

  test.each([
    [anyRequest({ timeline: TIMELINE }), 0],
    [chosen(THREE.slice(1), { timeline: [20, 40] }), 1],
    [chosen(THREE), 2],
  ])('without a finished age, the failure is thrown: %#', async (request, failsAt) => {
    const { make } = makeWorld({ failing: (call) => (call === failsAt ? failure : undefined) });
    await expect(make(startAttempt(request).attempt)).rejects.toBe(failure);
  });
});
