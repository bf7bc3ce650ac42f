import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { devNull } from 'node:os';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { holdBack, startDiscord } from 'discord-simulator';
import { startEndpoint } from 'discord-simulator/endpoint';
import { botEnvironment } from '../../support/world/bot.ts';
import { refusedAsItStops } from '../../support/people/stopping.ts';
import { held } from '../../support/faults/endpoint-steps.ts';
import { expectPicture, expectSentence } from '../../support/expectations.ts';
import { startWorld } from '../../support/world.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

test('a request that is under way is finished before Ctrl-C ends the bot', async () => {
  await using world = await startWorld();
  const { step, release } = held();
  world.endpoint.script([step]);
  const asked = await world.ask();
  await world.discord.until(() => world.endpoint.calls.length === 1);
  const stopped = world.bot.stop('SIGINT');
  await refusedAsItStops(world);
  release();
  await expectPicture(asked);
  expect(await stopped).toBe(0);
  expect(world.bot.log.at(-1)).toMatchObject({ msg: 'Stopped', left: 0 });
});

test('a request whose acknowledgement was under way is finished too', async () => {
  await using world = await startWorld();
  const { discord } = world;
  const { fault, release } = holdBack();
  discord.faults.inject({ match: { kind: 'callback' }, do: fault });
  const asked = await world.ask();
  await discord.until(() => discord.requests.some(({ kind }) => kind === 'callback'));
  const stopped = world.bot.stop();
  await refusedAsItStops(world);
  release();
  expect(await stopped).toBe(0);
  expect(world.bot.log.at(-1)).toMatchObject({ msg: 'Stopped', left: 0 });
  await expectPicture(asked);
});

test('what comes while it stops is refused with a sentence', async () => {
  await using world = await startWorld();
  const { step, release } = held();
  world.endpoint.script([step]);
  const first = await world.ask();
  await world.discord.until(() => world.endpoint.calls.length === 1);
  world.bot.process.kill('SIGTERM');
  await expectSentence(await refusedAsItStops(world), 'restarting');
  release();
  await expectPicture(first);
  expect(await world.bot.exit).toBe(0);
});

test('a request that was not finished in time is finished by the next process, and paid once', async () => {
  await using world = await startWorld({ env: { SHUTDOWN_SECONDS: '0' } });
  world.discord.faults.inject({ match: { kind: 'cdn' }, do: holdBack().fault });
  const asked = await world.ask();
  await world.discord.until(() => world.discord.requests.some(({ kind }) => kind === 'cdn'));
  await world.restart();
  await expectPicture(asked);
  expect(world.endpoint.charged).toBe(1);
});

/** Starts the bot as operators do. */
function npmStart(env: Record<string, string>) {
  const child = spawn('npm', ['start', '--silent'], {
    cwd: ROOT,
    env: { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '', ENV_FILE: devNull, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += String(chunk)));
  child.stderr.on('data', (chunk: Buffer) => (output += String(chunk)));
  return { child, closed: once(child, 'close'), output: () => output };
}

// npm passes it on to a shell, and whether that passes it on depends on the shell.
test('a signal to `npm start` reaches the bot', async () => {
  await using discord = await startDiscord();
  await using endpoint = await startEndpoint();
  const { child, closed, output } = npmStart({ ...botEnvironment(discord, endpoint), STORAGE_URL: 'memory:' });
  await discord.untilCommand('age');
  child.kill('SIGTERM');
  await closed;
  expect(output()).toContain('"msg":"Stopped"');
});

test('the exit code of the bot is that of `npm start`', async () => {
  const { closed, output } = npmStart({});
  expect(await closed).toEqual([78, null]);
  expect(output()).toContain('DISCORD_TOKEN');
});
