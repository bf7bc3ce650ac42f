import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { holdBack, startDiscord } from 'discord-simulator';
import { startEndpoint } from 'discord-simulator/endpoint';
import { botEnvironment } from '../../support/world/bot.ts';
import { held } from '../../support/faults/endpoint-steps.ts';
import { expectPicture } from '../../support/expectations.ts';
import { startWorld } from '../../support/world.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

test('a request that is under way is finished before Ctrl-C ends the bot', async () => {
  await using world = await startWorld();
  const { step, release } = held();
  world.endpoint.script([step]);
  const asked = await world.ask();
  await world.discord.until(() => world.endpoint.calls.length === 1);
  const stopped = world.bot.stop('SIGINT');
  await world.bot.untilLogged('Stopping');
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
  await world.bot.untilLogged('Stopping');
  release();
  expect(await stopped).toBe(0);
  expect(world.bot.log.at(-1)).toMatchObject({ msg: 'Stopped', left: 0 });
  await expectPicture(asked);
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

test('a signal to `npm start` reaches the bot', async () => {
  await using discord = await startDiscord();
  await using endpoint = await startEndpoint();
  const env = { ...botEnvironment(discord, endpoint), STORAGE_URL: 'memory:' };
  const child = spawn('npm', ['start', '--silent'], {
    cwd: ROOT,
    env: { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += String(chunk)));
  child.stderr.on('data', (chunk: Buffer) => (output += String(chunk)));
  const closed = once(child, 'close');
  await discord.untilCommand('age');
  child.kill('SIGTERM');
  await closed;
  expect(output).toContain('"msg":"Stopped"');
});
