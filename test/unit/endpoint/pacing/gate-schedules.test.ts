import { array, assert, asyncProperty, boolean, constantFrom, nat, option, record } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createGate } from '../../../../src/endpoint/pacing/gate.ts';
import { createFakeClock } from '../../../support/fake-clock.ts';
import { createSharedText } from './shared-text.ts';
import { fewerOf } from '../../../support/cases.ts';

const CONCURRENCY = 3;

const call = record({
  at: nat(20_000),
  takesMs: nat(3_000),
  ends: constantFrom('served', 'served', 'served', 'failed', 'refused', 'refused for a time'),
  abortAfterMs: option(nat(5_000), { nil: undefined }),
  isFront: boolean(),
});
const pause = record({ at: nat(20_000), ms: nat(8_000) });

describe('the gate on random schedules', () => {
  test('everybody is served or removed, never too many at once, and nobody during a pause', async () => {
    await assert(
      asyncProperty(
        array(call, { maxLength: 25 }),
        array(pause, { maxLength: 4 }),
        boolean(),
        async (calls, pauses, isShared) => {
          const clock = createFakeClock(0);
          const shared = isShared ? createSharedText(clock) : undefined;
          const gate = createGate({ concurrency: CONCURRENCY, clock, random: () => 0, shared });
          const other = createGate({ concurrency: CONCURRENCY, clock, random: () => 0, shared });
          const wrong: string[] = [];
          let running = 0;
          let ended = 0;

          const make = async ({ at, takesMs, ends, abortAfterMs, isFront }: (typeof calls)[number]): Promise<void> => {
            await clock.sleep(at);
            const abort = new AbortController();
            if (abortAfterMs !== undefined) void clock.sleep(abortAfterMs).then(() => abort.abort(new Error('left')));
            await gate
              .run(
                async (feedback) => {
                  running += 1;
                  if (running > CONCURRENCY) wrong.push(`${running} at once`);
                  if (gate.pausedUntil > clock.now()) wrong.push(`a start at ${clock.now()}, in a pause`);
                  await clock.sleep(takesMs);
                  running -= 1;
                  if (ends === 'refused') feedback.refused();
                  if (ends === 'refused for a time') feedback.refused(1_500);
                  if (ends !== 'served') throw new Error(ends);
                },
                abort.signal,
                isFront ? 'front' : 'back',
              )
              .catch(() => undefined);
            ended += 1;
          };

          for (const one of calls) void make(one);
          // Between the times of calls, because a call and a pause at the same time may happen in either order.
          for (const { at, ms } of pauses) void clock.sleep(at + 0.5).then(() => (at % 2 ? gate : other).pause(ms));
          await clock.advance(600_000);
          expect(wrong).toEqual([]);
          expect(ended).toBe(calls.length);
          expect([gate.active, gate.waiting]).toEqual([0, 0]);
        },
      ),
      { numRuns: fewerOf(100) },
    );
  });
});
