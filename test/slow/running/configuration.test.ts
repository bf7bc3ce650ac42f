import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startBot } from '../../support/world/bot.ts';

const EXIT_CONFIG = 78;
/** Enough to get past the configuration; nothing listens at either address. */
const enough = {
  DISCORD_TOKEN: 'not-a-token-of-anybody',
  DISCORD_API_URL: 'http://127.0.0.1:9/api',
  ACEDATACLOUD_API_TOKEN: 'not-a-key-of-anybody',
  STORAGE_URL: 'memory:',
  PORT: '0',
};

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'face-age-bot-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

/** Runs the bot until it gives up. */
async function runInVain(env: Record<string, string>) {
  await using bot = await startBot({ env: { ...enough, ...env } });
  const code = await bot.exit;
  return { code, output: bot.output.replace('.env not found. Continuing without it.\n', '') };
}

/** A sentence or a list, never a stack trace. */
function expectPlain(output: string): void {
  expect(output).not.toMatch(/^\s+at |"stack"|node:internal|Error:/m);
}

test('every missing and bad variable is named, with what it should be and without its value', async () => {
  const bad = {
    ACEDATACLOUD_API_BASE_URL: 'gopher://secret-base',
    FACE_REQUEST_TIMEOUT: 'secret-timeout',
    ENDPOINT_CONCURRENCY: '0',
    STORAGE_URL: 'mongodb://secret-store',
    STORAGE_KEY: 'secret-key',
    GUILD_COOLDOWN_SECONDS: '-987654',
    DM_COOLDOWN_SECONDS: '1.98765',
    MIN_AGE: '98765',
    SHARDS: 'secret-shards',
    SHARD_COUNT: 'secret-count',
    SHUTDOWN_SECONDS: 'secret-seconds',
    PORT: '98765',
    DEV_GUILD_ID: 'secret-guild',
    DISCORD_API_URL: 'secret-url',
    LOG_LEVEL: 'secret-level',
  };
  const { code, output } = await runInVain({ ...bad, DISCORD_TOKEN: 'secret token', ACEDATACLOUD_API_TOKEN: ' ' });
  expect(code).toBe(EXIT_CONFIG);
  const lines = output.split('\n');
  for (const name of [...Object.keys(bad), 'DISCORD_TOKEN', 'ACEDATACLOUD_API_TOKEN']) {
    expect(lines).toContainEqual(expect.stringMatching(new RegExp(`^\\s+- ${name} .*should be`)));
  }
  expect(output).not.toMatch(/secret-|98765/);
  expectPlain(output);
});

test.each([
  ['shards without their number', { SHARDS: '0-3' }, 'SHARD_COUNT'],
  ['a database without a name', { STORAGE_URL: 'sqlite://data/' }, 'STORAGE_URL'],
  ['a Redis that is none', { STORAGE_URL: 'redis://:secret@/x' }, 'STORAGE_URL'],
  ['a Sentinel without a name', { STORAGE_URL: 'redis+sentinel://:secret@host:1' }, 'STORAGE_URL'],
  ['an authority without TLS', { STORAGE_URL: 'redis://host', STORAGE_CA: '/secret.pem' }, 'STORAGE_CA'],
  ['a Redis without a key', { STORAGE_URL: 'redis://user:secret@127.0.0.1:9' }, 'STORAGE_KEY'],
  ['an address that is not of this machine', { PORT: '8080', HOST: '192.0.2.1' }, 'HOST'],
] as const)('%s', async (_what, env, name) => {
  const { code, output } = await runInVain(env);
  expect(output).toContain(name);
  expect(output).not.toContain('secret');
  expectPlain(output);
  expect(code).toBe(EXIT_CONFIG);
});

test('a port that is taken is told in a sentence', async () => {
  const taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  const { port } = taken.address() as AddressInfo;
  const { code, output } = await runInVain({ PORT: String(port) });
  taken.close();
  expect(code).toBe(EXIT_CONFIG);
  expect(output).toContain(`${port}`);
  expect(output).toContain('PORT');
  expectPlain(output);
});

test('a database that cannot be written is told with its path and who tried', async () => {
  const file = join(folder, 'a-file');
  await writeFile(file, '');
  const path = join(file, 'bot.db');
  const { code, output } = await runInVain({ STORAGE_URL: `sqlite://${path}` });
  expect(code).toBe(EXIT_CONFIG);
  expect(output).toContain(path);
  expect(output).toContain(`uid ${process.getuid?.()}`);
  expectPlain(output);
});

test('a key file beside the database that was spoiled is told, and not shown', async () => {
  const path = join(folder, 'bot.db');
  await writeFile(`${path}.key`, 'secret and too short');
  const { code, output } = await runInVain({ STORAGE_URL: `sqlite://${path}` });
  expect(code).toBe(EXIT_CONFIG);
  expect(output).toContain(`${path}.key`);
  expect(output).not.toContain('secret');
  expectPlain(output);
});
