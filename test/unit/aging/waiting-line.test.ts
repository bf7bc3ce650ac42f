import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AgeRequest } from '../../../src/aging/request/age-request.ts';
import { createFairQueue } from '../../../src/async/fair-queue.ts';
import { createWaitingLine, type Place } from '../../../src/aging/line/waiting-line.ts';
import { ExplainedError } from '../../../src/i18n/explained-error.ts';
import { createFakeClock, settle } from '../../support/fake-clock.ts';
import { anyRequest } from '../../support/fakes/any-request.ts';

function setUp({ width = 1, estimateMs = (ahead: number) => ahead * 3000 } = {}) {
  const clock = createFakeClock();
  const start = clock.now();
  const queue = createFairQueue({ width });
  const shown: { id: string; position: number; startsIn: number }[] = [];
  const stopping = new AbortController();
  const line = createWaitingLine({
    queue,
    clock,
    estimateMs,
    showPlace: ({ id }: AgeRequest, { position, startsAt }: Place) =>
      void shown.push({ id, position, startsIn: startsAt - clock.now() }),
  });
  const ran: { id: string; at: number }[] = [];
  const work = new Map<string, () => void>();
  /**
   * Runs a request that is in progress until it is released.
   * @returns how it ended
   */
  const enter = (id: string, { guildId = 'family', delayMs = 0 } = {}) =>
    line
      .run(
        anyRequest({ id, guildId }),
        clock.now() + delayMs,
        () => {
          ran.push({ id, at: clock.now() - start });
          return new Promise<void>((resolve) => work.set(id, resolve));
        },
        stopping.signal,
      )
      .then(
        () => 'done',
        (error: unknown) => (error instanceof ExplainedError ? error.reason : 'failed'),
      );
  const letGo = async (id: string) => {
    work.get(id)?.();
    await settle();
  };
  return { clock, line, queue, shown, ran, enter, letGo, stopping };
}

describe('the waiting line', () => {
  test('runs a request when its turn comes, and one whose turn is now at once', async () => {
    const { clock, line, ran, enter, letGo } = setUp();
    const ends = [enter('now'), enter('later', { delayMs: 2000 })];
    await clock.advance(1999);
    expect(ran).toEqual([{ id: 'now', at: 0 }]);
    expect([line.waiting, line.waitingIn('guild:family'), line.waitingIn('guild:other')]).toEqual([1, 1, 0]);
    await letGo('now');
    await clock.advance(1);
    expect(ran).toEqual([
      { id: 'now', at: 0 },
      { id: 'later', at: 2000 },
    ]);
    expect(line.waiting).toBe(0);
    await letGo('later');
    expect(await Promise.all(ends)).toEqual(['done', 'done']);
  });

  test('shows a place after two seconds and once more, and not again where it is the same', async () => {
    const { clock, shown, enter, letGo } = setUp();
    for (const id of ['first', 'second', 'third']) void enter(id);
    await clock.advance(1999);
    expect(shown).toEqual([]);
    await clock.advance(1);
    expect(shown).toEqual([
      { id: 'second', position: 1, startsIn: 0 },
      { id: 'third', position: 2, startsIn: 3000 },
    ]);
    await letGo('first');
    await clock.advance(60_000);
    expect(shown.slice(2)).toEqual([{ id: 'third', position: 1, startsIn: 0 }]);
  });

  test('counts the place within the guild while its pace runs, and knows when the turn comes', async () => {
    const { clock, shown, enter } = setUp();
    for (const [id, delayMs] of [
      ['one', 10_000],
      ['two', 20_000],
    ] as const)
      void enter(id, { delayMs });
    void enter('elsewhere', { guildId: 'other', delayMs: 15_000 });
    await clock.advance(2000);
    expect(shown).toEqual([
      { id: 'one', position: 1, startsIn: 8000 },
      { id: 'two', position: 2, startsIn: 18_000 },
      { id: 'elsewhere', position: 1, startsIn: 13_000 },
    ]);
  });

  test('lets one out, wherever it waits, and not any more once it is run', async () => {
    const { clock, line, ran, enter, letGo } = setUp();
    const ends = ['a', 'b', 'c'].map((id) => enter(id));
    const paced = enter('paced', { guildId: 'other', delayMs: 5000 });
    await settle();
    expect(['a', 'b', 'paced', 'unknown'].map((id) => line.remove(id, new ExplainedError('cancelled')))).toEqual([
      false,
      true,
      true,
      false,
    ]);
    expect([line.find('b'), line.find('c')?.id]).toEqual([undefined, 'c']);
    expect(await Promise.all([ends[1], paced])).toEqual(['cancelled', 'cancelled']);
    await letGo('a');
    await clock.advance(60_000);
    expect(ran.map(({ id }) => id)).toEqual(['a', 'c']);
  });

  test('lets all out that wait, those too that have not come to it yet, and none that is run', async () => {
    const { clock, line, ran, enter } = setUp();
    void enter('under way');
    await settle();
    line.expect(anyRequest({ id: 'expected', guildId: 'family' }), clock.now());
    const ends = [enter('waits'), enter('paced', { delayMs: 5000 })];
    await settle();
    line.removeAll(() => new ExplainedError('endpoint_unfunded'));
    expect(await Promise.all([...ends, enter('expected')])).toEqual(Array(3).fill('endpoint_unfunded'));
    await clock.advance(60_000);
    expect(ran.map(({ id }) => id)).toEqual(['under way']);
    expect(line.waiting).toBe(0);
  });

  test('expects only who will have to wait, until they are forgotten', async () => {
    const { clock, line, enter } = setUp();
    const expect_ = (id: string, delayMs: number) =>
      line.expect(anyRequest({ id, guildId: 'family' }), clock.now() + delayMs);
    expect_('free', 0);
    expect(line.waiting).toBe(0);
    expect_('paced', 1);
    void enter('under way');
    await settle();
    expect_('busy', 0);
    expect(line.waitingIn('guild:family')).toBe(2);
    line.forget('paced');
    line.forget('busy');
    expect(line.waiting).toBe(0);
  });

  test('estimates a start by who is before', async () => {
    const { clock, line, enter } = setUp({ estimateMs: (ahead) => 500 + ahead * 3000 });
    expect(line.estimate('guild:family') - clock.now()).toBe(500);
    for (const id of ['1', '2', '3']) void enter(id);
    await settle();
    expect(line.estimate('guild:family') - clock.now()).toBe(6500);
    expect(line.estimate('guild:other') - clock.now()).toBe(3500);
  });

  test('leaves all where they are when the process stops', async () => {
    const { enter, ran, stopping } = setUp();
    void enter('under way');
    const ends = [enter('waits'), enter('paced', { delayMs: 5000 })];
    await settle();
    stopping.abort(new ExplainedError('restarting'));
    expect(await Promise.all(ends)).toEqual(['restarting', 'restarting']);
    expect(ran.map(({ id }) => id)).toEqual(['under way']);
  });

  test('runs or lets out everyone exactly once, never above its width, on random schedules', async () => {
    const request = fc.record({
      guildId: fc.constantFrom('a', 'b', 'c'),
      delayMs: fc.integer({ min: 0, max: 9000 }),
      lastsMs: fc.integer({ min: 0, max: 3000 }),
      leavesAfterMs: fc.option(fc.integer({ min: 0, max: 12_000 }), { nil: undefined }),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 3 }),
        fc.array(request, { maxLength: 12 }),
        async (width, requests) => {
          const { clock, line, queue, stopping } = setUp({ width });
          const started: string[] = [];
          let most = 0;
          const ends = requests.map(async ({ guildId, delayMs, lastsMs, leavesAfterMs }, index) => {
            const id = String(index);
            const startAt = clock.now() + delayMs;
            if (leavesAfterMs !== undefined) {
              void clock.sleep(leavesAfterMs).then(() => line.remove(id, new ExplainedError('cancelled')));
            }
            const work = async () => {
              expect(clock.now()).toBeGreaterThanOrEqual(startAt);
              started.push(id);
              most = Math.max(most, queue.active);
              await clock.sleep(lastsMs);
            };
            return await line
              .run(anyRequest({ id, guildId }), startAt, work, stopping.signal)
              .then(() => id)
              .catch(() => undefined);
          });
          await clock.advance(120_000);
          const served = (await Promise.all(ends)).filter((id) => id !== undefined);
          expect(started.toSorted()).toEqual(served.toSorted());
          const stays = requests.flatMap(({ leavesAfterMs }, index) =>
            leavesAfterMs === undefined ? [String(index)] : [],
          );
          expect(served).toEqual(expect.arrayContaining(stays));
          expect(most).toBeLessThanOrEqual(width);
          expect([line.waiting, queue.waiting, queue.active]).toEqual([0, 0, 0]);
        },
      ),
      { numRuns: 50 },
    );
  });
});
