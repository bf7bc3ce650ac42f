import { describe, expect, it } from 'vitest';
import { createGate, type Gate } from '../../src/endpoint/gate.ts';
import { createFakeClock, settle } from '../support/fake-clock.ts';

/** Calls that stay open until the test ends them, in the order in which they started. */
function openCalls(gate: Gate) {
  const started: string[] = [];
  const ends = new Map<string, { ok: () => void; fail: () => void }>();
  const start = (name: string, signal?: AbortSignal, place?: 'front' | 'back'): Promise<string> => {
    const call = (): Promise<string> => {
      started.push(name);
      return new Promise((resolve, reject) => {
        ends.set(name, { ok: () => resolve(name), fail: () => reject(new Error(name)) });
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
  return { started, start, end };
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

describe('the gate', () => {
  it('lets in as many as it may, the rest in the order of asking', async () => {
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

  it('hands on what the call gives or throws', async () => {
    const { start, end } = setUp();
    const good = start('a');
    const bad = start('b');
    await settle();
    await end('a');
    await end('b', 'fail');
    await expect(good).resolves.toBe('a');
    await expect(bad).rejects.toThrow('b');
  });

  it('takes an aborted call out of the line, and leaves one that runs alone', async () => {
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

  it('lets a call back in at the front', async () => {
    const { start, end, started } = setUp(1);
    void start('a');
    void start('b');
    void start('again', undefined, 'front');
    await settle();
    await end('a');
    expect(started).toEqual(['a', 'again']);
  });

  it('starts nothing during a pause, then one call alone, then the rest', async () => {
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

  it('opens when the call that went ahead fails for a reason of its own', async () => {
    const { clock, gate, start, end, started } = setUp();
    gate.pause(1_000);
    for (const name of ['a', 'b', 'c']) void start(name);
    await clock.advance(1_000);
    await end('a', 'fail');
    expect(started).toEqual(['a', 'b', 'c']);
  });

  it('stays shut when the call that went ahead causes another pause', async () => {
    const { clock, gate, start, end, started } = setUp();
    gate.pause(1_000);
    for (const name of ['a', 'b', 'c']) void start(name);
    await clock.advance(1_000);
    gate.pause(2_000);
    await end('a', 'fail');
    await clock.advance(1_999);
    expect(started).toEqual(['a']);
    await clock.advance(1);
    expect(started).toEqual(['a', 'b']);
  });

  it('makes a pause longer, never shorter', () => {
    const { clock, gate, pauses } = setUp();
    expect(gate.pausedUntil).toBe(0);
    gate.pause(5_000);
    gate.pause(2_000);
    expect(gate.pausedUntil - clock.now()).toBe(5_000);
    gate.pause(9_000);
    expect(gate.pausedUntil - clock.now()).toBe(9_000);
    expect(pauses).toEqual([5_000, 9_000]);
  });

  it('sleeps on when a pause was made longer during it', async () => {
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

  it('doubles a pause of its own length from 1 to 30 s, until a call succeeds', async () => {
    const { clock, gate, pauses, start, end } = setUp();
    for (let i = 0; i < 7; i += 1) {
      gate.pause();
      gate.pause();
      await clock.advance(gate.pausedUntil - clock.now());
    }
    expect(pauses).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
    void start('a');
    await settle();
    await end('a');
    gate.pause();
    expect(pauses.at(-1)).toBe(1_000);
  });

  it('is not opened by a call that started before the pause', async () => {
    const { clock, gate, pauses, start, end, started } = setUp(3);
    void start('old');
    await settle();
    gate.pause();
    await clock.advance(1_000);
    for (const name of ['probe', 'b', 'c']) void start(name);
    await settle();
    await end('old');
    expect(started).toEqual(['old', 'probe']);
    gate.pause();
    expect(pauses).toEqual([1_000, 2_000]);
  });

  it('adds up to half of a pause at random', () => {
    const clock = createFakeClock();
    const gate = createGate({ concurrency: 1, clock, random: () => 0.5 });
    gate.pause();
    expect(gate.pausedUntil - clock.now()).toBe(1_250);
  });
});
