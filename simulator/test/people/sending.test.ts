import { MessageFlags, Routes } from 'discord.js';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { startDiscord } from '../../src/discord.ts';
import { publishedGuild } from '../../src/world/published-guild.ts';
import { describedRoute } from '../../src/rest/checks/description.ts';
import { plainRest, setUp } from '../sample-bot.ts';
import { makeWorld } from '../../src/world/world.ts';

const settings = {
  botToken: 'none',
  botName: 'Bot',
  acknowledgementMs: 3000,
  cdnLifetimeSeconds: 60,
  seed: 1,
  omit: {},
  checksItself: true,
};

/** Which of ten files lack their type with this seed. */
const withoutType = async (seed: number): Promise<boolean[]> => {
  await using discord = await startDiscord({ seed });
  const dm = discord.addUser({ name: 'Alice' });
  const uploads = Array.from({ length: 10 }, () => ({
    bytes: Buffer.from('GIF89a\x01\0\x01\0'),
    filename: 'a.gif',
  }));
  const { data } = await dm.dm('look', uploads);
  return data.attachments.map(({ content_type }) => content_type === undefined);
};

describe('payloads of the simulator', () => {
  test('a payload that differs from the description is a problem', async () => {
    await using discord = await startDiscord({ strict: false });
    const alice = discord.addUser({ name: 'Alice' });
    Object.assign(alice.state.user, { public_flags: 'many' });
    const route = Routes.userChannels();
    await plainRest(discord).post(route, { body: { recipient_id: alice.id } });
    expect(discord.problems).toEqual([
      expect.stringMatching(/simulator itself failed: the answer to POST .*recipients\.0\.public_flags/),
    ]);
  });

  test('guilds comply with the description, however large they are', async () => {
    await using discord = await startDiscord();
    const { state } = discord.addGuild({ furniture: { channels: 1, roles: 2, emojis: 3 } });
    const world = makeWorld({ ...settings, now: () => 0, origin: () => 'http://127.0.0.1' });
    const guild = publishedGuild(world, state);
    const answer = describedRoute({ method: 'GET', pattern: '/guilds/:' })?.answer;
    expect(answer && z.core.safeParse(answer, guild).error).toBeUndefined();
    expect(guild).toMatchObject({ roles: { length: 3 }, emojis: { length: 3 } });
  });

  test('every answer says how many requests its bucket still accepts', async () => {
    await using world = await setUp();
    const { discord, channel } = world;
    const headers = { authorization: `Bot ${discord.botToken}`, 'user-agent': 'DiscordBot (https://example.com, 1)' };
    const get = async (path: string) => (await fetch(`${discord.apiUrl}/v10${path}`, { headers })).headers;
    const [first, second] = [await get(`/channels/${channel.id}`), await get(`/channels/${channel.id}`)];
    const lost = await get(`/channels/${channel.id}/messages/1`);
    for (const answer of [first, second, lost]) {
      expect(Number(answer.get('x-ratelimit-limit'))).toBeGreaterThan(Number(answer.get('x-ratelimit-remaining')));
      expect(Number(answer.get('x-ratelimit-reset'))).toBeGreaterThan(Date.now() / 1000 - 60);
      expect(Number(answer.get('x-ratelimit-reset-after'))).toBeLessThanOrEqual(1);
    }
    const buckets = [first, second, lost].map((answer) => answer.get('x-ratelimit-bucket'));
    expect(new Set(buckets).size).toBe(2);

    discord.faults.inject({ do: { rateLimit: { retryAfter: 2 } } });
    discord.faults.inject({ do: { rateLimit: { retryAfter: 2, global: true } } });
    const [own, global] = [await get(`/channels/${channel.id}`), await get(`/channels/${channel.id}`)];
    expect(Object.fromEntries(own)).toMatchObject({
      'retry-after': '2',
      'x-ratelimit-scope': 'user',
      'x-ratelimit-remaining': '0',
      'x-ratelimit-bucket': buckets[0],
    });
    expect(Object.fromEntries(global)).toMatchObject({ 'retry-after': '2', 'x-ratelimit-global': 'true' });
  });

  test('the seed decides which optional fields are left out', async () => {
    const first = await withoutType(1);
    expect(await withoutType(1)).toEqual(first);
    expect(await withoutType(2)).not.toEqual(first);
    expect(new Set(first)).toEqual(new Set([true, false]));
  });

  test('a test can leave out fields, and a failing test prints the seed', async () => {
    const discord = await startDiscord({ seed: 7, omit: { 'attachment.content_type': 'always' } });
    const alice = discord.addUser({ name: 'Alice' });
    const { data } = await alice.dm('look', [{ bytes: Buffer.from('a'), filename: 'a.png' }]);
    expect(data.attachments[0]).not.toHaveProperty('content_type');
    await expect(plainRest(discord).get('/nowhere')).rejects.toThrow('404');
    await expect(discord[Symbol.asyncDispose]()).rejects.toThrow('seed 7');
  });
});

test('the bot gets its own private answer as if it were a direct message', async () => {
  await using world = await setUp();
  const { discord, channel, ask, acknowledge, rest, hook } = world;
  const events = () =>
    discord.gateway.sessions
      .flatMap(({ sent }) => sent.map(({ text }) => JSON.parse(text) as { t: string; d: Record<string, unknown> }))
      .filter(({ t }) => t.startsWith('MESSAGE_'));
  const asked = await ask();
  await acknowledge(asked, { type: 4, data: { content: 'only you', flags: MessageFlags.Ephemeral } });
  const { id } = (await rest.post(hook(asked), {
    auth: false,
    body: { content: 'once more', flags: MessageFlags.Ephemeral },
  })) as { id: string };
  await rest.delete(`${hook(asked)}/messages/${id}`, { auth: false });
  expect(events()).toMatchObject([
    { t: 'MESSAGE_CREATE', d: { channel_id: channel.id, content: 'only you', flags: MessageFlags.Ephemeral } },
    { t: 'MESSAGE_CREATE', d: { channel_id: channel.id, content: 'once more', flags: MessageFlags.Ephemeral } },
    { t: 'MESSAGE_DELETE', d: { channel_id: channel.id, id } },
  ]);
  for (const { d } of events()) expect(d).not.toHaveProperty('guild_id');
  // A public message needs an intent that this bot hasn't asked for.
  const open = await ask();
  await acknowledge(open, { type: 4, data: { content: 'everybody' } });
  expect(events()).toHaveLength(3);
});
