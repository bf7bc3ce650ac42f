import { Routes } from 'discord.js';
import { expect, test } from 'vitest';
import { startDiscord } from '../../src/discord.ts';
import { echo, plainRest, startBot } from '../sample-bot.ts';

const options = { image: { bytes: Buffer.from('x'), filename: 'a.png' }, age: 60 };

test('a request can fail with any answer, once or several times', async () => {
  await using discord = await startDiscord();
  const rest = plainRest(discord);
  const me = () => rest.get(Routes.user());
  discord.faults.inject({
    match: { path: '/users/@me' },
    times: 2,
    do: { status: 503, body: { code: 130_000, message: 'overloaded' } },
  });
  await expect(me()).rejects.toMatchObject({ status: 503 });
  await expect(me()).rejects.toMatchObject({ status: 503 });
  await expect(me()).resolves.toMatchObject({ bot: true });
  expect(discord.requests.map(({ status }) => status)).toEqual([503, 503, 200]);
});

test('a broken connection loses the request, or only its answer', async () => {
  await using discord = await startDiscord();
  const rest = plainRest(discord);
  const channel = discord.addGuild().addChannel();
  const send = (content: string, size = 1) =>
    rest.post(Routes.channelMessages(channel.id), {
      body: { content },
      files: [{ name: 'a.png', data: Buffer.alloc(size) }],
    });
  discord.faults.inject({ match: { kind: 'message' }, do: { drop: 'before' } });
  discord.faults.inject({ match: { kind: 'message' }, do: { drop: 'mid-upload' } });
  discord.faults.inject({ match: { kind: 'message' }, do: { drop: 'after' } });
  await expect(send('one')).rejects.toThrow('other side closed');
  await expect(send('two', 8 * 1024 * 1024)).rejects.toThrow(/./);
  await expect(send('three')).rejects.toThrow('other side closed');
  expect(channel.messages.map(({ content }) => content)).toEqual(['three']);
});

test('discord.js waits for the end of a rate limit and retries', async () => {
  await using discord = await startDiscord();
  await using client = await startBot(discord, echo);
  const channel = discord.addGuild().addChannel();
  discord.faults.inject({ match: { kind: 'edit-original' }, do: { rateLimit: { retryAfter: 0.05, scope: 'shared' } } });
  const asked = await discord.addUser({ name: 'Alice' }).slash({ channel, command: 'age', options });
  expect((await asked.final()).content).toBe('At 60');
  const edits = discord.requests.filter(({ kind }) => kind === 'edit-original');
  expect(edits.map(({ status, authorized, files }) => [status, authorized, files.length])).toEqual([
    [429, false, 1],
    [200, false, 1],
  ]);
  expect(client.errors).toEqual([]);
});

test('a plan decides about every request', async () => {
  await using discord = await startDiscord();
  const rest = plainRest(discord);
  let count = 0;
  discord.faults.schedule(({ kind }) => (kind === 'user' && ++count % 2 === 1 ? { status: 500 } : { delayMs: 1 }));
  await expect(rest.get(Routes.user())).rejects.toMatchObject({ status: 500 });
  await expect(rest.get(Routes.user())).resolves.toMatchObject({ bot: true });
  discord.faults.clear();
  await expect(rest.get(Routes.user())).resolves.toMatchObject({ bot: true });
});
