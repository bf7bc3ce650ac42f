import { beforeEach, describe, expect, test } from 'vitest';
import { carriedQuota } from '../../../src/limits/keys.ts';
import {
  createLimits,
  lowerLimit,
  relativeTimestamp,
  type Limits,
  type LimitsOptions,
} from '../../../src/limits/limits.ts';
import { createUsage } from '../../../src/limits/usage.ts';
import { openMemoryStorage } from '../../../src/storage/memory/memory-storage.ts';
import { StorageError } from '../../../src/storage/storage.ts';
import { manualClock, type ManualClock } from '../storage/contract/manual-clock.ts';

/** A quarter past noon. */
const START = Date.UTC(2026, 10, 22, 12, 15);
const MIDNIGHT = Date.UTC(2026, 10, 23);
const at = (ms: number) => `<t:${ms / 1000}:R>`;

let clock: ManualClock;
let storage: ReturnType<typeof openMemoryStorage>;
let asked = 0;

beforeEach(() => {
  clock = manualClock(START);
  storage = openMemoryStorage({ clock, onError: () => undefined });
});

function limitsOf(more: Partial<LimitsOptions> = {}): Limits {
  return createLimits({
    storage,
    clock,
    guildCooldownMs: 0,
    userCooldownMs: 0,
    dmCooldownMs: 0,
    patienceMs: 0,
    userDailyQuota: 0,
    guildDailyQuota: 0,
    dailyBudgetCalls: 0,
    alias: (text) => `alias of ${text}`,
    ...more,
  });
}

/**
 * Reserves for a separate request.
 * @returns how long it has to wait, in ms
 */
async function wait(limits: Limits, asker: { userId?: string; guildId?: string } = {}, mayWait = true) {
  asked += 1;
  const reserved = await limits.reserve({ id: `request ${asked}`, userId: 'alice', ...asker }, { mayWait });
  if (reserved === 'duplicate') throw new Error('it is new');
  return { waitMs: reserved.startAt - clock.now(), receipts: reserved.receipts };
}

const refusal = (reason: string, when: number) => ({ name: 'ExplainedError', reason, params: { when: at(when) } });

describe('cooldowns', () => {
  test("a guild's requests get turns as far ahead as its patience allows", async () => {
    const limits = limitsOf({ guildCooldownMs: 20_000, patienceMs: 60_000 });
    const guild = { guildId: 'family' };
    for (const turn of [0, 20_000, 40_000, 60_000]) expect(await wait(limits, guild)).toMatchObject({ waitMs: turn });
    await expect(wait(limits, guild)).rejects.toMatchObject(refusal('cooldown', START + 20_000));
    expect(await wait(limits, { guildId: 'other' })).toMatchObject({ waitMs: 0 });
    clock.forward(20_000);
    expect(await wait(limits, guild)).toMatchObject({ waitMs: 60_000 });
  });

  test('a cooldown refuses at once if nobody may wait', async () => {
    const limits = limitsOf({ guildCooldownMs: 20_000, patienceMs: 60_000 });
    await wait(limits, { guildId: 'family' }, false);
    const again = wait(limits, { guildId: 'family' }, false);
    await expect(again).rejects.toMatchObject(refusal('cooldown', START + 20_000));
  });

  test("a person's cooldown in a guild doesn't affect other people", async () => {
    const limits = limitsOf({ userCooldownMs: 10_000, patienceMs: 60_000 });
    const turns = ['alice', 'alice', 'bob'].map((userId) => wait(limits, { userId, guildId: 'family' }));
    expect((await Promise.all(turns)).map(({ waitMs }) => waitMs)).toEqual([0, 10_000, 0]);
    expect(await wait(limits, { guildId: 'other' })).toMatchObject({ waitMs: 0 });
  });

  test('outside of guilds, requests wait for up to ten minutes instead of being refused', async () => {
    const limits = limitsOf({ dmCooldownMs: 300_000, patienceMs: 1 });
    for (const turn of [0, 300_000, 600_000]) expect(await wait(limits)).toMatchObject({ waitMs: turn });
    await expect(wait(limits)).rejects.toMatchObject({ reason: 'cooldown' });
    expect(await wait(limits, { userId: 'bob' })).toMatchObject({ waitMs: 0 });
  });

  test("the cooldown is the one set by a guild's admins, shorter or longer than the default", async () => {
    const limits = limitsOf({ guildCooldownMs: 20_000, patienceMs: 60_000 });
    const turn = async (guildId: string, cooldownSeconds: number) => {
      asked += 1;
      const asker = { id: `request ${asked}`, userId: 'alice', guildId };
      return await limits.reserve(asker, { own: { cooldownSeconds }, mayWait: true });
    };
    for (const startAt of [0, 50_000]) expect(await turn('fifty', 50)).toMatchObject({ startAt: START + startAt });
    for (const startAt of [0, 0]) expect(await turn('none', 0)).toMatchObject({ startAt: START + startAt });
  });

  test('a cooldown can be held back, and is refunded if nobody has a later turn', async () => {
    const limits = limitsOf({ guildCooldownMs: 20_000, patienceMs: 60_000 });
    const guild = { guildId: 'family' };
    await wait(limits, guild);
    const { receipts } = await wait(limits, guild);
    await limits.refund(receipts);
    expect(await wait(limits, guild)).toMatchObject({ waitMs: 20_000 });
    await limits.holdBack({ id: '1', userId: 'alice', ...guild }, START + 50_000);
    expect(await wait(limits, guild)).toMatchObject({ waitMs: 50_000 });
    expect(await wait(limits)).toMatchObject({ waitMs: 0 });
  });
});

describe('quotas', () => {
  test.each([
    ['userDailyQuota', 'quota_user', [{ guildId: 'other' }, {}], { userId: 'bob', guildId: 'family' }],
    ['guildDailyQuota', 'quota_guild', [{ userId: 'bob', guildId: 'family' }], { guildId: 'other' }],
    ['dailyBudgetCalls', 'budget_spent', [{ userId: 'bob', guildId: 'other' }, { userId: 'carol' }], undefined],
  ] as const)('the quota %s ends with the UTC day, and %s says when', async (name, reason, held, free) => {
    const limits = limitsOf({ [name]: 2 });
    for (let times = 0; times < 2; times += 1) await wait(limits, { guildId: 'family' });
    for (const asker of [{ guildId: 'family' }, ...held]) {
      await expect(wait(limits, asker)).rejects.toMatchObject(refusal(reason, MIDNIGHT));
    }
    if (free) await wait(limits, free);
    clock.forward(MIDNIGHT - START - 1);
    await expect(wait(limits, { guildId: 'family' })).rejects.toMatchObject({ reason });
    clock.forward(1);
    await expect(wait(limits, { guildId: 'family' })).resolves.toMatchObject({ waitMs: 0 });
  });

  test('reservations are all or nothing: a refusal by one quota takes nothing of another', async () => {
    const limits = limitsOf({ guildDailyQuota: 1, dailyBudgetCalls: 5, guildCooldownMs: 1000, patienceMs: 60_000 });
    const usage = createUsage(storage, clock);
    await wait(limits, { guildId: 'family' });
    await expect(wait(limits, { userId: 'bob', guildId: 'family' })).rejects.toMatchObject({ reason: 'quota_guild' });
    expect([await usage.ofUser('alice'), await usage.ofUser('bob'), await usage.ofGuild('family')]).toEqual([1, 0, 1]);
  });

  test('a quota counts every picture, and gets back what a refund names', async () => {
    const limits = limitsOf({ userDailyQuota: 5 });
    const usage = createUsage(storage, clock);
    const take = (id: string, pictures: number) =>
      limits.reserve({ id, userId: 'alice', guildId: 'family' }, { mayWait: false, pictures });
    const taken = await take('one', 4);
    await expect(take('two', 2)).rejects.toMatchObject({ reason: 'quota_user' });
    expect(await usage.ofUser('alice')).toBe(4);
    if (taken !== 'duplicate') await limits.refund(taken.receipts);
    expect([await usage.ofUser('alice'), await usage.ofGuild('family')]).toEqual([0, 0]);
    await expect(take('two', 5)).resolves.toBeTypeOf('object');
  });

  test('a quota still applies to a person whose id was removed from it', async () => {
    const limits = limitsOf({ userDailyQuota: 3 });
    const usage = createUsage(storage, clock);
    await wait(limits);
    await wait(limits);
    await limits.forget('alice');
    await limits.forget('alice');
    expect([await usage.ofUser('alice'), await limits.carriedOf('alice'), await limits.carriedOf('bob')]).toEqual([
      0, 2, 0,
    ]);
    await wait(limits);
    await limits.forget('alice');
    await expect(wait(limits)).rejects.toMatchObject(refusal('quota_user', MIDNIGHT));
    await wait(limits, { userId: 'bob' });
    clock.forward(MIDNIGHT - START);
    await wait(limits);
    expect(await limits.carriedOf('alice')).toBe(0);
  });

  test('usage is carried over once, however often a person presses', async () => {
    const limits = limitsOf({ userDailyQuota: 3 });
    await wait(limits);
    await Promise.all([limits.forget('alice'), limits.forget('alice'), limits.forget('alice')]);
    expect(await limits.carriedOf('alice')).toBe(1);
  });

  test("quotas are carried over even if another process was about to do it and hasn't", async () => {
    const limits = limitsOf({ userDailyQuota: 3 });
    await wait(limits);
    const turn = carriedQuota((text) => `alias of ${text}`, '2026-11-22', 'alice');
    await storage.atomic.lease(turn, 'another process', 60_000);
    const forgotten = limits.forget('alice');
    await storage.atomic.release(turn, 'another process');
    await forgotten;
    expect(await limits.carriedOf('alice')).toBe(1);
  });

  test("a guild's quota is the lower of its admins' and the operator's, where 0 means none", () => {
    const cases = [
      [undefined, 0],
      [undefined, 3],
      [2, 0],
      [2, 3],
      [4, 3],
    ] as const;
    expect(cases.map(([own, operator]) => lowerLimit(own, operator))).toEqual([0, 3, 2, 2, 3]);
  });
});

describe('an event that comes twice', () => {
  test('an event that arrives twice is one request, even if the first was refunded', async () => {
    const limits = limitsOf();
    const asker = { id: 'the same', userId: 'alice' };
    const first = await limits.reserve(asker, { mayWait: true });
    expect(await limits.reserve(asker, { mayWait: true })).toBe('duplicate');
    if (first !== 'duplicate') await limits.refund(first.receipts);
    expect(await limits.reserve(asker, { mayWait: true })).toBe('duplicate');
  });
});

test('a failing store grants nothing', async () => {
  await storage[Symbol.asyncDispose]();
  await expect(wait(limitsOf())).rejects.toThrow(StorageError);
});

test.each([
  [START + 1, START, START / 1000 + 1],
  [START + 1000, START, START / 1000 + 1],
  [START + 1001, START, START / 1000 + 2],
  [START - 5000, START, START / 1000 + 1],
])('a countdown never ends too early, nor in the past', (when, now, seconds) => {
  expect(relativeTimestamp(when, now)).toBe(`<t:${seconds}:R>`);
});

describe('people whose files make work and lead to nothing', () => {
  /** Where people have no cooldown, they aren't paused. */
  const quick = { userCooldownMs: 1, dmCooldownMs: 1, patienceMs: 60_000 };

  test('five costly files within ten minutes pause their person everywhere for ten minutes, and nobody else', async () => {
    const limits = limitsOf(quick);
    for (let times = 0; times < 4; times += 1) await limits.noteWaste({ userId: 'mallory' }, 6);
    await wait(limits, { userId: 'mallory' });
    clock.forward(60_000);
    await limits.noteWaste({ userId: 'mallory' }, 6);
    for (const more of [{}, { guildId: 'family' }]) {
      await expect(wait(limits, { userId: 'mallory', ...more })).rejects.toMatchObject(
        refusal('paused', START + 660_000),
      );
    }
    await wait(limits, { userId: 'alice', guildId: 'family' });
    clock.forward(600_000);
    await wait(limits, { userId: 'mallory' });
  });

  test('a few wrong files pause nobody, however often that happens', async () => {
    const limits = limitsOf(quick);
    for (let times = 0; times < 20; times += 1) {
      for (let file = 0; file < 4; file += 1) await limits.noteWaste({ userId: 'alice' }, 6);
      expect(await wait(limits)).toHaveProperty('receipts');
      clock.forward(600_000);
    }
  });

  test('deleting their data ends no pause', async () => {
    const limits = limitsOf(quick);
    for (let times = 0; times < 5; times += 1) await limits.noteWaste({ userId: 'mallory' }, 6);
    await limits.forget('mallory');
    await expect(wait(limits, { userId: 'mallory' })).rejects.toMatchObject({ reason: 'paused' });
  });

  test('nobody is paused where people have no cooldown', async () => {
    const limits = limitsOf();
    for (let times = 0; times < 9; times += 1) await limits.noteWaste({ userId: 'alice' }, 6);
    expect(await wait(limits)).toHaveProperty('receipts');
  });

  test('a refund can leave the cooldown of the person, and gives back all else', async () => {
    const limits = limitsOf({ userCooldownMs: 10_000, guildCooldownMs: 1000, patienceMs: 60_000, userDailyQuota: 1 });
    const guild = { guildId: 'family' };
    const { receipts } = await wait(limits, guild);
    await limits.refundExceptCooldown({ id: '1', userId: 'alice', ...guild }, receipts);
    expect(await wait(limits, { userId: 'bob', ...guild })).toMatchObject({ waitMs: 0 });
    expect(await wait(limits, guild)).toMatchObject({ waitMs: 10_000 });
  });
});
