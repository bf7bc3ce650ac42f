import { once } from 'node:events';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { nightly, someOf } from '../../support/cases.ts';
import { startBot } from '../../support/world/bot.ts';
import { removeFolder } from '../../support/remove-folder.ts';

const EXIT_CONFIG = 78;
/** Enough for a valid configuration. Nothing listens at either address. */
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
  await removeFolder(folder);
});

/** Runs the bot until it exits. */
async function runUntilExit(env: Record<string, string>) {
  await using bot = await startBot({ env: { ...enough, ...env } });
  const code = await bot.exit;
  return { code, output: bot.output };
}

/** A sentence or a list, without a stack trace. */
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
  const { code, output } = await runUntilExit({ ...bad, DISCORD_TOKEN: 'secret token', ACEDATACLOUD_API_TOKEN: ' ' });
  expect(code).toBe(EXIT_CONFIG);
  const lines = output.split('\n');
  for (const name of [...Object.keys(bad), 'DISCORD_TOKEN', 'ACEDATACLOUD_API_TOKEN']) {
    expect(lines).toContainEqual(expect.stringMatching(new RegExp(`^\\s+- ${name} .*should be`)));
  }
  expect(output).not.toMatch(/secret-|98765/);
  expectPlain(output);
});

const BAD: [string, Record<string, string>, string][] = [
  ['a name with a typo', { DAILY_BUDGET_CALL: '5' }, 'did you mean DAILY_BUDGET_CALLS?'],
  ['an authority without TLS', { STORAGE_URL: 'redis://host', STORAGE_CA: '/secret.pem' }, 'STORAGE_CA'],
];
test.each(someOf(BAD, ['a name with a typo']))('%s is explained in a sentence', async (_what, env, words) => {
  const { code, output } = await runUntilExit(env);
  expect(code).toBe(EXIT_CONFIG);
  expect(output).toContain(words);
  expect(output).not.toContain('secret');
  expectPlain(output);
});

nightly("an address that this machine doesn't have is explained in a sentence", async () => {
  const { code, output } = await runUntilExit({ PORT: '8080', HOST: '192.0.2.1' });
  expect(code).toBe(EXIT_CONFIG);
  expect(output).toContain('HOST');
  expectPlain(output);
});

nightly('a port that is taken is explained in a sentence', async () => {
  const taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  const { port } = taken.address() as AddressInfo;
  const { code, output } = await runUntilExit({ PORT: String(port) });
  taken.close();
  expect(code).toBe(EXIT_CONFIG);
  expect(output).toContain(`${port}`);
  expect(output).toContain('PORT');
  expectPlain(output);
});

nightly("a database that can't be written is explained with its path and the user", async () => {
  const file = join(folder, 'a-file');
  await writeFile(file, '');
  const path = join(file, 'bot.db');
  const { code, output } = await runUntilExit({ STORAGE_URL: `sqlite://${path}` });
  expect(code).toBe(EXIT_CONFIG);
  expect(output).toContain(path);
  expect(output).toContain(`uid ${process.getuid?.()}`);
  expectPlain(output);
});

nightly('a damaged key file beside the database is reported, but not shown', async () => {
  const path = join(folder, 'bot.db');
  await writeFile(`${path}.key`, 'secret and too short');
  const { code, output } = await runUntilExit({ STORAGE_URL: `sqlite://${path}` });
  expect(code).toBe(EXIT_CONFIG);
  expect(output).toContain(`${path}.key`);
  expect(output).not.toContain('secret');
  expectPlain(output);
});
