import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { createAdmission, type AdmissionOptions } from '../../../src/aging/admission.ts';
import type { AskedRequest } from '../../../src/aging/request/age-request.ts';
import { createFairQueue } from '../../../src/async/fair-queue.ts';
import { createWaitingLine } from '../../../src/aging/line/waiting-line.ts';
import { createEmbeddedQueue } from '../../../src/aging/queue/embedded-queue.ts';
import { entrySchema } from '../../../src/aging/request/entry.ts';
import { ExplainedError } from '../../../src/i18n/explained-error.ts';
import { DEFAULT_SETTINGS, type GuildSettings } from '../../../src/limits/settings/guild-settings.ts';
import { createLimits, type LimitsOptions } from '../../../src/limits/limits.ts';
import { createUsage } from '../../../src/limits/usage.ts';
import { openMemoryStorage } from '../../../src/storage/memory/memory-storage.ts';
import { type Storage, StorageError } from '../../../src/storage/storage.ts';
import { createFakeClock, settle } from '../../support/fake-clock.ts';
import { anyRequest } from '../../support/fakes/any-request.ts';

interface Given {
  limits?: Partial<LimitsOptions>;
  own?: Partial<GuildSettings>;
  admission?: Partial<AdmissionOptions>;
  estimateMs?: (ahead: number) => number;
}

const fail = (error: Error) => () => {
  throw error;
};

const PICTURE = anyRequest().picture;

function setUp({ limits: more, own, admission, estimateMs = () => 0 }: Given = {}) {
  const clock = createFakeClock();
  const storage = openMemoryStorage({ clock, onError: () => undefined });
  const unlimited = { guildCooldownMs: 0, userCooldownMs: 0, dmCooldownMs: 0, patienceMs: 60_000 };
  const quotas = { userDailyQuota: 0, guildDailyQuota: 0, dailyBudgetCalls: 0, alias: (text: string) => text };
  const limits = createLimits({ storage, clock, ...unlimited, ...quotas, ...more });
  const slots = createFairQueue({ width: 1 });
  const line = createWaitingLine({ queue: slots, clock, estimateMs, showPlace: () => undefined });
  const queue = createEmbeddedQueue({ table: storage.table('journal', entrySchema), line, clock });
  const settings: GuildSettings = { ...DEFAULT_SETTINGS, ...own };
  const admit = createAdmission({
    limits,
    settings: { get: async () => settings },
    queue,
    minAge: 10,
    guildQueueLimit: 0,
    now: clock.now,
    askedAt: () => clock.now(),
    checkEndpoint: () => undefined,
    access: async () => undefined,
    isAgeRestricted: async () => false,
    ...admission,
  });
  let asked = 0;
  const { private: _, ...request } = anyRequest({ guildId: 'family' });
  const ask = async (what: Partial<AskedRequest> = {}) => {
    asked += 1;
    return await admit({ ...request, id: `request ${asked}`, ...what });
  };
  /** Asks, and returns the outcome: the time to wait in ms, or the reason of the refusal. */
  const outcome = async (what: Partial<AskedRequest> = {}) => {
    try {
      const admitted = await ask(what);
      return admitted === 'duplicate' ? admitted : admitted.startAt - clock.now();
    } catch (error) {
      if (error instanceof ExplainedError) return error.reason;
      throw error;
    }
  };
  const isPrivate = async (what: Partial<AskedRequest>) => {
    const admitted = await ask(what);
    return admitted !== 'duplicate' && admitted.request.private;
  };
  return { clock, line, slots, admit, ask, outcome, isPrivate, usage: createUsage(storage, clock) };
}

describe('declared files', () => {
  test.each([
    [{ bytes: 0 }, 'picture_empty'],
    [{ bytes: 26_214_401 }, 'picture_too_heavy'],
    [{ contentType: 'text/plain' }, 'picture_not_a_picture'],
    [{ width: 63, height: 900 }, 'picture_too_small'],
    [{ width: 7072, height: 7071 }, 'picture_too_many_pixels'],
    [{ bytes: 26_214_400, contentType: 'image/webp', width: 64, height: 64 }, 0],
    [{ contentType: 'application/octet-stream' }, 0],
    [{}, 0],
  ])('the file %o is judged before anything is reserved: %s', async (declared, expected) => {
    const { outcome, usage } = setUp();
    expect(await outcome({ picture: { ...PICTURE, declared } })).toBe(expected);
    expect(await usage.ofUser('2')).toBe(expected === 0 ? 1 : 0);
  });
});

describe("the server's settings", () => {
  test('closed channels include their threads', async () => {
    const { outcome, usage } = setUp({ own: { closedChannels: ['closed'] } });
    expect(await outcome({ channelIds: ['closed'] })).toBe('channel_closed');
    expect(await outcome({ channelIds: ['thread', 'closed'] })).toBe('channel_closed');
    expect(await outcome({ channelIds: ['open'] })).toBe(0);
    expect(await usage.ofUser('2')).toBe(1);
  });

  test("a server's minimum age applies to each age of a timeline, and is at least the operator's", async () => {
    const { outcome } = setUp({ own: { minAge: 12 }, admission: { minAge: 18 } });
    const ages = [17, 18, 80, 81, 18.5];
    const refused = 'age_out_of_range';
    expect(await Promise.all(ages.map((age) => outcome({ age })))).toEqual([refused, 0, 0, refused, refused]);
    expect(await outcome({ timeline: [20, 17] })).toBe(refused);
    const own = setUp({ own: { minAge: 30 }, admission: { minAge: 18 } });
    expect(await own.outcome({ age: 29 })).toBe(refused);
    expect(await own.outcome({ age: 29, guildId: undefined })).toBe(0);
  });

  test("the settings decide who sees an answer if the person doesn't say", async () => {
    const others = { subject: { userId: 'somebody else' } };
    const mine = { subject: { userId: '2' } };
    const plain = setUp();
    expect(await Promise.all([{}, mine, others, { ...others, guildId: undefined }].map(plain.isPrivate))).toEqual([
      false,
      false,
      true,
      true,
    ]);
    const shy = setUp({ own: { privateByDefault: true } });
    expect(await Promise.all([{}, mine, { private: false }].map(shy.isPrivate))).toEqual([true, true, false]);
    const open = setUp({ own: { othersPublic: true } });
    expect(await Promise.all([others, { ...others, private: true }].map(open.isPrivate))).toEqual([false, true]);
  });
});

describe('faces under 18', () => {
  const venue = { context: 'guild', guildId: 'family' } as const;
  const forAdults = { venue: { ...venue, ageRestricted: true } };
  const hidden = { picture: { ...PICTURE, spoiler: true } };

  test('a face under 18 is refused in an age-restricted channel, and for a spoiler', async () => {
    const { outcome, usage } = setUp({
      admission: { isAgeRestricted: async ({ venue: { ageRestricted } }) => ageRestricted === true },
    });
    for (const where of [forAdults, hidden]) {
      expect(await outcome({ ...where, age: 17 })).toBe('young_face_here');
      expect(await outcome({ ...where, timeline: [20, 17] })).toBe('young_face_here');
    }
    expect(await usage.ofUser('2')).toBe(0);
    for (const where of [forAdults, hidden]) expect(await outcome({ ...where, age: 18 })).toBe(0);
    expect(await outcome({ age: 10 })).toBe(0);
  });

  test('a face under 18 is made where the place is known to be for everyone', async () => {
    const asked: unknown[] = [];
    const isAgeRestricted: AdmissionOptions['isAgeRestricted'] = async (place) => {
      asked.push(place.channelIds[0]);
      if (place.channelIds[0] === 'unknown') throw new Error('Missing Access');
      return place.channelIds[0] === 'for adults';
    };
    const { outcome } = setUp({ admission: { isAgeRestricted } });
    const within = (channel: string, age: number) => outcome({ venue, channelIds: [channel], age });
    expect(await within('for adults', 17)).toBe('young_face_here');
    expect(await within('unknown', 17)).toBe('young_face_here');
    expect(await within('for all', 17)).toBe(0);
    expect(await within('for adults', 18)).toBe(0);
    expect(asked).toEqual(['for adults', 'unknown', 'for all']);
  });
});

test('a person without access is refused, and nothing is reserved', async () => {
  const refusal = new ExplainedError('blocked');
  const { outcome, usage } = setUp({ admission: { access: () => Promise.reject(refusal) } });
  expect(await outcome()).toBe('blocked');
  expect(await usage.ofUser('2')).toBe(0);
});

describe('the waiting line', () => {
  test('the line accepts exactly as many simultaneous requests as it has places', async () => {
    const { outcome } = setUp({ limits: { guildCooldownMs: 2000 }, admission: { guildQueueLimit: 3 } });
    const outcomes = await Promise.all(Array.from({ length: 6 }, () => outcome()));
    expect(outcomes).toEqual([0, 2000, 4000, 6000, 'cooldown', 'cooldown']);
    expect(await outcome({ guildId: 'other' })).toBe(0);
    expect(await outcome({ guildId: undefined })).toBe(0);
  });

  test('a request that would only wait for the endpoint behind a full line is refused, and reserves nothing', async () => {
    const { outcome, slots, usage } = setUp({ admission: { guildQueueLimit: 2 }, estimateMs: (ahead) => 1000 + ahead });
    void slots.run('guild:other', 'busy', () => new Promise<void>(() => undefined), new AbortController().signal);
    await settle();
    const outcomes = [await outcome(), await outcome(), await outcome()];
    expect(outcomes).toEqual([0, 0, 'too_busy']);
    expect(await usage.ofGuild('family')).toBe(2);
  });

  test("a request that couldn't be served before its token expires is refused", async () => {
    const { clock, outcome, usage } = setUp({ estimateMs: () => 600_000 });
    const deadline = (ms: number) => ({ deadline: clock.now() + ms });
    expect(await outcome(deadline(659_999))).toBe('too_busy');
    expect(await usage.ofUser('2')).toBe(0);
    expect(await outcome(deadline(660_000))).toBe(0);
  });

  test("refused and deleted requests don't count", async () => {
    const { ask, line, outcome } = setUp({ limits: { guildCooldownMs: 2000 }, admission: { guildQueueLimit: 1 } });
    await ask();
    const waits = await ask();
    expect(await outcome()).toBe('cooldown');
    expect(line.waiting).toBe(1);
    if (waits !== 'duplicate') line.forget(waits.request.id);
    expect(await outcome()).toBe(4000);
  });
});

test('a picture counts for each face and age', async () => {
  const { ask, usage } = setUp();
  const face = { x: 0, y: 0, width: 9, height: 9 };
  await ask({ handling: { turn: 0, faces: [face, face] }, timeline: [20, 40, 60] });
  expect(await usage.ofUser('2')).toBe(6);
  await ask({ handling: { turn: 90, faces: [] } });
  expect(await usage.ofUser('2')).toBe(7);
});

test('an event that arrives twice is accepted once', async () => {
  const { outcome } = setUp();
  expect(await Promise.all([outcome({ id: 'same' }), outcome({ id: 'same' })])).toEqual([0, 'duplicate']);
});

test("nothing is accepted while the endpoint can't serve", async () => {
  const { outcome, usage } = setUp({ admission: { checkEndpoint: fail(new ExplainedError('endpoint_unfunded')) } });
  expect(await outcome()).toBe('endpoint_unfunded');
  expect(await usage.ofUser('2')).toBe(0);
});

describe('store problems', () => {
  test('a failing store is reported as such', async () => {
    const { outcome } = setUp({ admission: { settings: { get: fail(new StorageError('away')) } } });
    expect(await outcome()).toBe('storage_down');
  });

  test("the bot doesn't wait for a slow store, and refunds what it grants late", async () => {
    const slow = Promise.withResolvers<GuildSettings>();
    const settings = { get: () => slow.promise };
    const { line, outcome, usage } = setUp({ admission: { settings, storePatienceMs: 1 }, limits: { patienceMs: 0 } });
    expect(await outcome()).toBe('storage_down');
    slow.resolve(DEFAULT_SETTINGS);
    await settle();
    expect([await usage.ofUser('2'), await usage.ofGuild('family'), line.waiting]).toEqual([0, 0, 0]);
  });

  test("a store that is slow with one request doesn't make the server's other requests late", async () => {
    let asked = 0;
    const get = async () => {
      asked += 1;
      if (asked === 1) await Promise.withResolvers<never>().promise;
      return DEFAULT_SETTINGS;
    };
    const { outcome } = setUp({ admission: { settings: { get }, storePatienceMs: 200 } });
    expect(await Promise.all(Array.from({ length: 4 }, () => outcome()))).toEqual(['storage_down', 0, 0, 0]);
  });

  test('a server that waits for a slow store gets its refusal in time, and reserves nothing later', async () => {
    await using storage = openMemoryStorage({ clock: createFakeClock(), onError: () => undefined });
    const first = Promise.withResolvers<void>();
    let asked = 0;
    const reserve: Storage['atomic']['reserve'] = async (claims) => {
      asked += 1;
      await first.promise;
      return await storage.atomic.reserve(claims);
    };
    const slow = { ...storage, atomic: { ...storage.atomic, reserve } };
    const patience = { storePatienceMs: 60_000, longestMs: 200 };
    const { clock, line, outcome } = setUp({ admission: patience, limits: { storage: slow } });
    expect(await Promise.all([outcome(), outcome()])).toEqual(['too_busy', 'too_busy']);
    first.resolve();
    await settle();
    expect(asked).toBe(1);
    const usage = createUsage(storage, clock);
    expect([await usage.ofUser('2'), await usage.ofGuild('family'), line.waiting]).toEqual([0, 0, 0]);
  });

  test('a request that has waited to be read has less time for its decision, but some, whatever the clocks say', async () => {
    const patience = { storePatienceMs: 60_000, longestMs: 200 };
    const settings = { get: () => Promise.withResolvers<never>().promise };
    const took = async (askedAt: number) => {
      const startedAt = performance.now();
      const { clock, outcome } = setUp({ admission: { ...patience, settings, askedAt: () => clock.now() + askedAt } });
      expect(await outcome()).toBe('too_busy');
      return performance.now() - startedAt;
    };
    const [whole, long, ahead] = [await took(0), await took(-3_600_000), await took(3_600_000)];
    expect(long).toBeGreaterThanOrEqual(79);
    expect(whole).toBeGreaterThanOrEqual(199);
    expect(ahead).toBeGreaterThanOrEqual(199);
  });

  test("an answer of the store that arrived while this process couldn't run isn't late", async () => {
    const settings = {
      async get() {
        await settle();
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 300);
        await delay(20);
        return DEFAULT_SETTINGS;
      },
    };
    expect(await setUp({ admission: { settings, storePatienceMs: 200 } }).outcome()).toBe(0);
  });
});
