import { expect, test } from 'vitest';
import { createMemory } from '../../../../src/discord/conversation/memory.ts';
import { readIncoming } from '../../../../src/discord/conversation/incoming-message.ts';
import { createPreviews } from '../../../../src/discord/conversation/previews.ts';
import { createTurns } from '../../../../src/discord/conversation/turns.ts';
import type { DirectMessages } from '../../../../src/discord/delivery/direct-messages.ts';
import { openMemoryStorage } from '../../../../src/storage/memory/memory-storage.ts';
import { createFakeClock, settle, type FakeClock } from '../../../support/fake-clock.ts';

const raw = { id: '1', type: 0, channel_id: '2', author: { id: '3' }, content: 'https://example.com/me.jpg' };
const message = readIncoming(raw);
if (!message) throw new Error('this is no message');

/** A store, and processes that use it. */
function setUp() {
  const clock: FakeClock = createFakeClock();
  const storage = openMemoryStorage({ clock });
  const memory = createMemory(storage);
  const start = (read: () => Promise<unknown> = async () => raw) => {
    const stop = new AbortController();
    const said: string[] = [];
    const messages = { read, type: async () => 'confirmed' } as unknown as DirectMessages;
    const turns = createTurns({
      memory,
      messages,
      previews: createPreviews({ messages, clock }),
      clock,
      signal: stop.signal,
      async turn({ id }, preview) {
        await preview?.complete(stop.signal);
        said.push(id);
      },
      async apologise(_message, error) {
        if (!stop.signal.aborted) said.push(String(error));
      },
    });
    return { turns, said, stop };
  };
  return { clock, memory, start };
}

test('a message has one turn, however often it comes', async () => {
  const { clock, start } = setUp();
  const { turns, said } = start();
  const taken = [turns.take(message), turns.take(message)];
  await clock.advance(6000);
  await Promise.all(taken);
  expect(said).toEqual(['1']);
});

test('a message that waits when its process stops is taken by the next, at once', async () => {
  const { start } = setUp();
  const first = start();
  void first.turns.take(message);
  await settle();
  first.stop.abort(new Error('stopping'));
  await first.turns.settled();
  const next = start();
  await next.turns.recover();
  await next.turns.settled();
  expect(first.said).toEqual([]);
  expect(next.said).toEqual(['1']);
});

test('a message whose process has died is taken when it is overdue, and by one alone', async () => {
  const { clock, memory, start } = setUp();
  await memory.markUnanswered('1', { channelId: '2', userId: '3' }, clock.now() + 20_000);
  const [one, other] = [start(), start()];
  await one.turns.recover();
  expect(one.said).toEqual([]);
  await clock.advance(20_000);
  await Promise.all([one, other].map(({ turns }) => turns.recover()));
  await Promise.all([one, other].map(({ turns }) => turns.settled()));
  expect([...one.said, ...other.said]).toEqual(['1']);
});

test('a message that a process is at is not taken by itself a second time', async () => {
  const { clock, start } = setUp();
  const { turns, said } = start(() => new Promise(() => undefined));
  void turns.take(message);
  await clock.advance(30_000);
  await turns.recover();
  expect(said).toEqual([]);
});

test('a message that cannot be read is tried again, and one that is gone is let go', async () => {
  const { memory, start } = setUp();
  await memory.markUnanswered('1', { channelId: '2', userId: '3' }, 0);
  await expect(start(() => Promise.reject(new Error('503'))).turns.recover()).rejects.toThrow('503');
  const gone = start(async () => undefined);
  await gone.turns.recover();
  await gone.turns.settled();
  const later = start();
  await later.turns.recover();
  expect([...gone.said, ...later.said]).toEqual([]);
});

test('what is waited for is forgotten with its person', async () => {
  const { memory, start } = setUp();
  await memory.markUnanswered('1', { channelId: '2', userId: '3' }, 0);
  await memory.forget('3');
  const { turns, said } = start();
  await turns.recover();
  await turns.settled();
  expect(said).toEqual([]);
});
