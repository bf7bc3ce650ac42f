import { once } from 'node:events';
import { mkdtemp, readdir } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GatewayOpcodes } from 'discord-api-types/v10';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WebSocketServer } from 'ws';
import { type Discord, startDiscord } from 'discord-simulator';
import { startEndpoint } from 'discord-simulator/endpoint';
import { nightly } from '../../support/cases.ts';
import { botEnvironment, startBot, type Bot } from '../../support/world/bot.ts';
import { removeFolder } from '../../support/remove-folder.ts';

const PORTAL = 'https://discord.com/developers/applications';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'face-age-bot-'));
});
afterAll(async () => {
  await removeFolder(folder);
});

async function start(discord: Discord, env: Record<string, string> = {}): Promise<Bot> {
  await using endpoint = await startEndpoint();
  return await startBot({ env: { ...botEnvironment(discord, endpoint), TMPDIR: folder, ...env } });
}

/** One sentence with the page to visit, and otherwise only log lines. */
async function expectSentence(bot: Bot, said: RegExp, secret: string): Promise<void> {
  expect(await bot.exit).toBe(69);
  const lines = bot.output.split('\n').filter((line) => line !== '' && !line.startsWith('{'));
  expect(lines).toEqual([expect.stringMatching(said)]);
  expect(lines[0]).toContain(PORTAL);
  expect(bot.output).not.toContain(secret);
  expect(bot.output).not.toMatch(/"stack"/);
}

/** A gateway that sends hello, and closes as soon as a bot identifies. */
async function gatewayThatCloses(code: number) {
  const gateway = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  await once(gateway, 'listening');
  gateway.on('connection', (socket) => {
    socket.send(JSON.stringify({ op: GatewayOpcodes.Hello, d: { heartbeat_interval: 41_250 }, s: null, t: null }));
    socket.on('message', () => socket.close(code));
  });
  return {
    url: `ws://127.0.0.1:${(gateway.address() as AddressInfo).port}`,
    [Symbol.asyncDispose]: async () => {
      for (const socket of gateway.clients) socket.terminate();
      await new Promise((resolve) => gateway.close(resolve));
    },
  };
}

test('a wrong Discord token ends the bot with one sentence', async () => {
  await using discord = await startDiscord();
  const token = `${discord.botToken.slice(0, -4)}AAAA`;
  await using bot = await start(discord, { DISCORD_TOKEN: token });
  await expectSentence(bot, /DISCORD_TOKEN/, token);
  // Failures are counted beside the database, and not where others could plant a link.
  expect(await readdir(join(bot.folder, 'data'))).toContainEqual(expect.stringMatching(/^face-age-bot-\w+\.failures$/));
  expect(await readdir(folder)).toEqual([]);
});

nightly("an intent that Discord doesn't allow ends the bot with one sentence", async () => {
  await using discord = await startDiscord();
  await using gateway = await gatewayThatCloses(4014);
  const session_start_limit = { total: 1000, remaining: 1000, reset_after: 0, max_concurrency: 1 };
  discord.faults.inject({
    match: { kind: 'gateway' },
    times: Infinity,
    do: { status: 200, body: { url: gateway.url, shards: 1, session_start_limit } },
  });
  await using bot = await start(discord);
  await expectSentence(bot, /does not allow an intent/, discord.botToken);
});

test('a token that is reset while the bot runs ends it with one sentence', async () => {
  await using discord = await startDiscord();
  await using bot = await start(discord);
  await discord.untilCommand('age');
  await bot.untilLogged('Ready');
  discord.gateway.closeWith(4004);
  await expectSentence(bot, /DISCORD_TOKEN/, discord.botToken);
});

test('the bot keeps trying while Discord is unreachable, and stops when asked', async () => {
  await using discord = await startDiscord();
  discord.faults.inject({ match: { kind: 'gateway' }, times: Infinity, do: { drop: 'before' } });
  await using bot = await start(discord);
  expect(await bot.untilLogged(/^Cannot connect to Discord/)).toMatchObject({ level: 'warn' });
  expect(await bot.stop()).toBe(0);
});
