import type { APIApplication, Interaction } from 'discord.js';
import { expect, onTestFinished, test } from 'vitest';
import { systemClock } from '../../../../src/clock.ts';
import { createInteractionClient } from '../../../../src/discord/gateway/interaction-client.ts';
import type { InteractionExtras } from '../../../../src/discord/reading/request-origin.ts';
import { createRestTransport } from '../../../../src/discord/rest/rest-transport.ts';
import { createLogger } from '../../../../src/ops/log/logger.ts';

const logger = createLogger('silent');
const user = { id: '300', username: 'face-age', discriminator: '0', global_name: null, avatar: null, bot: true };
const application = { id: '400', name: 'Face Age', description: '', flags: 0 } as unknown as APIApplication;

function makeClient() {
  const transport = createRestTransport({ clock: systemClock, logger });
  const received: { interaction: Interaction; extras: InteractionExtras }[] = [];
  const client = createInteractionClient({
    transport,
    clock: { now: () => 5 },
    logger,
    apiUrl: 'http://127.0.0.1:9/api',
    cdnUrl: 'http://127.0.0.1:9',
    token: 'token',
    account: { user, application },
    onInteraction: (interaction, extras) => received.push({ interaction, extras }),
  });
  onTestFinished(async () => {
    client[Symbol.dispose]();
    await transport[Symbol.asyncDispose]();
  });
  return { ...client, received };
}

const slash = {
  id: '1',
  application_id: '400',
  type: 2,
  token: 'interaction-token',
  version: 1,
  guild_id: '7',
  channel: { id: '8', type: 0, nsfw: true },
  member: { user: { ...user, id: '9', bot: false }, permissions: '0', roles: ['7'], joined_at: null },
  data: { id: '2', type: 1, name: 'age', options: [{ name: 'age', type: 4, value: 60 }] },
  entitlements: [{ id: '3', sku_id: '4', application_id: '400', type: 8, deleted: false }],
};

test('a client that is never logged in makes interactions, and knows who the bot is', () => {
  const { client, receive, received } = makeClient();
  receive(slash);
  const [{ interaction, extras } = {}] = received;
  if (!interaction?.isChatInputCommand()) throw new Error('it is no command');
  expect(interaction.options.getInteger('age')).toBe(60);
  expect(interaction.client.user.id).toBe('300');
  expect(client.user.tag).toBe('face-age');
  expect(client.application.id).toBe('400');
  expect(extras).toEqual({ receivedAt: 5, ageRestricted: true, isThread: false, memberRoles: ['7'] });
});

test('what discord.js does not know is passed over, and the next interaction still comes', () => {
  const { receive, received } = makeClient();
  receive({ ...slash, id: '10', type: 99 });
  receive({ ...slash, id: '11' });
  expect(received.map(({ interaction }) => interaction.id)).toEqual(['11']);
});

test('discord.js does not read SHARDS, which is no JSON', () => {
  process.env['SHARDS'] = '0-3';
  onTestFinished(() => {
    delete process.env['SHARDS'];
  });
  expect(() => makeClient()).not.toThrow();
});
