import { expect, test } from 'vitest';
import { z } from 'zod';
import type { World } from './contract-world.ts';

const HOUR = 3_600_000;

export function checkSharing(world: World): void {
  test('two Storage objects on one place see each other', async () => {
    const [one, two] = [world.storage, await world.open()];
    await one.table('notes', z.string()).set('a', 'hello', HOUR);
    expect(await two.table('notes', z.string()).get('a')).toBe('hello');
    await two.table('notes', z.string()).clear();
    expect(await one.table('notes', z.string()).get('a')).toBeUndefined();

    expect(await one.atomic.lease('job', 'one', 1_000)).toBe(true);
    expect(await two.atomic.lease('job', 'two', 1_000)).toBe(false);
    await one.atomic.reserve([{ kind: 'quota', key: 'level', amount: 3, limit: 9, ttlMs: 1_000 }]);
    expect(await two.atomic.used('level')).toBe(3);
  });

  test('of simultaneous uses through several Storage objects exactly one passes', async () => {
    const storages = [world.storage, await world.open(), await world.open()];
    const outcomes = await Promise.all(
      Array.from({ length: 5 }, () => storages)
        .flat()
        .map(({ atomic }) => atomic.reserve([{ kind: 'pace', key: 'guild', intervalMs: 1_000, patienceMs: 0 }])),
    );
    expect(outcomes.filter((outcome) => outcome.granted)).toHaveLength(1);
  });

  test('what was written is there after closing and opening again', async () => {
    const before = await world.open();
    await before.table('notes', z.string()).set('a', 'kept', HOUR);
    await before.atomic.reserve([{ kind: 'quota', key: 'user', amount: 2, limit: 5, ttlMs: HOUR }]);
    await before[Symbol.asyncDispose]();
    await world.storage[Symbol.asyncDispose]();
    const after = await world.open();
    expect(await after.table('notes', z.string()).get('a')).toBe('kept');
    expect(await after.atomic.used('user')).toBe(2);
  });
}
