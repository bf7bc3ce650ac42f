import { beforeEach, describe, expect, test } from 'vitest';
import { createAnswers } from '../../../../src/aging/records/answers.ts';
import { createQuestions, QuestionError, restoreError } from '../../../../src/aging/records/questions.ts';
import { createReferences, describeOutcome, describeRecord } from '../../../../src/aging/records/references.ts';
import { createRepeats } from '../../../../src/aging/records/repeats.ts';
import type { AgeRequest } from '../../../../src/aging/request/age-request.ts';
import { explained } from '../../../../src/aging/request/failure.ts';
import { referenceOf } from '../../../../src/aging/request/reference.ts';
import { ExplainedError } from '../../../../src/i18n/explained-error.ts';
import { openMemoryStorage } from '../../../../src/storage/memory/memory-storage.ts';
import { createTargets } from '../../../../src/discord/commands/asking/targets.ts';
import { createVault } from '../../../../src/storage/sealing/vault.ts';
import { StorageError } from '../../../../src/storage/storage.ts';
import { createFakeClock, type FakeClock } from '../../../support/fake-clock.ts';
import { anyRequest } from '../../../support/fakes/any-request.ts';
import { createSharedStorage } from '../../../support/fakes/fake-storage.ts';
import { ONE_FACE, TWO_FACES } from '../../../support/fakes/fake-pictures.ts';

const DAY_MS = 86_400_000;
const vault = createVault([Buffer.alloc(32, 1)]);

let clock: FakeClock;
let storage: ReturnType<typeof openMemoryStorage>;

beforeEach(() => {
  clock = createFakeClock(Date.UTC(2026, 0, 1));
  storage = openMemoryStorage({ clock });
});

describe('answers', () => {
  test('answers are kept for a day', async () => {
    const answers = createAnswers(storage, vault);
    const { picture } = anyRequest();
    const more = { subject: { userId: '5' }, handling: { turn: 90, faces: [] } } as const;
    await answers.remember(anyRequest({ ...more, handling: { turn: 90, faces: [] } }));
    await answers.remember(anyRequest({ id: 'plain', private: true }));
    await clock.advance(DAY_MS - 1);
    expect(await answers.find('1')).toEqual({ userId: '2', age: 60, private: false, picture, ...more });
    expect(await answers.find('plain')).toEqual({ userId: '2', age: 60, private: true, picture });
    await clock.advance(1);
    expect(await answers.find('1')).toBeUndefined();
  });

  test('answers are deleted with the requester, or the owner of the picture', async () => {
    const answers = createAnswers(storage, vault);
    await answers.remember(anyRequest({ id: 'by them', userId: 'bob' }));
    await answers.remember(anyRequest({ id: 'of them', subject: { userId: 'bob' } }));
    await answers.remember(anyRequest({ id: 'other' }));
    await answers.forget('bob');
    const found = await Promise.all(['by them', 'of them', 'other'].map((id) => answers.find(id)));
    expect(found.map((record) => record !== undefined)).toEqual([false, false, true]);
  });
});

describe('questions', () => {
  test('questions are kept for a day, with everything that a press needs', async () => {
    const questions = createQuestions(storage, vault);
    const { picture } = anyRequest();
    const request = anyRequest({ timeline: [20, 40], subject: { userId: '5' }, handling: { turn: 90, faces: [] } });
    await questions.remember(request, TWO_FACES);
    await clock.advance(DAY_MS - 1);
    expect(await questions.find('1')).toEqual({
      userId: '2',
      age: 60,
      timeline: [20, 40],
      private: false,
      picture,
      subject: { userId: '5' },
      turn: 90,
      faces: TWO_FACES,
    });
    await clock.advance(1);
    expect(await questions.find('1')).toBeUndefined();
  });

  test('the latest question about faces can be answered in words for 15 minutes', async () => {
    const questions = createQuestions(storage, vault);
    expect(await questions.latest('2')).toBeUndefined();
    await questions.remember(anyRequest({ id: 'first', age: 30 }), TWO_FACES);
    await questions.remember(anyRequest({ id: 'second', age: 40 }), TWO_FACES);
    await questions.remember(anyRequest({ id: 'about no face', age: 50 }), []);
    expect(await questions.latest('2')).toMatchObject({ age: 40 });
    await clock.advance(15 * 60_000);
    expect(await questions.latest('2')).toBeUndefined();
  });

  test('questions are deleted with the person', async () => {
    const questions = createQuestions(storage, vault);
    await questions.remember(anyRequest(), ONE_FACE);
    await questions.forget('2');
    expect([await questions.find('1'), await questions.latest('2')]).toEqual([undefined, undefined]);
  });

  test('errors without a question are restored unchanged', async () => {
    const questions = createQuestions(storage, vault);
    await questions.remember(anyRequest(), TWO_FACES);
    const params = { when: 'soon' };
    const restored = await restoreError(questions, '1', { reason: 'cooldown', params });
    expect(restored).not.toBeInstanceOf(QuestionError);
    expect(restored).toMatchObject({ reason: 'cooldown', params });
  });
});

test.each<[string, Partial<AgeRequest>, object, RegExp]>([
  [
    'an upload in a server',
    { venue: { context: 'guild', guildId: '3' }, channelIds: ['4', '5'] },
    { source: 'upload' },
    /^Made for user 2 in server 3, channel 4, at 2026-01-01T00:00:00.000Z, age 60, from: upload\.$/,
  ],
  [
    'a timeline of an avatar',
    { venue: { context: 'user-install' }, subject: { userId: '5' }, timeline: [20, 40] },
    { source: 'avatar' },
    /^Made for user 2 in no server, at 2026-01-01T00:00:00.000Z, age 20, 40, from: avatar\.$/,
  ],
  [
    'a message',
    { subject: { messageUrl: 'https://discord.com/channels/1/2/3' } },
    { source: 'message' },
    /from: message\.$/,
  ],
  [
    'a direct message',
    { picture: { ...anyRequest().picture, origin: { channelId: '4', messageId: '5', index: 0 } } },
    { source: 'direct message' },
    /from: direct message\.$/,
  ],
])('the reference of %s keeps its source and requester for 30 days', async (_what, request, expected, words) => {
  const references = createReferences(storage, vault, clock);
  await references.remember(anyRequest(request));
  await clock.advance(0);
  const record = await references.find(referenceOf('1'));
  expect(record).toMatchObject({ userId: '2', at: clock.now(), ...expected });
  expect(record && describeRecord(record)).toMatch(words);
  await clock.advance(30 * DAY_MS);
  expect(await references.find(referenceOf('1'))).toBeUndefined();
});

describe('requests to repeat', () => {
  test('they are kept for a day, with all that a press needs and without the token', async () => {
    const repeats = createRepeats(storage, vault);
    const { picture } = anyRequest();
    const more = { subject: { userId: '5' }, handling: { turn: 90, faces: [] }, timeline: [20, 40] } as const;
    await repeats.remember(anyRequest({ ...more, handling: { turn: 90, faces: [] }, timeline: [20, 40] }));
    await clock.advance(DAY_MS - 1);
    expect(await repeats.find('1')).toEqual({ userId: '2', age: 60, private: false, picture, ...more });
    await clock.advance(1);
    expect(await repeats.find('1')).toBeUndefined();
  });

  test('they are deleted with the requester, or the owner of the picture', async () => {
    const repeats = createRepeats(storage, vault);
    await repeats.remember(anyRequest({ id: 'by them', userId: 'bob' }));
    await repeats.remember(anyRequest({ id: 'of them', subject: { userId: 'bob' } }));
    await repeats.remember(anyRequest({ id: 'other' }));
    await repeats.forget('bob');
    const found = await Promise.all(['by them', 'of them', 'other'].map((id) => repeats.find(id)));
    expect(found.map((record) => record !== undefined)).toEqual([false, false, true]);
  });
});

test.each([
  [{}, ['Outcome: answered with a picture']],
  [
    { failure: 'too_late', calls: 2, timings: { totalMs: 61_234, endpointMs: 60_000 }, traceId: 'abc' },
    [
      'Outcome: no picture (too_late)',
      'Calls that may have been charged: 2',
      'Durations: total 61.2 s, endpoint 60.0 s',
      'trace_id of the endpoint: abc',
    ],
  ],
])('the outcome %j of a request is kept with its reference, and described in lines', async (outcome, lines) => {
  const references = createReferences(storage, vault, clock);
  await references.remember(anyRequest(), outcome);
  const record = await references.find(referenceOf('1'));
  expect(record && describeOutcome(record)).toEqual(lines);
});

test('every error has a sentence', () => {
  const known = new ExplainedError('cooldown');
  expect(explained(known)).toBe(known);
  const down = new StorageError('down');
  expect(explained(down)).toMatchObject({ reason: 'storage_down', cause: down });
  expect(explained('anything')).toMatchObject({ reason: 'internal', cause: 'anything' });
});

const byMallory = (id: string) => anyRequest({ id, userId: 'mallory' });

describe('what one person can put into the store', () => {
  const MOST_FREE = 50;
  /** Rows that may be too many until somebody looks. */
  const SPARE = 25;
  /** Ids as Discord gives them: they grow, also in length. */
  const ids = Array.from({ length: 200 }, (_, index) => String(950 + index));
  const kinds = {
    questions: () => {
      const questions = createQuestions(storage, vault);
      return { remember: (id: string) => questions.remember(byMallory(id), TWO_FACES), find: questions.find };
    },
    repeats: () => {
      const repeats = createRepeats(storage, vault);
      return { remember: (id: string) => repeats.remember(byMallory(id)), find: repeats.find };
    },
    targets: () => {
      const targets = createTargets(storage, vault);
      const target = { userId: 'mallory', command: 'menu', subject: {}, pictures: [anyRequest().picture] };
      return { remember: (id: string) => targets.remember(id, target), find: targets.find };
    },
  };

  test.each(Object.entries(kinds))('of %s the newest are kept', async (_what, create) => {
    const { remember, find } = create();
    for (const id of ids) await remember(id);
    const kept: string[] = [];
    for (const id of ids) if ((await find(id)) !== undefined) kept.push(id);
    expect(kept.length).toBeLessThan(MOST_FREE + SPARE);
    expect(kept).toEqual(ids.slice(-kept.length));
  });

  test('what others have asked about a person neither counts for nor is deleted with what they ask', async () => {
    const questions = createQuestions(storage, vault);
    const about = Array.from({ length: 60 }, (_, index) => String(100 + index));
    for (const id of about)
      await questions.remember(anyRequest({ id, userId: `fan ${id}`, subject: { userId: 'mallory' } }), []);
    for (const id of ids) await questions.remember(byMallory(id), []);
    for (const id of about) expect(await questions.find(id)).toBeDefined();
  });

  test('failures are bounded, and push out no record of a picture', async () => {
    const references = createReferences(storage, vault, clock);
    const failures = Array.from({ length: 300 }, (_, index) => `failure ${index}`);
    await references.remember(byMallory('picture'));
    for (const id of failures) {
      await clock.advance(1);
      await references.remember(byMallory(id), { failure: 'no_face' });
    }
    const kept: string[] = [];
    for (const id of failures) if (await references.find(referenceOf(id))) kept.push(id);
    expect(kept.length).toBeLessThan(200 + SPARE);
    expect(kept).toEqual(failures.slice(-kept.length));
    expect(await references.find(referenceOf('picture'))).toBeDefined();
  });

  test('a store that fails while it is tidied fails no request', async () => {
    const shared = createSharedStorage(clock).connect();
    const repeats = createRepeats(shared, vault);
    shared.breakOn(/repeats\.delete/);
    for (const id of ids) await repeats.remember(byMallory(id));
    expect(await repeats.find(ids.at(-1) ?? '')).toBeDefined();
  });
});
