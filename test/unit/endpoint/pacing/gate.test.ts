import { describe, expect, test } from 'vitest';
import { createGate, type Gate, type CallFeedback } from '../../../../src/endpoint/pacing/gate.ts';
import { createFakeClock, settle } from '../../../support/fake-clock.ts';

/** Calls that stay open until the test ends them, in the order in which they started. */
function openCalls(gate: Gate) {
  const started: string[] = [];
  const ends = new Map<string, { ok: () => void; fail: () => void; feedback: CallFeedback }>();
  const start = (name: string, signal?: AbortSignal, place?: 'front' | 'back'): Promise<string> => {
    const call = (feedback: CallFeedback): Promise<string> => {
      started.push(name);
      return new Promise((resolve, reject) => {
        ends.set(name, { ok: () => resolve(name), fail: () => reject(new Error(name)), feedback });
      });
    };
    const running = gate.run(call, signal, place);
    running.catch(() => undefined);
    return running;
  };
  const end = async (name: string, how: 'ok' | 'fail' = 'ok'): Promise<void> => {
    ends.get(name)?.[how]();
    await settle();
  };
  const refuse = async (name: string, retryAfterMs?: number): Promise<void> => {
    ends.get(name)?.feedback.refused(retryAfterMs);
    await end(name, 'fail');
  };
  return { started, start, end, refuse };
}

function setUp(concurrency = 2) {
  const clock = createFakeClock();
  const pauses: number[] = [];
  const gate = createGate({
    concurrency,
    clock,
    random: () => 0,
    onPause: (untilMs) => pauses.push(untilMs - clock.now()),
  });
  return { clock, gate, pauses, ...openCalls(gate) };
}

describe('when the clock is set back', () => {
  const HOUR_MS = 3_600_000;

  test('calls start at once', async () => {
    const { clock, start, end, started } = setUp();
    void start('a');
    await end('a');
    clock.setBack(HOUR_MS);
    void start('b');
    await settle();
    expect(started).toEqual(['a', 'b']);
  });

  test('a pause lasts no longer', async () => {
    const { clock, gate, start, started } = setUp();
    gate.pause(10_000);
    expect(gate.pausedUntil - clock.now()).toBe(10_000);
    clock.setBack(HOUR_MS);
    expect(gate.pausedUntil - clock.now()).toBe(10_000);
    expect(gate.estimateMs(0)).toBe(10_000);
    void start('a');
    await clock.advance(9_999);
    expect(started).toEqual([]);
    await clock.advance(1);
    expect(started).toEqual(['a']);
  });
});

describe('the gate', () => {
  test('as many calls as allowed start, and the rest start in order', async () => {
    const { gate, start, end, started } = setUp();
    for (const name of ['a', 'b', 'c', 'd']) void start(name);
    await settle();
    expect(started).toEqual(['a', 'b']);
    expect([gate.active, gate.waiting]).toEqual([2, 2]);
    await end('b');
    expect(started).toEqual(['a', 'b', 'c']);
    await end('a', 'fail');
    expect(started).toEqual(['a', 'b', 'c', 'd']);
    await end('c');
    await end('d');
    expect([gate.active, gate.waiting]).toEqual([0, 0]);
  });

  test('the result or error of a call is passed on', async () => {
    const { start, end } = setUp();
    const good = start('a');
    const bad = start('b');
    await settle();
    await end('a');
    await end('b', 'fail');
    await expect(good).resolves.toBe('a');
    await expect(bad).rejects.toThrow('b');
  });

  test('an aborted call leaves the line, and a running one is left alone', async () => {
    const { gate, start, end, started } = setUp(1);
    const leave = new AbortController();
    const running = start('a', leave.signal);
    const waiting = start('b', leave.signal);
    void start('c');
    await settle();
    leave.abort(new Error('left'));
    await expect(waiting).rejects.toThrow('left');
    await expect(start('d', leave.signal)).rejects.toThrow('left');
    expect(gate.waiting).toBe(1);
    await end('a');
    await expect(running).resolves.toBe('a');
    expect(started).toEqual(['a', 'c']);
  });

  test('a call can return at the front of the line', async () => {
    const { start, end, started } = setUp(1);
    void start('a');
    void start('b');
    void start('again', undefined, 'front');
    await settle();
    await end('a');
    expect(started).toEqual(['a', 'again']);
  });

  test('no call starts during a pause, then one alone, then the rest', async () => {
    const { clock, gate, start, end, started } = setUp();
    gate.pause(5_000);
    for (const name of ['a', 'b', 'c']) void start(name);
    await clock.advance(4_999);
    expect(started).toEqual([]);
    await clock.advance(1);
    expect(started).toEqual(['a']);
    await clock.advance(60_000);
    expect(started).toEqual(['a']);
    await end('a');
    expect(started).toEqual(['a', 'b', 'c']);
  });

  test('the gate opens when the trial call fails for another reason', async () => {
    const { clock, gate, start, end, started } = setUp();
    gate.pause(6_000);
    for (const name of ['a', 'b', 'c']) void start(name);
    await clock.advance(6_000);
    await end('a', 'fail');
    expect(started).toEqual(['a', 'b', 'c']);
  });

  test('the gate stays closed when the trial call causes another pause', async () => {
    const { clock, gate, start, end, started } = setUp();
    gate.pause(6_000);
    for (const name of ['a', 'b', 'c']) void start(name);
    await clock.advance(6_000);
    gate.pause(2_000);
    await end('a', 'fail');
    await clock.advance(1_999);
    expect(started).toEqual(['a']);
    await clock.advance(1);
    expect(started).toEqual(['a', 'b']);
  });

  test('a pause can get longer, never shorter', () => {
    const { clock, gate, pauses } = setUp();
    expect(gate.pausedUntil).toBe(0);
    gate.pause(5_000);
    gate.pause(2_000);
    expect(gate.pausedUntil - clock.now()).toBe(5_000);
    gate.pause(9_000);
    expect(gate.pausedUntil - clock.now()).toBe(9_000);
    expect(pauses).toEqual([5_000, 9_000]);
  });

  test('a pause that gets longer while calls wait is kept', async () => {
    const { clock, gate, start, started } = setUp();
    gate.pause(1_000);
    void start('a');
    await clock.advance(500);
    gate.pause(1_000);
    await clock.advance(999);
    expect(started).toEqual([]);
    await clock.advance(1);
    expect(started).toEqual(['a']);
  });

  test('a short pause needs no trial call', async () => {
    const { clock, gate, start, started } = setUp();
    gate.pause(4_000);
    for (const name of ['a', 'b', 'c']) void start(name);
    await clock.advance(4_000);
    expect(started).toEqual(['a', 'b']);
  });

  test("a call that started before the pause doesn't open the gate", async () => {
    const { clock, gate, start, end, started } = setUp(3);
    void start('old');
    await settle();
    gate.pause(6_000);
    await clock.advance(6_000);
    for (const name of ['probe', 'b', 'c']) void start(name);
    await settle();
    await end('old');
    expect(started).toEqual(['old', 'probe']);
  });
});

describe('the gate after refusals for the rate', () => {
  test('pauses last from 0.2 to 30 s, twice as long each time, until a call is served', async () => {
    const { clock, gate, pauses, start, refuse, end } = setUp();
    for (let i = 0; i < 10; i += 1) {
      void start(`a${i}`);
      await clock.advance(60_000);
      await refuse(`a${i}`);
    }
    expect(pauses).toEqual([200, 400, 800, 1_600, 3_200, 6_400, 12_800, 25_600, 30_000, 30_000]);
    void start('b');
    await clock.advance(60_000);
    await end('b');
    void start('c');
    await clock.advance(60_000);
    await refuse('c');
    // There is already a pace by now, and lowering it is enough.
    expect(gate.pausedUntil).toBeLessThan(clock.now());
    await clock.advance(1);
    void start('d');
    await clock.advance(60_000);
    await refuse('d');
    expect(pauses.at(-1)).toBe(400);
  });

  test('a pause is up to half longer at random', async () => {
    const clock = createFakeClock();
    const gate = createGate({ concurrency: 1, clock, random: () => 0.5 });
    await gate.run(async (feedback) => feedback.refused());
    expect(gate.pausedUntil - clock.now()).toBe(250);
  });

  test('a pause is as long as the endpoint says, however many calls were told so', async () => {
    const { clock, gate, pauses, start, refuse, started } = setUp(3);
    for (const name of ['a', 'b', 'c', 'd']) void start(name);
    await settle();
    await refuse('a', 3_000);
    await refuse('b', 2_000);
    await refuse('c', 4_000);
    expect(pauses).toEqual([3_000, 4_000]);
    await clock.advance(3_999);
    expect(started).not.toContain('d');
    await clock.advance(1);
    expect(started).toContain('d');
    expect(gate.active).toBe(1);
  });

  test('a Retry-After of zero counts as none', async () => {
    const { pauses, start, refuse } = setUp();
    void start('a');
    await settle();
    await refuse('a', 0);
    expect(pauses).toEqual([200]);
  });

  test('simultaneous refusals count as one', async () => {
    const { clock, gate, pauses, start, refuse } = setUp(3);
    for (const name of ['a', 'b', 'c']) void start(name);
    await clock.advance(100);
    expect(gate.perSecond).toBe(Number.POSITIVE_INFINITY);
    await refuse('a');
    const pace = gate.perSecond;
    await refuse('b');
    await refuse('c');
    expect(gate.perSecond).toBe(pace);
    expect(pauses).toEqual([200]);
  });

  test('calls start no faster than they were served before, however many wait', async () => {
    const { clock, gate, start, end, refuse } = setUp(8);
    for (let i = 0; i < 5; i += 1) void start(`c${i}`);
    await clock.advance(100);
    for (let i = 0; i < 4; i += 1) await end(`c${i}`);
    await refuse('c4');
    expect(gate.perSecond).toBeGreaterThan(3.5);
    expect(gate.perSecond).toBeLessThan(4);
    const startedAt: number[] = [];
    for (let i = 0; i < 20; i += 1) void gate.run(async () => startedAt.push(clock.now()));
    await clock.advance(4_000);
    const gaps = startedAt.slice(1).map((at, i) => at - (startedAt[i] ?? 0));
    expect(startedAt).toHaveLength(15);
    expect(Math.min(...gaps)).toBeGreaterThan(250);
  });

  test('calls that were running at the first refusal count as served', async () => {
    const { clock, gate, start, end, refuse } = setUp(8);
    for (let i = 0; i < 8; i += 1) void start(`c${i}`);
    await clock.advance(100);
    await refuse('c7');
    expect(gate.perSecond).toBe(2);
    await clock.advance(3_000);
    for (let i = 0; i < 7; i += 1) await end(`c${i}`);
    expect(gate.perSecond).toBeGreaterThan(6.5);
    expect(gate.perSecond).toBeLessThan(7);
  });

  test('a call that reports being served counts, although it throws', async () => {
    const { clock, gate, start, refuse, pauses } = setUp();
    void start('a');
    await settle();
    await refuse('a');
    await clock.advance(60_000);
    const picture = gate.run(async (feedback) => {
      feedback.accepted();
      throw new Error('no face');
    });
    await expect(picture).rejects.toThrow('no face');
    await clock.advance(60_000);
    void start('b');
    await clock.advance(60_000);
    await refuse('b');
    expect(pauses).toEqual([200]);
  });
});

describe('the gate, when the operator has set a rate,', () => {
  test('starts calls no faster from the first one on, and never climbs above it', async () => {
    const clock = createFakeClock();
    const gate = createGate({ concurrency: 100, clock, random: () => 0, callsPerSecond: 10 });
    let started = 0;
    const crowd = Array.from({ length: 300 }, () => gate.run(async () => void (started += 1)));
    await clock.advance(20_000);
    expect(started).toBeGreaterThanOrEqual(199);
    expect(started).toBeLessThanOrEqual(202);
    expect(gate.perSecond).toBe(10);
    await clock.advance(20_000);
    await Promise.all(crowd);
  });

  test('goes below it when calls are refused', async () => {
    const clock = createFakeClock();
    const gate = createGate({ concurrency: 1, clock, random: () => 0, callsPerSecond: 10 });
    await gate.run(async (feedback) => feedback.refused());
    expect(gate.perSecond).toBeLessThan(10);
    expect(gate.perSecond).toBeGreaterThan(5);
  });
});

describe('the estimate', () => {
  test('the estimate is zero while there is a free slot', () => {
    const { gate } = setUp(2);
    expect([gate.estimateMs(0), gate.estimateMs(1)]).toEqual([0, 0]);
  });

  test('the estimate depends on how long calls take and how many run at once', async () => {
    const { clock, gate, start, end } = setUp(2);
    void start('a');
    await clock.advance(4_000);
    await end('a');
    for (const name of ['b', 'c']) void start(name);
    await settle();
    expect(gate.estimateMs(0)).toBe(2_000);
    expect(gate.estimateMs(3)).toBe(8_000);
  });

  test('the estimate depends on the pace if that limits calls, and includes the pause', async () => {
    const { clock, gate, start, refuse } = setUp(8);
    void start('a');
    await settle();
    await refuse('a');
    expect(gate.estimateMs(10)).toBe(200 + Math.round((10 * 1_000) / gate.perSecond));
    gate.pause(9_000);
    expect(gate.estimateMs(0)).toBe(9_000);
    await clock.advance(4_000);
    expect(gate.estimateMs(0)).toBe(5_000);
  });
});
