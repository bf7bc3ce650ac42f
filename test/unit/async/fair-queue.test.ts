import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createFairQueue, type Slot } from '../../../src/async/fair-queue.ts';

const forever = new AbortController().signal;

describe('the fair queue', () => {
  test('lanes take turns, and each lane keeps its order', async () => {
    const queue = createFairQueue({ width: 1 });
    const order: string[] = [];
    const enter = (lane: string, name: string) => queue.run(lane, name, async () => void order.push(name), forever);
    await Promise.all([
      enter('a', 'a1'),
      enter('a', 'a2'),
      enter('a', 'a3'),
      enter('b', 'b1'),
      enter('c', 'c1'),
      enter('b', 'b2'),
    ]);
    expect(order).toEqual(['a1', 'a2', 'b1', 'c1', 'a3', 'b2']);
  });

  test('a lane never delays another one by more than the slots in use', async () => {
    const queue = createFairQueue({ width: 2 });
    const started: string[] = [];
    const gates: (() => void)[] = [];
    const enter = (lane: string, name: string) =>
      queue.run(
        lane,
        name,
        () => {
          started.push(name);
          return new Promise<void>((resolve) => gates.push(resolve));
        },
        forever,
      );
    const all = Array.from({ length: 40 }, (_, index) => enter('busy', `busy${index}`));
    all.push(enter('quiet', 'quiet'));
    for (let released = 0; released < 41; released += 1) {
      await new Promise((resolve) => setImmediate(resolve));
      gates[released]?.();
    }
    await Promise.all(all);
    expect(started.indexOf('quiet')).toBeLessThanOrEqual(3);
  });

  test('work that is aborted in line is dropped, and the rest runs', async () => {
    const queue = createFairQueue({ width: 1 });
    const leaving = new AbortController();
    const block = Promise.withResolvers<void>();
    const ran: string[] = [];
    const first = queue.run('a', '1', () => block.promise, forever);
    const second = queue.run('a', '2', async () => void ran.push('second'), leaving.signal);
    const third = queue.run('a', '3', async () => void ran.push('third'), forever);
    leaving.abort(new Error('cancelled'));
    await expect(second).rejects.toThrow('cancelled');
    expect(queue.waiting).toBe(1);
    block.resolve();
    await Promise.all([first, third]);
    expect(ran).toEqual(['third']);
  });

  test('the queue continues after failing work', async () => {
    const queue = createFairQueue({ width: 1 });
    await expect(queue.run('a', '1', () => Promise.reject(new Error('broken')), forever)).rejects.toThrow('broken');
    await expect(queue.run('a', '2', async () => 'fine', forever)).resolves.toBe('fine');
  });

  test('one lane has no more slots than it may have, even if others are free', async () => {
    const queue = createFairQueue({ width: 3, mostOfOneLane: 1 });
    const block = Promise.withResolvers<void>();
    const order: string[] = [];
    const enter = (lane: string, name: string, work = block.promise) =>
      queue.run(lane, name, () => (order.push(name), work), forever);
    const blocked = [enter('a', 'a1'), enter('a', 'a2'), enter('b', 'b1')];
    await enter('c', 'c1', Promise.resolve());
    expect(order).toEqual(['a1', 'b1', 'c1']);
    block.resolve();
    await Promise.all(blocked);
    expect(order).toEqual(['a1', 'b1', 'c1', 'a2']);
    expect(queue.active).toBe(0);
  });

  test('a task that leaves its slot makes room for one other, and only so many may', async () => {
    const queue = createFairQueue({ width: 1, mostWithoutSlot: 1 });
    const block = Promise.withResolvers<void>();
    const slots = new Map<string, Slot>();
    const enter = (name: string) => queue.run(name, name, (slot) => (slots.set(name, slot), block.promise), forever);
    const all = ['first', 'second', 'third'].map((name) => enter(name));
    await Promise.resolve();
    expect([...slots.keys()]).toEqual(['first']);
    slots.get('first')?.leave();
    slots.get('first')?.leave();
    await Promise.resolve();
    expect([...slots.keys()]).toEqual(['first', 'second']);
    slots.get('second')?.leave();
    await Promise.resolve();
    expect([...slots.keys()]).toEqual(['first', 'second']);
    block.resolve();
    await Promise.all(all);
    expect([slots.size, queue.active, queue.waiting]).toEqual([3, 0, 0]);
  });

  test('a task that has left its slot still counts for its lane', async () => {
    const queue = createFairQueue({ width: 1, mostOfOneLane: 1, mostWithoutSlot: 5 });
    const block = Promise.withResolvers<void>();
    const order: string[] = [];
    const enter = (lane: string, name: string) =>
      queue.run(lane, name, (slot) => (order.push(name), slot.leave(), block.promise), forever);
    const all = [enter('a', 'a1'), enter('a', 'a2'), enter('b', 'b1')];
    await Promise.resolve();
    await Promise.resolve();
    expect(order).toEqual(['a1', 'b1']);
    block.resolve();
    await Promise.all(all);
    expect(order).toEqual(['a1', 'b1', 'a2']);
    expect([queue.active, queue.waiting]).toEqual([0, 0]);
  });

  test('on random schedules, everything runs once, in order within its lane, and never above the width', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.scheduler(),
        fc.integer({ min: 1, max: 4 }),
        fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 30 }),
        async (scheduler, width, lanes) => {
          const queue = createFairQueue({ width });
          const started: { lane: string; index: number }[] = [];
          let running = 0;
          let most = 0;
          const all = lanes.map((lane, index) =>
            queue.run(
              lane,
              String(index),
              async () => {
                started.push({ lane, index });
                running += 1;
                most = Math.max(most, running);
                await scheduler.schedule(Promise.resolve());
                running -= 1;
              },
              forever,
            ),
          );
          await scheduler.waitFor(Promise.all(all));
          expect(most).toBeLessThanOrEqual(width);
          expect(started).toHaveLength(lanes.length);
          for (const lane of ['a', 'b', 'c']) {
            const indices = started.filter((entry) => entry.lane === lane).map(({ index }) => index);
            expect(indices).toEqual(indices.toSorted((one, other) => one - other));
          }
          expect(queue.waiting).toBe(0);
          expect(queue.active).toBe(0);
        },
      ),
    );
  });
});
