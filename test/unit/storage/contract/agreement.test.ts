import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStorage } from '../../../../src/storage/open-storage.ts';
import type { Atomic, Claim, Receipt, Reservation } from '../../../../src/storage/storage.ts';
import { type Backend, backendKinds } from './backends.ts';
import { type ManualClock, manualClock } from './manual-clock.ts';
import { fewerOf } from '../../../support/cases.ts';

/** Few keys and round numbers, so that claims meet. */
const key = fc.constantFrom('a', 'b');
const ms = fc.integer({ min: 0, max: 6 }).map((n) => n * 500);
const claim: fc.Arbitrary<Claim> = fc.oneof(
  fc.record({ kind: fc.constant('pace' as const), key, intervalMs: ms, patienceMs: ms }),
  fc.record({
    kind: fc.constant('quota' as const),
    key,
    amount: fc.integer({ min: 1, max: 3 }),
    // One limit and one time per key, as the invariants below assume.
    limit: fc.constant(4),
    ttlMs: fc.constant(2_000),
  }),
);

const text = fc.constantFrom('one', 'two');

type Step =
  | { readonly do: 'reserve'; readonly claims: readonly Claim[] }
  | { readonly do: 'refund'; readonly which: number }
  | { readonly do: 'holdBack'; readonly key: string; readonly ms: number }
  | { readonly do: 'undo'; readonly claims: readonly Claim[] }
  | { readonly do: 'lease' | 'release'; readonly key: string; readonly owner: string; readonly ms: number }
  | { readonly do: 'swap'; readonly key: string; readonly seen: string | undefined; readonly next: string }
  | { readonly do: 'wait' | 'setBack'; readonly ms: number };

const claims = fc.array(claim, { maxLength: 4 });
const word = <const W extends string>(...words: W[]) => fc.constantFrom(...words);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: word('reserve'), claims }) },
  { weight: 3, arbitrary: fc.record({ do: word('refund'), which: fc.nat(9) }) },
  { weight: 1, arbitrary: fc.record({ do: word('holdBack'), key, ms }) },
  { weight: 1, arbitrary: fc.record({ do: word('undo'), claims }) },
  { weight: 1, arbitrary: fc.record({ do: word('lease', 'release'), key, owner: word('me', 'you'), ms }) },
  { weight: 1, arbitrary: fc.record({ do: word('swap'), key, seen: fc.option(text, { nil: undefined }), next: text }) },
  { weight: 2, arbitrary: fc.record({ do: word('wait'), ms }) },
);
const schedule = fc.array(step, { minLength: 1, maxLength: 25 });
const setBack = fc.record({ do: word('setBack'), ms });
const clockStep = fc.oneof({ weight: 12, arbitrary: step }, { weight: 1, arbitrary: setBack });
const scheduleWithSetClocks = fc.array(clockStep, { minLength: 1, maxLength: 25 });

interface Trace {
  readonly step: Step;
  readonly answer: unknown;
  readonly used: readonly number[];
}

/** Plays a schedule. Each reservation is refunded at most once. */
async function play(atomic: Atomic, clock: ManualClock, steps: readonly Step[]): Promise<Trace[]> {
  const open: (readonly Receipt[])[] = [];
  const doStep = async (step: Step): Promise<unknown> => {
    switch (step.do) {
      case 'reserve': {
        const reservation = await atomic.reserve(step.claims);
        if (reservation.granted) open.push(reservation.receipts);
        return reservation;
      }
      case 'refund': {
        const [receipts] = open.splice(step.which % Math.max(open.length, 1), 1);
        return atomic.refund(receipts ?? []);
      }
      case 'undo': {
        const reservation = await atomic.reserve(step.claims);
        return reservation.granted ? atomic.refund(reservation.receipts) : undefined;
      }
      case 'holdBack':
        return atomic.holdBack(step.key, clock.now() + step.ms);
      case 'lease':
        return atomic.lease(step.key, step.owner, step.ms);
      case 'release':
        return atomic.release(step.key, step.owner);
      case 'swap': {
        // Its time is always that of the server.
        const { swapped, found } = await atomic.swap(step.key, step.seen, step.next, 3_600_000);
        return { swapped, found };
      }
      case 'wait':
        return clock.forward(step.ms);
      case 'setBack':
        return clock.setBack(step.ms);
    }
  };

  const traces: Trace[] = [];
  for (const step of steps) {
    const answer = await doStep(step);
    traces.push({ step, answer, used: [await atomic.used('a'), await atomic.used('b')] });
  }
  return traces;
}

const reservationOf = ({ step, answer }: Trace): Reservation | undefined =>
  step.do === 'reserve' ? (answer as Reservation) : undefined;

const START = 1_700_000_000_000;

async function playInMemory(steps: readonly Step[]): Promise<Trace[]> {
  const clock = manualClock(START);
  await using storage = await openStorage('memory:', { clock });
  return await play(storage.atomic, clock, steps);
}

describe('random schedules of reservations, refunds, hold-backs and waits', () => {
  test('a quota is never exceeded or negative, and reservations are all or nothing', async () => {
    await fc.assert(
      fc.asyncProperty(schedule, async (steps) => {
        const traces = await playInMemory(steps);
        const counts = traces.flatMap(({ used }) => used);
        expect(counts.filter((count) => count < 0 || count > 4)).toEqual([]);
        // A refused reservation leaves everything unchanged.
        const refused = [...traces.entries()].filter(([, trace]) => reservationOf(trace)?.granted === false);
        const before = refused.map(([index]) => traces[index - 1]?.used ?? [0, 0]);
        expect(refused.map(([, { used }]) => used)).toEqual(before);
      }),
      { numRuns: fewerOf(300) },
    );
  });

  test('without refunds, the turns of a pace with one interval are at least that far apart', async () => {
    const interval = 1_000;
    const oneInterval = schedule.map((steps) =>
      steps
        .filter((step) => step.do !== 'refund' && step.do !== 'undo')
        .map((step) =>
          step.do === 'reserve'
            ? { ...step, claims: step.claims.map((c) => (c.kind === 'pace' ? { ...c, intervalMs: interval } : c)) }
            : step,
        ),
    );
    await fc.assert(
      fc.asyncProperty(oneInterval, async (steps) => {
        const traces = await playInMemory(steps);
        const reservations = traces.map(reservationOf);
        const receipts = reservations.flatMap((reservation) => (reservation?.granted ? reservation.receipts : []));
        for (const wanted of ['a', 'b']) {
          const turns = receipts.flatMap((r) => (r.kind === 'pace' && r.key === wanted ? [r.startAt] : []));
          for (const [index, turn] of turns.entries()) {
            const before = turns[index - 1];
            expect(turn - (before ?? -Infinity)).toBeGreaterThanOrEqual(interval);
          }
        }
      }),
      { numRuns: fewerOf(300) },
    );
  });

  test('a reservation that is refunded at once has no effect', async () => {
    await fc.assert(
      fc.asyncProperty(schedule, async (steps) => {
        const kept = (await playInMemory(steps)).filter(({ step }) => step.do !== 'undo');
        expect(kept).toEqual(await playInMemory(steps.filter((step) => step.do !== 'undo')));
      }),
      { numRuns: fewerOf(300) },
    );
  });
});

for (const kind of backendKinds.slice(1)) {
  describe.skipIf(!kind.available)(`agreement of memory and ${kind.name}`, () => {
    let backend: Backend;
    beforeAll(async () => {
      backend = await kind.start();
    });
    afterAll(() => backend[Symbol.asyncDispose]());

    test('both backends give the same answers to the same schedule', async () => {
      await fc.assert(
        fc.asyncProperty(scheduleWithSetClocks, async (steps) => {
          const place = await backend.freshPlace();
          const clock = manualClock(START);
          await using storage = await place.open(clock);
          expect(await play(storage.atomic, clock, steps)).toEqual(await playInMemory(steps));
        }),
        { numRuns: fewerOf(40) },
      );
    });
  });
}
