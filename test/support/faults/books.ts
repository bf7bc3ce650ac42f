import * as fc from 'fast-check';
import { expect } from 'vitest';
import { EndpointError } from '../../../src/endpoint/endpoint-error.ts';
import { requestIn, type AgingWorld, type Process } from '../fakes/aging-world.ts';
import { failing, never } from '../fakes/script.ts';
import { settle } from '../fake-clock.ts';

/**
 * How one process ends: killed or frozen at its n-th use of the store, killed or stopped in a call that is paid, or
 * killed or stopped when nothing is left to be done.
 */
type End =
  | { readonly how: 'killed at use' | 'frozen at use'; readonly use: number; readonly when: 'before' | 'after' }
  | { readonly how: 'killed in call' | 'stopped in call' | 'stopped' | 'killed' };

interface Life {
  readonly answers: readonly ('picture' | 'no face' | 'trouble' | 'lost')[];
  readonly breaks: RegExp | undefined;
  readonly isDeleted: boolean;
  readonly end: End;
}

/** One request, and the processes that take it on one after another. */
export interface History {
  readonly lives: readonly Life[];
  readonly timeline: number[] | undefined;
  /** Another process is there from the beginning. */
  readonly isShared: boolean;
}

export interface HistoriesOptions {
  /** At how many uses of the store a process may end. */
  readonly uses: number;
  /** Whether several processes share the store. */
  readonly shared: boolean;
}

export function histories({ uses, shared }: HistoriesOptions): fc.Arbitrary<History> {
  const ends: fc.Arbitrary<End> = fc.oneof(
    fc.record({
      how: shared ? fc.constantFrom('killed at use', 'frozen at use') : fc.constant('killed at use' as const),
      use: fc.oneof(fc.integer({ min: 1, max: uses / 2 }), fc.integer({ min: 1, max: uses })),
      when: fc.constantFrom('before', 'after'),
    }),
    fc.record({ how: fc.constantFrom('killed in call', 'stopped in call', 'stopped', 'killed') }),
  );
  const lives: fc.Arbitrary<Life> = fc.record({
    answers: fc.array(fc.constantFrom('picture', 'no face', 'trouble', 'lost'), { maxLength: 3 }),
    breaks: fc.constantFrom(
      undefined,
      undefined,
      undefined,
      undefined,
      /^journal\.set$/,
      /^journal\.delete$/,
      /^refund$/,
    ),
    isDeleted: fc.constantFrom(false, false, false, true),
    end: ends,
  });
  return fc.record({
    lives: fc.array(lives, { minLength: 1, maxLength: 5 }),
    timeline: fc.constantFrom<number[] | undefined>(undefined, [20, 40, 60]),
    isShared: shared ? fc.boolean() : fc.constant(false),
  });
}

const FAILURES = { 'no face': 'no_face', trouble: 'endpoint_trouble', lost: 'endpoint_lost' } as const;
const BILLED = new Set<string>(['picture', 'lost']);
const OF_OTHERS = 4;
const NO_BUDGET = { limits: { dailyBudgetCalls: 0 } };

/** What the endpoint has charged, by its own account, and how much of that was ever more than was counted. */
interface Bill {
  paid: number;
  overdrawn: number;
}

async function compare(world: AgingWorld, bill: Bill): Promise<void> {
  const { paid } = bill;
  bill.overdrawn = Math.max(bill.overdrawn, paid - (await world.budgetUsed()));
}

async function pay(world: AgingWorld, bill: Bill): Promise<void> {
  bill.paid += 1;
  await compare(world, bill);
}

function charge(world: AgingWorld, bill: Bill, { answers, end }: Life): void {
  const { script } = world.endpoint;
  script.clear();
  if (end.how === 'killed in call' || end.how === 'stopped in call') {
    script.next(async () => {
      const { caller } = world;
      await pay(world, bill);
      if (end.how === 'killed in call') return await (caller?.die<never>() ?? never<never>());
      void caller?.aging.stop(0);
      return await never<never>();
    });
  }
  for (const answer of answers) {
    script.next(async (real) => {
      if (BILLED.has(answer)) await pay(world, bill);
      return answer === 'picture' ? real() : await failing(new EndpointError(FAILURES[answer]))();
    });
  }
  for (let more = 0; more < 20; more += 1) {
    script.next(async (real) => {
      await pay(world, bill);
      return real();
    });
  }
}

/** At no time is more paid than is counted, and never more than one call for nothing. */
export async function expectBooks(world: AgingWorld, history: History): Promise<void> {
  const { paid, overdrawn } = await live(world, history);
  expect(overdrawn).toBe(0);
  expect(paid - OF_OTHERS).toBeLessThanOrEqual((history.timeline?.length ?? 1) + 1);
}

async function live(world: AgingWorld, { lives, timeline, isShared }: History): Promise<Bill> {
  // Nothing may be refunded twice, at the cost of others.
  await world.spend(OF_OTHERS);
  const bill: Bill = { paid: OF_OTHERS, overdrawn: 0 };
  const request = requestIn(world, { id: '1', ...(timeline && { timeline }) });
  let frozen: Process | undefined;
  const rest = async () => {
    await settle();
    await world.clock.advance(5000);
    await compare(world, bill);
  };

  if (isShared) await world.recover(await world.start(NO_BUDGET));
  for (const [index, life] of lives.entries()) {
    const process = await world.start(NO_BUDGET);
    charge(world, bill, life);
    const { storage } = process;
    if (life.end.how === 'killed at use') storage.cutAt(life.end.use, life.end.when);
    if (life.end.how === 'frozen at use') storage.freezeAt(life.end.use, life.end.when);
    if (life.breaks) storage.breakOn(life.breaks);
    if (life.isDeleted) world.delivery.delete('1');
    if (index === 0) void process.aging.submit(request);
    void world.recover(process).catch(() => undefined);
    await rest();
    if (life.end.how === 'stopped') {
      void process.aging.stop(0);
      await rest();
    }
    if (frozen) {
      frozen.storage.thaw();
      await rest();
    }
    frozen = undefined;
    if (life.end.how === 'frozen at use') frozen = process;
    else void process.die();
  }
  if (frozen) {
    frozen.storage.thaw();
    await rest();
  }
  return bill;
}
