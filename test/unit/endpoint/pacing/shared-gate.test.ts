import { describe, expect, test } from 'vitest';
import { type CallFeedback, createGate, type Gate } from '../../../../src/endpoint/pacing/gate.ts';
import { TurnLost } from '../../../../src/endpoint/pacing/turns.ts';
import { createFakeClock } from '../../../support/fake-clock.ts';
import { createSharedText } from './shared-text.ts';

const CONCURRENCY = 4;

/** Gates of several processes that share a key, and the times at which their calls started. */
function share({ processes = 2, callsPerSecond }: { processes?: number; callsPerSecond?: number } = {}) {
  const clock = createFakeClock();
  const begunAt = clock.now();
  const store = createSharedText(clock);
  const gates = Array.from({ length: processes }, () =>
    createGate({ concurrency: CONCURRENCY, clock, random: () => 0.5, shared: store, callsPerSecond }),
  );
  const started: number[] = [];
  const call = async (
    gate: Gate | undefined,
    takesMs = 50,
    refuse?: (feedback: CallFeedback) => void,
  ): Promise<void> => {
    const run = async (place?: 'front'): Promise<void> =>
      await gate?.run(
        async (feedback) => {
          await feedback.begin();
          feedback.sent();
          started.push(clock.now() - begunAt);
          await clock.sleep(takesMs);
          if (refuse) {
            refuse(feedback);
            throw new Error('refused');
          }
        },
        undefined,
        place,
      );
    const runAgain = async (error: unknown): Promise<void> => {
      if (!(error instanceof TurnLost)) throw error;
      await run('front').catch(runAgain);
    };
    await run().catch(runAgain);
  };
  /** Starts calls on each gate. */
  const crowd = (each: number, takesMs?: number): Promise<void>[] =>
    gates.flatMap((gate) => Array.from({ length: each }, () => call(gate, takesMs)));
  return { clock, store, gates, started, call, crowd };
}

const gaps = (times: readonly number[]): number[] => times.slice(1).map((at, index) => at - (times[index] ?? 0));

describe('gates that share a key', () => {
  test('start their calls as if they were one', async () => {
    const { clock, started, crowd } = share({ processes: 4, callsPerSecond: 10 });
    const all = crowd(10);
    await clock.advance(6_000);
    await Promise.all(all);
    expect(started).toHaveLength(40);
    expect(Math.min(...gaps(started))).toBeGreaterThanOrEqual(95);
    expect(started.at(-1)).toBeLessThan(4_200);
  });

  test('begin later turns later when a call started late, and lose no more than that', async () => {
    const clock = createFakeClock();
    const store = createSharedText(clock);
    const lateMs = [0, 60].map((ms) => ({ ...clock, sleep: (wait: number) => clock.sleep(wait + ms) }));
    const gates = lateMs.map((own) =>
      createGate({ concurrency: CONCURRENCY, clock: own, random: () => 0.5, shared: store, callsPerSecond: 5 }),
    );
    const started: number[] = [];
    const begunAt = clock.now();
    const all = Array.from({ length: 20 }, async (_, n) => {
      await gates[n % 2]?.run(async ({ begin, sent }) => {
        await begin();
        sent();
        started.push(clock.now() - begunAt);
      });
    });
    await clock.advance(10_000);
    await Promise.all(all);
    expect(Math.min(...gaps(started))).toBeGreaterThanOrEqual(190);
    expect(started.at(-1)).toBeLessThanOrEqual(19 * 200 + 11 * 70);
  });

  test('keep the order of the calls of each, a retry first', async () => {
    const { clock, gates } = share({ callsPerSecond: 5 });
    const order: string[] = [];
    const run = async (name: string, place?: 'front') =>
      await gates[0]?.run(async () => void order.push(name), undefined, place);
    const all = [run('a'), run('b'), run('c'), run('again', 'front')];
    await clock.advance(3_000);
    await Promise.all(all);
    expect(order).toEqual(['again', 'a', 'b', 'c']);
  });

  test('all pause when one is told to, and none starts a call that had its turn already', async () => {
    const { clock, gates, started, call, crowd } = share({ processes: 4, callsPerSecond: 4 });
    const told = call(gates[0], 300, (feedback) => feedback.refused(4_000));
    told.catch(() => undefined);
    await clock.advance(10);
    const all = crowd(5);
    await clock.advance(300);
    const before = started.length;
    await clock.advance(3_900);
    expect(started.length - before).toBeLessThanOrEqual(1);
    expect(gates.map(({ pausedUntil }) => pausedUntil > clock.now())).toEqual([true, true, true, true]);
    await clock.advance(20_000);
    await Promise.all(all);
    expect(started).toHaveLength(21);
  });

  test('send one call ahead after a long pause, over all of them', async () => {
    const { clock, gates, started, crowd } = share({ processes: 4, callsPerSecond: 20 });
    gates[0]?.pause(6_000);
    await clock.advance(100);
    const all = crowd(3, 2_000);
    await clock.advance(7_500);
    expect(started).toHaveLength(1);
    await clock.advance(10_000);
    await Promise.all(all);
    expect(started).toHaveLength(12);
  });

  test('do not wait for ever for a call that went ahead in a process that died', async () => {
    const { clock, gates, started, call } = share({ callsPerSecond: 20 });
    gates[0]?.pause(6_000);
    await clock.advance(100);
    void call(gates[0], 10 * 60_000);
    await clock.advance(7_000);
    expect(started).toHaveLength(1);
    const other = call(gates[1]);
    await clock.advance(10_000);
    expect(started).toHaveLength(1);
    await clock.advance(8_000);
    await other;
    expect(started).toHaveLength(2);
  });

  test('lower the rate of all of them for a refusal of one', async () => {
    const { clock, gates, call } = share({ callsPerSecond: 10 });
    const refused = call(gates[0], 50, (feedback) => feedback.refused());
    await Promise.allSettled([refused, clock.advance(1_000)]);
    const other = call(gates[1]);
    await clock.advance(1_000);
    await other;
    expect(gates[1]?.perSecond).toBeLessThan(10);
    expect(gates[1]?.perSecond).toBeCloseTo(gates[0]?.perSecond ?? 0, 1);
  });

  test('lose nothing by a call that leaves while it waits', async () => {
    const { clock, gates, started, crowd } = share({ callsPerSecond: 5 });
    const leave = new AbortController();
    const first = crowd(1);
    const leaving = [0, 1].map((n) => gates[n]?.run(async () => undefined, leave.signal));
    await clock.advance(300);
    leave.abort(new Error('left'));
    await Promise.allSettled([...first, ...leaving, clock.advance(2_000)]);
    const rest = crowd(3);
    await clock.advance(5_000);
    await Promise.all(rest);
    expect(started).toHaveLength(8);
    expect(gates.map(({ waiting, active }) => waiting + active)).toEqual([0, 0]);
  });

  test('tell how long a call waits when others use the key too', async () => {
    const { clock, gates, crowd } = share({ processes: 4, callsPerSecond: 4 });
    const all = crowd(10, 10);
    await clock.advance(1_500);
    // Nine before it in this process, and as many in each of the three others.
    expect(gates[0]?.estimateMs(8)).toBeGreaterThan(7_500);
    await clock.advance(60_000);
    await Promise.all(all);
  });

  test('wait no longer when the clock of the store is set back', async () => {
    const { clock, store, gates, started, call, crowd } = share({ callsPerSecond: 5 });
    const before = crowd(1);
    await clock.advance(1_000);
    await Promise.all(before);
    store.setBackMs += 3_600_000;
    const after = crowd(1);
    await clock.advance(2_000);
    expect(started).toHaveLength(4);
    await Promise.all(after);
    gates[0]?.pause(20_000);
    await clock.advance(100);
    store.setBackMs += 3_600_000;
    const paused = call(gates[1]);
    await clock.advance(21_000);
    expect(started).toHaveLength(5);
    await paused;
  });

  test('wait no longer when all clocks are set back', async () => {
    const { clock, gates, started, call } = share({ callsPerSecond: 5 });
    const before = call(gates[0]);
    await clock.advance(1_000);
    await before;
    clock.setBack(3_600_000);
    const after = call(gates[0]);
    await clock.advance(2_000);
    expect(started).toHaveLength(2);
    await after;
  });

  test('ask the store for nothing while nothing is to be called', async () => {
    const { clock, store, crowd } = share();
    const all = crowd(2);
    await clock.advance(10_000);
    await Promise.all(all);
    const before = store.commands;
    await clock.advance(600_000);
    expect(store.commands).toBe(before);
  });
});

describe('gates that share a key, when the store fails,', () => {
  test('go on with a share each of the last rate, and share again when it is back', async () => {
    const { clock, store, started, crowd } = share({ processes: 4, callsPerSecond: 8 });
    const all = crowd(60);
    await clock.advance(5_000);
    store.isDown = true;
    await clock.advance(2_000);
    const before = started.length;
    await clock.advance(10_000);
    const alone = (started.length - before) / 10;
    expect(alone).toBeGreaterThan(5);
    expect(alone).toBeLessThanOrEqual(8);
    store.isDown = false;
    await clock.advance(5_000);
    const back = started.length;
    await clock.advance(5_000);
    expect((started.length - back) / 5).toBeGreaterThan(7.5);
    await clock.advance(30_000);
    await Promise.all(all);
    expect(started).toHaveLength(240);
  });

  test('keep to a pause that one of them was told meanwhile', async () => {
    const { clock, store, gates, started, call } = share({ callsPerSecond: 5 });
    const warm = [call(gates[0]), call(gates[1])];
    await clock.advance(1_000);
    await Promise.all(warm);
    store.isDown = true;
    const refused = call(gates[0], 50, (feedback) => feedback.refused(20_000));
    await Promise.allSettled([refused, clock.advance(1_000)]);
    store.isDown = false;
    void call(gates[0]);
    await clock.advance(15_000);
    expect(started).toHaveLength(3);
    await clock.advance(10_000);
    expect(started).toHaveLength(4);
  });

  test('give an emptied store what they know', async () => {
    const { clock, store, gates, call } = share({ callsPerSecond: 10 });
    const refused = call(gates[0], 50, (feedback) => feedback.refused());
    await Promise.allSettled([refused, clock.advance(2_000)]);
    const lowered = gates[0]?.perSecond;
    store.empty();
    const again = call(gates[0]);
    await clock.advance(1_000);
    await again;
    const other = call(gates[1]);
    await clock.advance(1_000);
    await other;
    expect(gates[1]?.perSecond).toBeCloseTo(lowered ?? 0, 1);
  });
});
