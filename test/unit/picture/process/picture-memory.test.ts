import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { createPictureMemory, type PictureShare } from '../../../../src/picture/picture-memory.ts';

const { signal } = new AbortController();

/** Requests bytes for a new request, and returns whether they were granted. */
function ask(memory: ReturnType<typeof createPictureMemory>, bytes: number, until: AbortSignal = signal) {
  const hold = memory.hold();
  const asked: { share?: PictureShare; readonly hold: typeof hold; readonly done: Promise<void> } = {
    hold,
    done: hold.reserve(bytes, until).then((share) => void (asked.share = share)),
  };
  asked.done.catch(() => undefined);
  return asked;
}

test('a request waits until enough memory is free', async () => {
  const memory = createPictureMemory(100);
  const first = ask(memory, 60);
  const second = ask(memory, 60);
  await turn();
  expect([first.share, second.share].map(Boolean)).toEqual([true, false]);
  first.share?.settle(41);
  await turn();
  expect(second.share).toBeUndefined();
  first.share?.settle(40);
  await second.done;
  expect(memory.usedBytes).toBe(100);
  second.hold[Symbol.dispose]();
  first.share?.release();
  first.share?.release();
  expect(memory.usedBytes).toBe(0);
});

test('small requests wait behind a large one', async () => {
  const memory = createPictureMemory(100);
  const first = ask(memory, 50);
  const large = ask(memory, 80);
  const small = ask(memory, 10);
  await turn();
  expect([first.share, large.share, small.share].map(Boolean)).toEqual([true, false, false]);
  first.hold[Symbol.dispose]();
  await small.done;
  expect(memory.usedBytes).toBe(90);
});

test('a picture larger than the limit is accepted alone', async () => {
  const memory = createPictureMemory(100);
  const first = ask(memory, 1);
  const huge = ask(memory, 1000);
  const next = ask(memory, 1);
  await turn();
  expect(huge.share).toBeUndefined();
  first.hold[Symbol.dispose]();
  await huge.done;
  expect(next.share).toBeUndefined();
  huge.hold[Symbol.dispose]();
  await next.done;
});

test("a request that already holds some memory doesn't wait for more", async () => {
  const memory = createPictureMemory(100);
  const one = memory.hold();
  const other = memory.hold();
  await Promise.all([one.reserve(50, signal), other.reserve(50, signal)]);
  await Promise.all([one.reserve(50, signal), other.reserve(50, signal)]);
  expect(memory.usedBytes).toBe(200);
});

test('several pictures of one request, asked for at once, wait as one', async () => {
  const memory = createPictureMemory(100);
  const first = ask(memory, 100);
  const [one, other] = [memory.hold(), memory.hold()];
  const all = Promise.all([one, other].flatMap((hold) => [hold.reserve(100, signal), hold.reserve(100, signal)]));
  await turn();
  first.hold[Symbol.dispose]();
  await turn();
  one[Symbol.dispose]();
  await all;
  expect(memory.usedBytes).toBe(200);
});

test('an aborted request leaves the line, and lets the next one in', async () => {
  const memory = createPictureMemory(100);
  ask(memory, 50);
  const calledOff = new AbortController();
  const large = ask(memory, 80, calledOff.signal);
  const small = ask(memory, 10);
  await turn();
  calledOff.abort(new Error('called off'));
  await expect(large.done).rejects.toThrow('called off');
  await small.done;
  await expect(ask(memory, 1, calledOff.signal).done).rejects.toThrow('called off');
  expect(memory.usedBytes).toBe(60);
});

test('memory granted after the request has ended is released at once', async () => {
  const memory = createPictureMemory(100);
  const first = ask(memory, 100);
  const late = ask(memory, 100);
  await turn();
  late.hold[Symbol.dispose]();
  first.hold[Symbol.dispose]();
  await late.done;
  expect(memory.usedBytes).toBe(0);
});

describe('who gives way', () => {
  test('is asked to when somebody else has to wait, and not before', async () => {
    const memory = createPictureMemory(100);
    const asked: string[] = [];
    const polite = memory.hold(() => {
      asked.push('polite');
      polite[Symbol.dispose]();
    });
    await polite.reserve(60, signal);
    await ask(memory, 40).done;
    expect(asked).toEqual([]);
    await ask(memory, 60).done;
    expect([asked, memory.usedBytes]).toEqual([['polite'], 100]);
  });

  test('is not asked any more once it is kept', async () => {
    const memory = createPictureMemory(100);
    const asked: string[] = [];
    const kept = memory.hold(() => asked.push('kept'));
    await kept.reserve(60, signal);
    kept.keep();
    const other = ask(memory, 60);
    await turn();
    expect([asked, other.share]).toEqual([[], undefined]);
    kept[Symbol.dispose]();
    await other.done;
  });
});

test('memory is free when nobody would have to wait for it', async () => {
  const memory = createPictureMemory(100);
  expect(memory.isFree(1000)).toBe(true);
  const first = ask(memory, 60);
  await first.done;
  expect([memory.isFree(40), memory.isFree(41)]).toEqual([true, false]);
  const waiting = ask(memory, 60);
  await turn();
  expect(memory.isFree(1)).toBe(false);
  first.hold[Symbol.dispose]();
  await waiting.done;
  expect(memory.isFree(1)).toBe(true);
});
