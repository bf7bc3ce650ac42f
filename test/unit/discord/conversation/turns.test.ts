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

test('a message has one turn, however often it arrives', async () => {
  const { clock, start } = setUp();
  const { turns, said } = start();
  const taken = [turns.take(message), turns.take(message)];
  await clock.advance(6000);
  await Promise.all(taken);
  expect(said).toEqual(['1']);
});

test('a message that is waiting when its process stops is taken over at once', async () => {
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

test('a message whose process has died is taken over when it is overdue, by one process only', async () => {
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

test("a process doesn't take over its own message", async () => {
  const { clock, start } = setUp();
  const { turns, said } = start(() => new Promise(() => undefined));
  void turns.take(message);
  await clock.advance(30_000);
  await turns.recover();
  expect(said).toEqual([]);
});

test("a message that can't be read is tried again, and a deleted one is dropped", async () => {
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

test("a waiting message is deleted with its person's data", async () => {
  const { memory, start } = setUp();
  await memory.markUnanswered('1', { channelId: '2', userId: '3' }, 0);
  await memory.forget('3');
  const { turns, said } = start();
  await turns.recover();
  await turns.settled();
  expect(said).toEqual([]);
});
