import { expect, test } from 'vitest';
import type { Discord } from 'discord-simulator';
import { startWorld } from '../../support/world.ts';

const REMOVED = 'Commands removed from the server of an earlier DEV_GUILD_ID';

const guildsOf = ({ discord }: { discord: Discord }) => [...new Set(discord.commands.map(({ guild_id }) => guild_id))];

test('a test server loses its commands when another start deploys them elsewhere', async () => {
  await using world = await startWorld({ withoutBot: true });
  const { discord } = world;
  const [first, second] = [discord.addGuild(), discord.addGuild()];
  const writes = () => discord.requests.filter(({ kind, method }) => kind === 'commands' && method === 'PUT').length;
  /** @param said what the bot logs once it has looked for commands of earlier starts. */
  const startFor = async (guild?: { id: string }, said?: string | RegExp) => {
    const bot = await world.start(guild && { DEV_GUILD_ID: guild.id });
    if (said !== undefined) await bot.untilLogged(said);
    expect(await bot.stop()).toBe(0);
    return bot.log;
  };

  await startFor(first);
  expect(guildsOf({ discord })).toEqual([first.id]);
  await startFor(second, REMOVED);
  expect(guildsOf({ discord })).toEqual([second.id]);
  await startFor(undefined, REMOVED);
  expect(guildsOf({ discord })).toEqual([undefined]);
  const before = writes();
  await startFor();
  expect(writes()).toBe(before);
  // People keep using the global commands. The operator is told that each shows twice there.
  const warned = await startFor(first, /appear twice/);
  expect(guildsOf({ discord }).toSorted()).toEqual([first.id, undefined]);
  expect(warned).toContainEqual(
    expect.objectContaining({ level: 'warn', msg: expect.stringMatching(/appear twice/) as string }),
  );

  // What can't be removed now is removed at the next start.
  const fault = { status: 400, body: { message: 'Invalid Form Body', code: 50_035 } };
  discord.faults.inject({ match: { kind: 'commands', path: new RegExp(first.id) }, do: fault });
  const log = await startFor(undefined, /could not be removed/);
  expect(log).toContainEqual(
    expect.objectContaining({ level: 'error', msg: expect.stringMatching(/removed/) as string }),
  );
  expect(guildsOf({ discord }).toSorted()).toEqual([first.id, undefined]);
  await startFor(undefined, REMOVED);
  expect(guildsOf({ discord })).toEqual([undefined]);

  // Nothing has to be removed from a server that the bot has left.
  await startFor(first, /appear twice/);
  first.state.botInstalled = false;
  const asked = () =>
    discord.requests.filter(({ kind, path }) => kind === 'commands' && path.includes(first.id)).length;
  const askedBefore = asked();
  const last = await world.start();
  await discord.until(() => asked() > askedBefore);
  expect(await last.stop()).toBe(0);
  expect(last.log.filter(({ level }) => level === 'error')).toEqual([]);
});
