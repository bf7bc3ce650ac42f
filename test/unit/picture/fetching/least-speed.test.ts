import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { watchSpeeds } from '../../../../src/picture/fetching/least-speed.ts';

const LEAST = { bytesPerSecond: 1000, windowMs: 4000, awaitedMs: 20_000 };

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Begins downloads that share a network. Each tells how it was given up, and when. */
function startDownloads() {
  const watch = watchSpeeds(LEAST);
  const startedAt = performance.now();
  return (isAwaited = () => false) => {
    const ends: [kind: string, seconds: number][] = [];
    let gaveWay = 0;
    const speed = watch({ isAwaited, giveWay: () => void (gaveWay += 1) }, (kind) =>
      ends.push([kind, Math.round((performance.now() - startedAt) / 1000)]),
    );
    return {
      ends,
      arrive: (bytes: number) => speed.count(bytes),
      finish: () => {
        speed.end();
        speed[Symbol.dispose]();
      },
      gaveWay: () => gaveWay,
    };
  };
}

const pass = (seconds: number) => vi.advanceTimersByTimeAsync(seconds * 1000);

describe('downloads that share a machine', () => {
  test('where all of many take a minute, none is given up', async () => {
    const begin = startDownloads();
    const all = Array.from({ length: 40 }, () => begin());
    await pass(60);
    for (const each of all) each.finish();
    expect(all.flatMap(({ ends }) => ends)).toEqual([]);
  });

  test('one from which nothing comes for a whole window after a later one was quick is too slow', async () => {
    const begin = startDownloads();
    const slow = begin();
    await pass(3);
    const other = begin();
    await pass(0.5);
    other.finish();
    await pass(1);
    expect(slow.ends).toEqual([]);
    await pass(10);
    expect(slow.ends).toEqual([['too_slow', 8]]);
  });

  test('one whose bytes come soon after a later one was quick is not too slow', async () => {
    const begin = startDownloads();
    const late = begin();
    await pass(3);
    begin().finish();
    await pass(2);
    late.arrive(4000);
    await pass(5);
    late.finish();
    expect(late.ends).toEqual([]);
  });

  test('one that began before a slow one was quick says nothing about it', async () => {
    const begin = startDownloads();
    const quick = begin();
    const slow = begin();
    await pass(0.5);
    quick.finish();
    await pass(60);
    expect(slow.ends).toEqual([]);
  });

  test('one that takes long is given up as soon as somebody waits for what it holds, however fast it is', async () => {
    const begin = startDownloads();
    let isAwaited = true;
    const steady = begin(() => isAwaited);
    for (let second = 0; second < 30; second += 1) {
      steady.arrive(2000);
      if (second === 15) isAwaited = false;
      await pass(1);
    }
    expect(steady.ends).toEqual([]);
    isAwaited = true;
    await pass(4);
    expect(steady.ends).toEqual([['timeout', 32]]);
  });

  test('only a slow one lets others go first', async () => {
    const begin = startDownloads();
    const [slow, fast] = [begin(), begin()];
    for (let second = 0; second < 8; second += 1) {
      fast.arrive(2000);
      await pass(1);
    }
    await pass(0.5);
    expect([slow.gaveWay(), fast.gaveWay()]).toEqual([2, 0]);
    slow.finish();
    fast.finish();
  });
});
