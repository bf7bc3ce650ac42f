import { describe, expect, test } from 'vitest';
import { withAttempts } from '../../../../src/endpoint/attempts.ts';
import { EndpointError } from '../../../../src/endpoint/endpoint-error.ts';
import { createGate, type Gate } from '../../../../src/endpoint/pacing/gate.ts';
import { createFakeClock } from '../../../support/fake-clock.ts';
import { createSharedText } from './shared-text.ts';

const INTERVAL_MS = 250;

/** Gates of processes that share a key, before anything is known of its rate: 4 calls a second. */
function share() {
  const clock = createFakeClock();
  const store = createSharedText(clock);
  const begunAt = clock.now();
  const open = (): Gate => createGate({ concurrency: 4, clock, random: () => 0.5, shared: store });
  const events: [what: string, at: number][] = [];
  const note = (what: string): void => void events.push([what, clock.now() - begunAt]);

  /** Makes a call that needs some time before it can be sent, and some more to connect, and is refused so often. */
  const call = async (gate: Gate, { name = 'call', firstMs = 0, wayMs = 0, refusals = 0 } = {}): Promise<void> => {
    const attempts = { gate, clock, deadline: clock.now() + 60_000, random: () => 0.5 };
    let left = refusals;
    await withAttempts(async (_signal, turn) => {
      note(`${name} runs`);
      await clock.sleep(firstMs);
      await turn.begin();
      await clock.sleep(wayMs);
      turn.sent();
      note(`${name} sent`);
      if (left === 0) return;
      left -= 1;
      throw new EndpointError('rate_limited', { status: 429 });
    }, attempts);
  };
  const at = (what: string): number[] => events.filter(([each]) => each === what).map(([, ms]) => ms);
  return { clock, open, call, at };
}

describe('the turn of a call', () => {
  test('begins after the call has done what comes before it, so that the call is sent in time', async () => {
    const { clock, open, call, at } = share();
    const gate = open();
    const all = [call(gate, { name: 'first' }), call(gate, { name: 'second', firstMs: 40 })];
    await clock.advance(1_000);
    await Promise.all(all);
    const [runs = 0, sent = 0] = [at('second runs')[0], at('second sent')[0]];
    expect(runs).toBeLessThan(INTERVAL_MS - 5);
    expect(sent).toBeGreaterThanOrEqual(INTERVAL_MS - 5);
    expect(sent).toBeLessThanOrEqual(INTERVAL_MS + 5);
  });

  test('is lost to a pause, and the call runs again after it without counting as an attempt', async () => {
    const { clock, open } = share();
    const [gate, other] = [open(), open()];
    const attempts: number[] = [];
    let runs = 0;
    const options = { gate, clock, deadline: clock.now() + 60_000, onAttempt: (n: number) => void attempts.push(n) };
    const sentAt: number[] = [];
    const first = gate.run(async ({ begin }) => await begin());
    const startedAt = clock.now();
    const second = withAttempts(async (_signal, turn) => {
      runs += 1;
      if (runs === 1) gate.pause(2_000);
      await turn.begin();
      sentAt.push(clock.now() - startedAt);
    }, options);
    await clock.advance(5_000);
    await Promise.all([first, second]);
    expect(other.pausedUntil).toBe(0);
    expect([runs, attempts, sentAt.length]).toEqual([2, [1], 1]);
    expect(sentAt[0]).toBeGreaterThanOrEqual(2_000);
  });

  test('of another process begins later when a call takes long to be sent', async () => {
    const { clock, open, call, at } = share();
    const [one, other] = [open(), open()];
    const all = [call(one, { name: 'slow', wayMs: 150 }), call(other, { name: 'next' })];
    await clock.advance(2_000);
    await Promise.all(all);
    const [slow = 0, next = 0] = [at('slow sent')[0], at('next sent')[0]];
    expect(Math.abs(next - slow)).toBeGreaterThanOrEqual(INTERVAL_MS - 10);
  });

  test('that is refused because another call was late lowers no rate', async () => {
    const { clock, open, call, at } = share();
    const [one, other] = [open(), open()];
    // The second one can't know of it: its turn begins before the first one is sent.
    const all = [call(one, { name: 'slow', wayMs: 300, refusals: 1 }), call(other, { name: 'next' })];
    await clock.advance(5_000);
    await Promise.all(all);
    expect(at('slow sent')).toHaveLength(2);
    expect(one.perSecond).toBeGreaterThanOrEqual(4);
  });

  test('that is refused again and again lowers the rate, however late calls are', async () => {
    const { clock, open, call } = share();
    const gate = open();
    const all = Array.from({ length: 4 }, () => call(gate, { wayMs: 300, refusals: 2 }));
    await clock.advance(30_000);
    await Promise.all(all);
    expect(gate.perSecond).toBeLessThan(4);
  });
});
