import { expect, test } from 'vitest';
import { z } from 'zod';
import { dayOf, endOfDay, monthOf } from '../../../src/limits/day.ts';
import { createUsage } from '../../../src/limits/usage.ts';
import { openMemoryStorage } from '../../../src/storage/memory/memory-storage.ts';
import type { Claim } from '../../../src/storage/storage.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { manualClock } from '../storage/contract/manual-clock.ts';

const DAY = 86_400_000;

test('days and months are in UTC', () => {
  const last = Date.UTC(2026, 11, 31, 23, 59, 59, 999);
  expect([dayOf(last), monthOf(last), endOfDay(last)]).toEqual(['2026-12-31', '2026-12', last + 1]);
  expect([dayOf(last + 1), monthOf(last + 1), endOfDay(last + 1)]).toEqual(['2027-01-01', '2027-01', last + 1 + DAY]);
});

test('calls and answers are counted by day and guild, also simultaneously, and kept for two months', async () => {
  const clock = manualClock(Date.UTC(2026, 10, 22, 23));
  await using storage = openMemoryStorage({ clock, onError: () => undefined });
  const usage = createUsage(storage, clock);
  const all = async () =>
    (await Array.fromAsync(usage.records())).map(({ day, guildId, calls, answers }) => [day, guildId, calls, answers]);
  await Promise.all([
    usage.count('1', 'calls'),
    usage.count('1', 'calls'),
    usage.count('1', 'answers'),
    usage.count(undefined, 'calls'),
  ]);
  await usage[Symbol.asyncDispose]();
  clock.forward(2 * 3_600_000);
  await usage.count('1', 'calls');
  expect((await all()).sort()).toEqual([
    ['2026-11-22', '-', 1, 0],
    ['2026-11-22', '1', 2, 1],
    ['2026-11-23', '1', 1, 0],
  ]);
  clock.forward(60 * DAY);
  expect(await all()).toHaveLength(3);
  clock.forward(2 * DAY);
  expect(await all()).toEqual([]);
});

test('a failing store loses the count, and nothing else', async () => {
  const clock = manualClock();
  const storage = openMemoryStorage({ clock, onError: () => undefined });
  const usage = createUsage(storage, clock);
  await storage[Symbol.asyncDispose]();
  await expect(usage.count('1', 'calls')).resolves.toBeUndefined();
  await expect(usage.count('1', 'answers')).resolves.toBeUndefined();
  await expect(usage[Symbol.asyncDispose]()).resolves.toBeUndefined();
});

test('a call is stored at once, and answers together a second later or when the bot stops, whichever comes first', async () => {
  const clock = createFakeClock();
  await using storage = openMemoryStorage({ clock, onError: () => undefined });
  let written = 0;
  const reserve = async (claims: readonly Claim[]) => {
    written += 1;
    return await storage.atomic.reserve(claims);
  };
  const usage = createUsage({ ...storage, atomic: { ...storage.atomic, reserve } }, clock);
  const stored = async () => {
    const [record] = await Array.fromAsync(usage.records());
    return [record?.calls, record?.answers, written];
  };
  for (let index = 0; index < 3; index += 1) await usage.count('1', 'answers');
  await usage.count('1', 'calls');
  expect(await stored()).toEqual([1, 0, 1]);
  await clock.advance(1000);
  expect(await stored()).toEqual([1, 3, 2]);
  await usage.count('1', 'answers');
  await clock.advance(1000);
  expect(await stored()).toEqual([1, 4, 3]);
  await usage.count('1', 'answers');
  await usage[Symbol.asyncDispose]();
  expect(await stored()).toEqual([1, 5, 4]);
});

test('answers in many servers are not gathered without end', async () => {
  const clock = createFakeClock();
  await using storage = openMemoryStorage({ clock, onError: () => undefined });
  const usage = createUsage(storage, clock);
  for (let guild = 0; guild < 250; guild += 1) await usage.count(String(guild), 'answers');
  await clock.advance(0);
  expect((await Array.fromAsync(usage.records())).length).toBe(200);
});

test('what several processes count at the same time is all counted, and added to what was counted before', async () => {
  const clock = manualClock(Date.UTC(2026, 10, 22));
  await using storage = openMemoryStorage({ clock, onError: () => undefined });
  await storage
    .table('usage', z.object({ calls: z.number(), answers: z.number() }))
    .set('2026-11-22:1', { calls: 5, answers: 4 }, DAY);
  const processes = [createUsage(storage, clock), createUsage(storage, clock)];
  await Promise.all(processes.flatMap((usage) => [usage.count('1', 'calls'), usage.count('1', 'answers')]));
  for (const usage of processes) await usage[Symbol.asyncDispose]();
  const [usage = createUsage(storage, clock)] = processes;
  expect(await Array.fromAsync(usage.records())).toEqual([{ day: '2026-11-22', guildId: '1', calls: 7, answers: 6 }]);
});
