import type { Interaction } from 'discord.js';
import { expect, test, vi } from 'vitest';
import { createInteractionReader } from '../../../../src/discord/http/interaction-reader.ts';
import type { InteractionExtras } from '../../../../src/discord/reading/request-origin.ts';

const user = { id: '9', username: 'alice', discriminator: '0', avatar: 'abc' };
const base = { application_id: '2', token: 't', version: 1, user };
const command = { ...base, id: '1', type: 2, data: { id: '3', name: 'age', type: 1 } };

function makeReader() {
  const seen = vi.fn<(interaction: Interaction, extras: InteractionExtras) => void>();
  const clock = { now: () => 5 };
  const reader = createInteractionReader({ cdnUrl: 'https://cdn.test', clock, onInteraction: seen });
  return { reader, seen, [Symbol.asyncDispose]: () => reader[Symbol.asyncDispose]() };
}

test('hands on the interaction with its extras, and fills in what is missing', async () => {
  await using world = makeReader();
  const channel = { id: '7', type: 11, parent_id: '6' };
  expect(world.reader.read({ ...command, channel })).toBe(true);
  const [interaction, extras] = world.seen.mock.calls[0] ?? [];
  expect(interaction?.isChatInputCommand()).toBe(true);
  expect(interaction).toMatchObject({ id: '1', token: 't', channelId: '7', locale: 'en-US' });
  expect(extras).toEqual({ receivedAt: 5, isThread: true, parentChannelId: '6' });
});

test('reads avatars from where they are', async () => {
  await using world = makeReader();
  world.reader.read({ ...command });
  expect(world.seen.mock.calls[0]?.[0].user.displayAvatarURL()).toBe('https://cdn.test/avatars/9/abc.webp');
});

test('takes no notice of what people have bought, which a client without a connection could not read', async () => {
  await using world = makeReader();
  const entitlements = [{ id: '4', sku_id: '5', application_id: '2', type: 8, deleted: false }];
  expect(world.reader.read({ ...command, entitlements })).toBe(true);
});

test('says of a kind that discord.js does not know that it was not read', async () => {
  await using world = makeReader();
  expect(world.reader.read({ ...command })).toBe(true);
  expect(world.reader.read({ ...base, id: '2', type: 99, data: {} })).toBe(false);
  expect(world.seen).toHaveBeenCalledTimes(1);
});

test('keeps neither channels nor people', async () => {
  await using world = makeReader();
  for (let id = 100; id < 110; id += 1) {
    world.reader.read({ ...command, user: { ...user, id: `${id}` }, channel: { id: `${id}`, type: 1 } });
  }
  const client = world.seen.mock.calls[0]?.[0].client;
  expect(client?.users.cache.size).toBeLessThanOrEqual(1);
  expect(client?.channels.cache.size).toBeLessThanOrEqual(1);
});
