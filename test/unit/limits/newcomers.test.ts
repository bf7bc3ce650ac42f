import { beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { createLimits, type Limits } from '../../../src/limits/limits.ts';
import { openMemoryStorage } from '../../../src/storage/memory/memory-storage.ts';
import { createVault } from '../../../src/storage/sealing/vault.ts';
import { manualClock, type ManualClock } from '../storage/contract/manual-clock.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Two o'clock. */
const START = Date.UTC(2026, 10, 22, 2);
const BUDGET = 500;
const A_DAY = BUDGET / 2;
const AN_HOUR = BUDGET / 5;
const vault = createVault([Buffer.alloc(32, 1)]);

let clock: ManualClock;
let storage: ReturnType<typeof openMemoryStorage>;
let limits: Limits;
let asked = 0;

beforeEach(() => {
  clock = manualClock(START);
  storage = openMemoryStorage({ clock, onError: () => undefined });
  limits = limitsWith(BUDGET);
});

function limitsWith(dailyBudgetCalls: number): Limits {
  const cooldowns = { guildCooldownMs: 0, userCooldownMs: 0, dmCooldownMs: 0, patienceMs: 0 };
  const quotas = { userDailyQuota: 20, guildDailyQuota: 0, dailyBudgetCalls };
  return createLimits({ storage, clock, alias: vault.alias, ...cooldowns, ...quotas });
}

async function ask(userId: string, guildId?: string, pictures = 1) {
  asked += 1;
  const asker = { id: `request ${asked}`, userId, guildId };
  return await limits.reserve(asker, { mayWait: false, pictures });
}

/** Accounts that nobody has seen before ask until they are refused. @returns how many pictures they got. */
async function attack(accounts = 1000): Promise<number> {
  let got = 0;
  for (let account = 0; account < accounts; account += 1) {
    for (let picture = 0; picture < 20; picture += 1) {
      const reserved = await ask(`account ${asked}`).catch(() => undefined);
      if (!reserved) return got;
      got += 1;
    }
  }
  return got;
}

const refused = (when: number) => ({ reason: 'budget_newcomers', params: { when: `<t:${when / 1000}:R>` } });

/** Somebody got a picture here yesterday. */
async function yesterday(...people: { userId: string; guildId?: string }[]): Promise<void> {
  for (const asker of people) await limits.noteAnswer(asker);
  clock.forward(DAY_MS);
}

test('who got a picture while the clock was ahead is known a day after they get the next one', async () => {
  clock.forward(300 * DAY_MS);
  await limits.noteAnswer({ userId: 'alice' });
  clock.setBack(300 * DAY_MS);
  limits = limitsWith(BUDGET);
  await yesterday({ userId: 'alice' });
  expect(await limits.firstDayOf('alice')).toBe('2026-11-22');
  expect(await attack()).toBe(AN_HOUR);
  await ask('alice');
});

describe('a crowd of new accounts', () => {
  test('can use a fifth of the budget in an hour and half of it in a day, and the rest is for others', async () => {
    await yesterday({ userId: 'alice' }, { userId: 'bob', guildId: 'family' });
    expect(await attack()).toBe(AN_HOUR);
    await expect(ask('mallory')).rejects.toMatchObject(refused(START + DAY_MS + HOUR_MS));
    await ask('alice');
    let got = AN_HOUR;
    for (let hour = 3; hour < 24; hour += 1) {
      clock.forward(HOUR_MS);
      got += await attack();
    }
    expect(got).toBe(A_DAY);
    await expect(ask('mallory')).rejects.toMatchObject(refused(Math.ceil(clock.now() / DAY_MS) * DAY_MS));
    await ask('alice');
    // Somebody new in a server that is known, and a known person in a new server.
    await ask('carol', 'family');
    await ask('bob', 'elsewhere');
  });

  test('on the first day, when nobody is known, all of the budget can be used, four fifths of it in an hour', async () => {
    let got = 0;
    for (let hour = 2; hour < 8; hour += 1) {
      const each = await attack();
      expect(each).toBeLessThanOrEqual(BUDGET * 0.8);
      got += each;
      // A picture that is made on that day makes nobody known yet.
      await limits.noteAnswer({ userId: 'alice' });
      clock.forward(HOUR_MS);
    }
    expect(got).toBe(BUDGET);
    await expect(ask('alice')).rejects.toMatchObject({ reason: 'budget_spent' });
  });

  test('without a budget there is nothing to keep, and nothing is remembered', async () => {
    limits = limitsWith(0);
    await yesterday({ userId: 'alice' });
    expect(await attack(10)).toBe(200);
    expect(await stored()).toEqual([]);
  });

  test('a timeline of several faces is possible with a small budget', async () => {
    limits = limitsWith(40);
    await yesterday({ userId: 'alice' });
    await ask('bob', undefined, 15);
    await expect(ask('bob', undefined, 15)).rejects.toMatchObject({ reason: 'quota_user' });
    await expect(ask('carol', undefined, 15)).rejects.toMatchObject({ reason: 'budget_newcomers' });
    await ask('alice', undefined, 15);
  });

  test('what was not paid for is given back to newcomers, too', async () => {
    await yesterday({ userId: 'alice' });
    const first = await ask('mallory');
    expect(await attack()).toBe(AN_HOUR - 1);
    if (first !== 'duplicate') await limits.refund(first.receipts);
    await ask('carol');
    await expect(ask('carol')).rejects.toMatchObject({ reason: 'budget_newcomers' });
  });
});

describe('who got a picture on an earlier day', () => {
  test('is known for 60 days after the last picture', async () => {
    await yesterday({ userId: 'alice' }, { userId: 'bob' });
    clock.forward(40 * DAY_MS);
    await limits.noteAnswer({ userId: 'alice' });
    clock.forward(30 * DAY_MS);
    expect(await attack()).toBe(AN_HOUR);
    await ask('alice');
    await expect(ask('bob')).rejects.toMatchObject({ reason: 'budget_newcomers' });
  });

  test('is stored as a day under a pseudonym, and forgotten with their data', async () => {
    await yesterday({ userId: 'alice', guildId: 'family' });
    const before = await stored();
    expect(before.map(([, day]) => day)).toEqual(['2026-11-22', '2026-11-22', '2026-11-22']);
    expect(JSON.stringify(before)).not.toMatch(/alice|family/);
    await limits.forget('alice');
    expect(await stored()).toHaveLength(2);
    await attack();
    await expect(ask('alice')).rejects.toMatchObject({ reason: 'budget_newcomers' });
  });
});

async function stored() {
  return await Array.fromAsync(storage.table('regulars', z.string()).entries());
}
