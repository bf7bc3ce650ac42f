import { expect, test } from 'vitest';
import { createMemory } from '../../../../src/discord/conversation/memory.ts';
import { openMemoryStorage } from '../../../../src/storage/memory/memory-storage.ts';
import { createFakeClock } from '../../../support/fake-clock.ts';

const DAY_MS = 86_400_000;

test('what a conversation is about is kept for a day, and that a person was greeted for 400', async () => {
  const clock = createFakeClock();
  const memory = createMemory(openMemoryStorage({ clock }));
  await memory.setTopic('1', { kind: 'photo', photo: { channelId: '2', messageId: '3', index: 0 } });
  await memory.markGreeted('1');
  await clock.advance(DAY_MS - 1000);
  expect(await memory.topic('1')).toBeDefined();
  await clock.advance(1000);
  expect(await memory.topic('1')).toBeUndefined();
  await clock.advance(399 * DAY_MS - 1000);
  expect(await memory.wasGreeted('1')).toBe(true);
  await clock.advance(1000);
  expect(await memory.wasGreeted('1')).toBe(false);
});
