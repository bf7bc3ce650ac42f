import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { devNull } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { startDiscord } from 'discord-simulator';
import { startEndpoint } from 'discord-simulator/endpoint';
import { nightly } from '../../support/cases.ts';
import { botEnvironment } from '../../support/world/bot.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

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

nightly('the exit code of the bot is the exit code of `npm start`', async () => {
  const { closed, output } = npmStart({});
  expect(await closed).toEqual([78, null]);
  expect(output()).toContain('DISCORD_TOKEN');
});

// The first process of a container ignores signals that nobody handles, and would be killed later.
test('a signal that comes while the code is being loaded ends the bot with 0', async () => {
  const atOnce = `process.once('newListener', (name) => {
    process.stderr.write(name + new Error().stack);
    process.nextTick(() => process.kill(process.pid, 'SIGTERM'));
  })`;
  await using discord = await startDiscord();
  await using endpoint = await startEndpoint();
  const flags = ['--import', `data:text/javascript,${encodeURIComponent(atOnce)}`, join(ROOT, 'src/main.js')];
  const env = { ENV_FILE: devNull, ...botEnvironment(discord, endpoint), STORAGE_URL: 'memory:' };
  const child = spawn(process.execPath, flags, { env, stdio: ['ignore', 'ignore', 'pipe'] });
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => (errors += String(chunk)));
  expect(await once(child, 'close')).toEqual([0, null]);
  expect(errors).toMatch(/^SIGTERM/);
  expect(errors).toContain('src/main.js');
});
