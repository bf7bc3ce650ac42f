import { mkdtemp, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startDiscord, type Discord } from 'discord-simulator';
import { startEndpoint, type SimulatedEndpoint } from 'discord-simulator/endpoint';
import { nightly, someOf } from '../../support/cases.ts';
import { runScript } from '../../support/run-script.ts';
import { startBot } from '../../support/world/bot.ts';
import { removeFolder } from '../../support/remove-folder.ts';

let discord: Discord;
let endpoint: SimulatedEndpoint;
let folder = '';
let file = '';

beforeAll(async () => {
  discord = await startDiscord();
  endpoint = await startEndpoint();
});
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'setup-'));
  file = join(folder, '.env');
  return () => removeFolder(folder);
});
afterAll(async () => {
  await discord[Symbol.asyncDispose]();
  await endpoint[Symbol.asyncDispose]();
});

const addresses = () => ({ DISCORD_API_URL: discord.apiUrl, ACEDATACLOUD_API_BASE_URL: endpoint.url });
const secrets = () => ({ DISCORD_TOKEN: discord.botToken, ACEDATACLOUD_API_TOKEN: endpoint.token });

async function setup(env: Readonly<Record<string, string>>) {
  const outcome = await runScript('setup', [], { cwd: folder, env: { ENV_FILE: file, ...addresses(), ...env } });
  for (const secret of Object.values(secrets())) expect(outcome.stdout + outcome.stderr).not.toContain(secret);
  return outcome;
}

/** A line that is a link to add the bot, and nothing else. */
const link = (type: number) =>
  new RegExp(
    String.raw`^https://discord\.com/oauth2/authorize\?\S*client_id=${discord.applicationId}\S*integration_type=${type}$`,
    'm',
  );

describe('without a terminal', () => {
  test('a new .env has the secrets from the environment and every explanation, only its owner can read it, and the bot starts with it', async () => {
    const { code, stdout, stderr } = await setup(secrets());
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const text = await readFile(file, 'utf8');
    expect(parseEnv(text)).toEqual(secrets());
    expect(text).toContain('# Timeout for one call, in seconds.\n# FACE_REQUEST_TIMEOUT=120\n');
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await readdir(folder)).toEqual(['.env']);
    expect(stdout).toMatch(link(0));
    expect(stdout).toMatch(link(1));
    expect(stdout).toContain('Public Bot is on and ALLOWED_GUILDS is not set');
    await using bot = await startBot({ env: { ENV_FILE: file, ...addresses(), PORT: '0' } });
    await bot.untilLogged('Ready');
    expect(await bot.stop()).toBe(0);
  });

  nightly('what is in the file stays, and its values are used', async () => {
    const before = `# mine\r\nPORT=0\r\nDISCORD_TOKEN=old\r\n\r\nALLOWED_GUILDS=123456789012345678 # the family\r\n`;
    await writeFile(file, `${before}ACEDATACLOUD_API_TOKEN='${endpoint.token}'\r\n`);
    const { code, stdout } = await setup({ DISCORD_TOKEN: discord.botToken });
    expect(code).toBe(0);
    expect(stdout).not.toContain('Public Bot');
    expect(await readFile(file, 'utf8')).toBe(
      `${before.replace('old', discord.botToken)}ACEDATACLOUD_API_TOKEN=${endpoint.token}\r\n`,
    );
    expect((await stat(file)).mode & 0o777).toBe(0o600);
  });

  const refused: [string, () => Record<string, string>, RegExp][] = [
    [
      'nothing',
      () => ({}),
      /^DISCORD_TOKEN should be the token .*\nACEDATACLOUD_API_TOKEN should be the API key .*\n$/,
    ],
    [
      'a wrong token',
      () => ({ ...secrets(), DISCORD_TOKEN: 'MTIzNDU2Nzg5MDEyMzQ1Njc4.Gabcde.not-the-token' }),
      /^Discord does not accept DISCORD_TOKEN: .*\n$/,
    ],
    [
      'a token with a stray sign',
      () => ({ ...secrets(), DISCORD_TOKEN: 'MTIz…' }),
      /^DISCORD_TOKEN should have only .*\n$/,
    ],
    [
      'a wrong key',
      () => ({ ...secrets(), ACEDATACLOUD_API_TOKEN: 'wrong' }),
      /^The endpoint can't be used \(endpoint_unauthorised.*ACEDATACLOUD_API_TOKEN.*\n$/,
    ],
    [
      'Discord out of reach',
      () => ({ ...secrets(), DISCORD_API_URL: 'http://127.0.0.1:2/api' }),
      /^Discord can't be reached at 127\.0\.0\.1:2 \(ECONNREFUSED\): .*\n$/,
    ],
    ['a bad variable of another kind', () => ({ ...secrets(), PORT: 'many' }), /PORT should be a whole number/],
  ];
  test.each(someOf(refused, ['a wrong token']))(
    'with %s, it ends with 78 and a sentence, and writes nothing',
    async (_what, env, sentence) => {
      const { code, stdout, stderr } = await setup(env());
      expect({ code, stdout }).toEqual({ code: 78, stdout: '' });
      expect(stderr).toMatch(sentence);
      expect(await readdir(folder)).toEqual([]);
    },
  );

  nightly('a file that cannot be written is named, and nothing is left beside it', async () => {
    const env = { ...secrets(), ENV_FILE: join(folder, 'missing', '.env') };
    const { code, stderr } = await setup(env);
    expect(code).toBe(78);
    expect(stderr).toContain('ENOENT');
    expect(await readdir(folder)).toEqual([]);
  });
});
