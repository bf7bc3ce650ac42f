import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type Discord, startDiscord } from 'discord-simulator';
import { startEndpoint } from 'discord-simulator/endpoint';
import { botEnvironment, startBot } from '../../support/world/bot.ts';

const guildsOf = ({ discord }: { discord: Discord }) => [...new Set(discord.commands.map(({ guild_id }) => guild_id))];

test('a test server loses its commands when another start deploys them elsewhere', async () => {
  await using discord = await startDiscord();
  await using endpoint = await startEndpoint();
  const [first, second] = [discord.addGuild(), discord.addGuild()];
  const folder = await mkdtemp(join(tmpdir(), 'face-age-bot-'));
  await using _folder = { [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }) };
  const writes = () => discord.requests.filter(({ kind, method }) => kind === 'commands' && method === 'PUT').length;
  const startFor = async (guild?: { id: string }) => {
    const env = { ...botEnvironment(discord, endpoint), ...(guild && { DEV_GUILD_ID: guild.id }) };
    await using bot = await startBot({ env, folder });
    await bot.untilLogged(/^Commands (deployed|are up to date)$/);
    expect(await bot.stop()).toBe(0);
    return bot.log;
  };

  await startFor(first);
  expect(guildsOf({ discord })).toEqual([first.id]);
  await startFor(second);
  expect(guildsOf({ discord })).toEqual([second.id]);
  await startFor();
  expect(guildsOf({ discord })).toEqual([undefined]);
  const before = writes();
  await startFor();
  expect(writes()).toBe(before);
  // People keep using the global commands. The operator is told that each shows twice there.
  const warned = await startFor(first);
  expect(guildsOf({ discord }).toSorted()).toEqual([first.id, undefined]);
  expect(warned).toContainEqual(
    expect.objectContaining({ level: 'warn', msg: expect.stringMatching(/show twice/) as string }),
  );

  // What can't be removed now is removed at the next start.
  const fault = { status: 400, body: { message: 'Invalid Form Body', code: 50_035 } };
  discord.faults.inject({ match: { kind: 'commands', path: new RegExp(first.id) }, do: fault });
  const log = await startFor();
  expect(log).toContainEqual(
    expect.objectContaining({ level: 'error', msg: expect.stringMatching(/removed/) as string }),
  );
  expect(guildsOf({ discord }).toSorted()).toEqual([first.id, undefined]);
  await startFor();
  expect(guildsOf({ discord })).toEqual([undefined]);

  // Nothing has to be removed from a server that the bot has left.
  await startFor(first);
  first.state.botInstalled = false;
  const last = await startFor();
  expect(last.filter(({ level }) => level === 'error')).toEqual([]);
});
