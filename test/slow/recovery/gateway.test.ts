import { expect, test } from 'vitest';
import { nightly, someOf } from '../../support/cases.ts';
import { expectPicture } from '../../support/expectations.ts';
import { startWorld } from '../../support/world.ts';

const PORTAL = 'https://discord.com/developers/applications';

test('after a silent, broken or replaced gateway connection, the bot reconnects and answers', async () => {
  await using world = await startWorld({ withoutBot: true });
  const { discord } = world;
  discord.gateway.heartbeatInterval = 1000;
  const bot = await world.start();
  const { counts } = discord.gateway;

  const resumed = async (mishap: () => void) => {
    const before = counts.resumes;
    mishap();
    // Sent while nobody is connected. Discord delivers it after the session was resumed.
    const asked = await world.askInNewServer({ private: true });
    // A heartbeat that a busy machine acknowledges late causes another one.
    await world.until(() => counts.resumes > before, { what: 'no resume' });
    return asked;
  };
  await expectPicture(await resumed(() => discord.gateway.drop()));
  await expectPicture(await resumed(() => discord.gateway.drop({ code: 4000 })));
  await resumed(() => discord.gateway.reconnect());
  await expectPicture(await world.askInNewServer());
  await resumed(() => discord.gateway.invalidate({ resumable: true }));
  await expectPicture(await world.askInNewServer());
  await resumed(() => discord.gateway.zombie());
  await expectPicture(await world.askInNewServer());
  const before = counts.resumes;
  await discord.goOffline();
  await bot.untilLogged('Gateway connection lost; reconnecting');
  const attempts = discord.gateway.attempts.length;
  await discord.goOnline();
  await world.until(() => counts.resumes > before && discord.gateway.attempts.length > attempts);
  await expectPicture(await world.askInNewServer());
  expect(counts.identifies).toBe(1);

  discord.gateway.invalidate({ resumable: false });
  await world.until(() => counts.identifies === 2, { what: 'no new session' });
  await discord.untilReady();
  await expectPicture(await world.askInNewServer());
});

const REFUSALS: [number, string][] = [
  [4004, 'DISCORD_TOKEN'],
  [4014, 'intent'],
];
test.each(someOf(REFUSALS, ['4014']))(
  'close code %i after the start ends the bot with one sentence',
  async (code, word) => {
    await using world = await startWorld({ withoutBot: true });
    const bot = await world.startProcess();
    world.discord.gateway.closeWith(code);
    await world.expectExit(bot, 69);
    expectSentence(bot.output, word);
  },
);

nightly('close code 4014 at the start ends the bot with one sentence', async () => {
  await using world = await startWorld({ withoutBot: true, discord: { shards: 2 } });
  const { gateway } = world.discord;
  // The second shard waits 5 s for its turn, so the bot isn't ready yet when the first is refused.
  gateway.sessionStartLimit.max_concurrency = 1;
  const starting = world.launch();
  await world.until(() => gateway.counts.identifies === 1);
  gateway.closeWith(4014);
  const bot = await starting;
  await world.expectExit(bot, 69);
  expectSentence(bot.output, 'intent');
});

nightly('a wrong token ends the bot with one sentence, and the next attempt waits longer', async () => {
  await using world = await startWorld({ withoutBot: true });
  const DISCORD_TOKEN = `${world.discord.botToken.slice(0, -4)}AAAA`;
  const first = await world.launch({ DISCORD_TOKEN });
  await world.expectExit(first, 69);
  expectSentence(first.output, 'DISCORD_TOKEN');
  expect(first.output).not.toContain(DISCORD_TOKEN);
  expect(world.discord.gateway.counts.identifies).toBe(0);

  const second = await world.launch({ DISCORD_TOKEN });
  await world.until(() => second.output.includes(PORTAL));
  // It waits now, without using another login, and can still be stopped.
  expect(await second.stop()).toBe(0);
});

nightly("the bot doesn't log in when no logins are left, until Discord grants more", async () => {
  await using world = await startWorld({ withoutBot: true });
  const { gateway } = world.discord;
  const HOUR = 3_600_000;
  Object.assign(gateway.sessionStartLimit, { remaining: 0, reset_after: HOUR });
  const log: string[] = [];
  const starting = world.startInProcess({}, (line) => log.push(line));
  await world.until(() => log.some((line) => line.includes('Too few Discord logins left today')));
  expect(log.join('')).toContain(`"waitMs":${HOUR}`);
  expect(gateway.counts.identifies).toBe(0);
  gateway.sessionStartLimit.remaining = 1000;
  world.clock.shift(HOUR);
  await using _app = await starting;
  expect(gateway.counts.identifies).toBe(1);
  await expectPicture(await world.askInNewServer());
});

nightly('the bot keeps trying while Discord is unreachable at the start', async () => {
  await using world = await startWorld({ withoutBot: true });
  world.discord.faults.inject({ match: { path: '/gateway/bot' }, times: Infinity, do: { drop: 'before' } });
  const bot = await world.launch();
  await bot.untilLogged('Cannot connect to Discord; retrying');
  world.heal();
  await bot.untilLogged('Ready');
  await world.discord.untilCommand('age');
  await expectPicture(await world.askInNewServer());
});

/** One line for the operator: what to do and where, without a stack trace. */
function expectSentence(output: string, word: string): void {
  const said = output.split('\n').filter((line) => line !== '' && !line.startsWith('{') && !line.startsWith('.env'));
  expect(said).toHaveLength(1);
  expect(said[0]).toContain(word);
  expect(said[0]).toContain(PORTAL);
  expect(output).not.toMatch(/^\s+at /m);
}
