import { expect, test } from 'vitest';
import type { Claim, PaceClaim, QuotaClaim, Reservation } from '../../../../src/storage/storage.ts';
import type { World } from './contract-world.ts';

const pace = (key: string, intervalMs: number, patienceMs = 0): PaceClaim => ({
  kind: 'pace',
  key,
  intervalMs,
  patienceMs,
});

const quota = (key: string, limit: number, ttlMs = 1_000, amount = 1): QuotaClaim => ({
  kind: 'quota',
  key,
  amount,
  limit,
  ttlMs,
});

const granted = (reservation: Reservation) => {
  if (!reservation.granted) throw new Error('It was not granted');
  return reservation;
};

export function checkAtomic(world: World): void {
  const reserve = (...claims: Claim[]) => world.storage.atomic.reserve(claims);
  const refund = async (reservation: Reservation) => world.storage.atomic.refund(granted(reservation).receipts);

  test('of 20 simultaneous uses of a pace exactly one passes', async () => {
    const now = world.clock.now();
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => reserve(pace('guild', 2_000))));
    expect(outcomes.filter((outcome) => outcome.granted)).toHaveLength(1);
    expect(outcomes.find((outcome) => !outcome.granted)).toEqual({
      granted: false,
      claim: pace('guild', 2_000),
      retryAt: now + 2_000,
    });
    world.clock.forward(1_999);
    expect((await reserve(pace('guild', 2_000))).granted).toBe(false);
    world.clock.forward(1);
    expect((await reserve(pace('guild', 2_000))).granted).toBe(true);
  });

  test('with patience, uses of a pace get turns one interval apart', async () => {
    const now = world.clock.now();
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => reserve(pace('guild', 2_000, 10_000))));
    const starts = outcomes.filter((outcome) => outcome.granted).map(({ startAt }) => startAt - now);
    expect(starts.sort((a, b) => a - b)).toEqual([0, 2_000, 4_000, 6_000, 8_000, 10_000]);
    const refused = outcomes.find((outcome) => !outcome.granted);
    expect(refused).toMatchObject({ retryAt: now + 2_000 });
  });

  test('fractions of a millisecond and times far ahead are kept exactly', async () => {
    const interval = 1_000 / 3;
    const now = world.clock.now();
    const first = granted(await reserve(pace('guild', interval)));
    expect(first.receipts).toEqual([{ kind: 'pace', key: 'guild', startAt: now, nextAt: now + interval }]);
    await refund(first);
    expect((await reserve(pace('guild', interval))).granted).toBe(true);
    const far = granted(await reserve(pace('far', 1e12 + 0.25)));
    expect(far.receipts).toEqual([{ kind: 'pace', key: 'far', startAt: now, nextAt: now + 1e12 + 0.25 }]);
    await refund(far);
    expect((await reserve(pace('far', 1))).granted).toBe(true);
  });

  test('a quota lets its limit pass and opens again when its time is over', async () => {
    const now = world.clock.now();
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => reserve(quota('user', 3, 60_000))));
    expect(outcomes.filter((outcome) => outcome.granted)).toHaveLength(3);
    expect(outcomes.find((outcome) => !outcome.granted)).toMatchObject({ retryAt: now + 60_000 });
    expect(await world.storage.atomic.used('user')).toBe(3);
    world.clock.forward(60_000);
    expect(await world.storage.atomic.used('user')).toBe(0);
    expect((await reserve(quota('user', 3, 60_000))).granted).toBe(true);
  });

  test('the time of a quota runs from its first use', async () => {
    await reserve(quota('user', 2, 1_000));
    world.clock.forward(900);
    await reserve(quota('user', 2, 1_000));
    world.clock.forward(100);
    expect(await world.storage.atomic.used('user')).toBe(0);
  });

  test('an amount that does not fit into a quota takes nothing', async () => {
    await reserve(quota('user', 5, 1_000, 4));
    expect((await reserve(quota('user', 5, 1_000, 2))).granted).toBe(false);
    expect(await world.storage.atomic.used('user')).toBe(4);
    expect((await reserve(quota('user', 5, 1_000, 1))).granted).toBe(true);
  });

  test('several claims are granted together or not at all', async () => {
    await reserve(quota('full', 1));
    const refused = await reserve(pace('guild', 2_000), quota('user', 5), quota('full', 1), pace('user', 9_000));
    expect(refused).toMatchObject({ granted: false, claim: quota('full', 1) });
    expect(await world.storage.atomic.used('user')).toBe(0);
    expect((await reserve(pace('guild', 2_000), pace('user', 9_000))).granted).toBe(true);
  });

  test('the turn of several claims is the latest of theirs, with a receipt for each in order', async () => {
    const now = world.clock.now();
    await reserve(pace('guild', 2_000));
    const outcome = await reserve(quota('user', 5), pace('guild', 2_000, 5_000), pace('user', 500));
    expect(outcome).toEqual({
      granted: true,
      startAt: now + 2_000,
      receipts: [
        { kind: 'quota', key: 'user', amount: 1 },
        { kind: 'pace', key: 'guild', startAt: now + 2_000, nextAt: now + 4_000 },
        { kind: 'pace', key: 'user', startAt: now, nextAt: now + 500 },
      ],
    });
  });

  test('two claims of one key see each other', async () => {
    expect((await reserve(pace('guild', 100), pace('guild', 100))).granted).toBe(false);
    expect((await reserve(quota('user', 1), quota('user', 1))).granted).toBe(false);
    expect(await world.storage.atomic.used('user')).toBe(0);
    const both = granted(await reserve(pace('guild', 100, 100), pace('guild', 100, 100)));
    await refund(both);
    expect((await reserve(pace('guild', 100))).granted).toBe(true);
  });

  test('no claims at all are granted at once', async () => {
    expect(await reserve()).toEqual({ granted: true, startAt: world.clock.now(), receipts: [] });
    await world.storage.atomic.refund([]);
  });

  test('a refund gives back a pace and a quota', async () => {
    const claims = [pace('guild', 2_000), quota('user', 1)];
    await refund(await reserve(...claims));
    expect(await world.storage.atomic.used('user')).toBe(0);
    expect((await reserve(...claims)).granted).toBe(true);
  });

  test('a pace goes back only when nobody has taken a later turn', async () => {
    const now = world.clock.now();
    const first = await reserve(pace('guild', 2_000, 9_000));
    const second = await reserve(pace('guild', 2_000, 9_000));
    await refund(first);
    expect(granted(await reserve(pace('guild', 2_000, 9_000))).startAt).toBe(now + 4_000);
    await refund(second);
    expect(granted(await reserve(pace('guild', 2_000, 9_000))).startAt).toBe(now + 6_000);
  });

  test('the last turn goes back to the one before it', async () => {
    const now = world.clock.now();
    await reserve(pace('guild', 2_000, 9_000));
    await refund(await reserve(pace('guild', 2_000, 9_000)));
    expect(granted(await reserve(pace('guild', 2_000, 9_000))).startAt).toBe(now + 2_000);
  });

  test('giving back what has ended, or more than was taken, does no harm', async () => {
    const taken = await reserve(pace('guild', 2_000), quota('user', 5, 1_000));
    await refund(taken);
    await refund(taken);
    expect(await world.storage.atomic.used('user')).toBe(0);
    const again = await reserve(pace('guild', 2_000), quota('user', 5, 1_000));
    world.clock.forward(5_000);
    await refund(again);
    await reserve(quota('user', 5, 1_000, 2));
    await world.storage.atomic.refund([{ kind: 'quota', key: 'user', amount: 9 }]);
    expect(await world.storage.atomic.used('user')).toBe(0);
  });

  test('a held-back pace waits, even one without an interval', async () => {
    const { atomic } = world.storage;
    const now = world.clock.now();
    expect((await reserve(pace('open', 0))).granted).toBe(true);
    expect((await reserve(pace('open', 0))).granted).toBe(true);
    await atomic.holdBack('open', now + 5_000);
    await atomic.holdBack('open', now + 1_000);
    expect(await reserve(pace('open', 0))).toMatchObject({ granted: false, retryAt: now + 5_000 });
    expect(granted(await reserve(pace('open', 0, 5_000))).startAt).toBe(now + 5_000);
    world.clock.forward(5_000);
    expect((await reserve(pace('open', 0))).granted).toBe(true);
  });

  test('a refund never undoes a hold-back', async () => {
    const now = world.clock.now();
    const taken = await reserve(pace('guild', 2_000));
    await world.storage.atomic.holdBack('guild', now + 1_500);
    await refund(taken);
    expect(await reserve(pace('guild', 2_000))).toMatchObject({ granted: false, retryAt: now + 1_500 });
  });

  test('a pace lasts no longer than its interval after the clock was set back', async () => {
    await reserve(pace('guild', 60_000, 60_000));
    await reserve(pace('guild', 60_000, 60_000));
    world.clock.setBack(3_600_000);
    const now = world.clock.now();
    expect(granted(await reserve(pace('guild', 60_000))).startAt).toBe(now);
    expect(await reserve(pace('guild', 60_000))).toMatchObject({ granted: false, retryAt: now + 60_000 });
    world.clock.forward(60_000);
    expect((await reserve(pace('guild', 60_000))).granted).toBe(true);
  });

  test('a hold-back ends when the clock was set back, and another one may be shorter', async () => {
    const { atomic } = world.storage;
    await atomic.holdBack('guild', world.clock.now() + 600_000);
    world.clock.setBack(3_600_000);
    expect((await reserve(pace('guild', 0))).granted).toBe(true);
    const now = world.clock.now();
    await atomic.holdBack('guild', now + 5_000);
    expect(await reserve(pace('guild', 0))).toMatchObject({ granted: false, retryAt: now + 5_000 });
  });

  test('what is refunded after the clock was set back delays nobody', async () => {
    const [, second] = [await reserve(pace('guild', 60_000, 60_000)), await reserve(pace('guild', 60_000, 60_000))];
    world.clock.setBack(3_600_000);
    await refund(second);
    expect((await reserve(pace('guild', 60_000))).granted).toBe(true);
  });

  test('a quota still counts after the clock was set back', async () => {
    await reserve(quota('user', 1, 60_000));
    world.clock.setBack(3_600_000);
    expect((await reserve(quota('user', 1, 60_000))).granted).toBe(false);
  });

  test('a lease is taken, renewed, refused, taken over when stale, and released', async () => {
    const { atomic } = world.storage;
    const takers = await Promise.all(Array.from({ length: 10 }, (_, index) => atomic.lease('job', `${index}`, 1_000)));
    expect(takers.filter(Boolean)).toHaveLength(1);
    const holder = String(takers.indexOf(true));
    world.clock.forward(900);
    expect(await atomic.lease('job', holder, 1_000)).toBe(true);
    world.clock.forward(900);
    expect(await atomic.lease('job', 'other', 1_000)).toBe(false);
    world.clock.forward(100);
    expect(await atomic.lease('job', 'other', 1_000)).toBe(true);
    await atomic.release('job', holder);
    expect(await atomic.lease('job', holder, 1_000)).toBe(false);
    await atomic.release('job', 'other');
    expect(await atomic.lease('job', holder, 1_000)).toBe(true);
  });

  test('a pace, a quota, a lease and a text of one key are four things', async () => {
    const { atomic } = world.storage;
    await atomic.swap('x', undefined, 'shared', 60_000);
    expect(await atomic.lease('x', 'me', 1_000)).toBe(true);
    expect((await reserve(pace('x', 1_000), quota('x', 1))).granted).toBe(true);
    expect(await atomic.used('x')).toBe(1);
    expect((await atomic.swap('x', undefined, undefined, 60_000)).found).toBe('shared');
  });
}
