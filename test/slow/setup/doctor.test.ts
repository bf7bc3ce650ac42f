import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { chmod, copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { devNull, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { answers, envelope } from '../../support/faults/endpoint-steps.ts';
import { nightly, someOf } from '../../support/cases.ts';
import { freePort } from '../../support/free-port.ts';
import { runScript } from '../../support/run-script.ts';
import { useWorld } from '../../support/world.ts';
import { readConfig } from '../../../src/config.ts';
import { examine, type Line } from '../../../src/doctor/examine.ts';
import { tryLive } from '../../../src/doctor/live.ts';
import { isWell } from '../../../src/doctor/report.ts';
import { createLogger } from '../../../src/ops/log/logger.ts';

const PHOTOS = new URL('../../photos/', import.meta.url);

const world = useWorld();
/** Whether libheif is up to date changes with its releases (test/unit/picture/codecs/libheif-version.test.ts). */
const WITHOUT_HEIC = { HEIC: 'off' };
const { signal } = new AbortController();

async function doctor(args: readonly string[] = [], more: Readonly<Record<string, string>> = {}) {
  const { env, folder } = world();
  const outcome = await runScript('doctor', args, { cwd: folder, env: { ...env, ...WITHOUT_HEIC, ...more } });
  return { ...outcome, lines: args.includes('--json') ? linesIn(outcome.stdout) : [] };
}

function linesIn(stdout: string): readonly Line[] {
  return (JSON.parse(stdout) as { lines: Line[] }).lines;
}

/** The same checks inside this process, without those of the machine. */
async function examined(more: Readonly<Record<string, string>> = {}): Promise<readonly Line[]> {
  const { env } = world();
  const config = () => readConfig({ ...env, ...WITHOUT_HEIC, ...more });
  return await Array.fromAsync(examine({ config, machine: [], signal }));
}

/** Which sandbox pictures are decoded in depends on the machine. */
const notOk = (lines: readonly Line[]) =>
  lines.filter(({ state, says }) => state !== 'ok' && !/without a kernel sandbox/.test(says));

test('beside a running bot, all is well but for what the operator should know, and it logs in nowhere', async () => {
  const { discord } = world();
  const identifies = discord.gateway.counts.identifies;
  const { code, stdout, stderr, lines } = await doctor(['--json']);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(JSON.parse(stdout)).toMatchObject({ ok: true });
  expect([...new Set(lines.map(({ check }) => check))]).toEqual([
    'configuration',
    'node',
    '.env',
    'pictures',
    'storage',
    'application',
    'commands',
    'gateway',
    'clock',
    'endpoint',
    'PUBLIC_URL',
    'HEIC',
  ]);
  expect(notOk(lines)).toMatchObject([
    { check: 'application', state: 'warning', says: expect.stringContaining('Public Bot is on') as string },
  ]);
  expect(discord.gateway.counts.identifies).toBe(identifies);
});

nightly('for people, each finding is a line, with what to do below it', async () => {
  const { code, stdout } = await doctor();
  expect(code).toBe(0);
  expect(stdout).toMatch(/^✓ configuration The configuration is valid\.$/m);
  expect(stdout).toMatch(/^! application {3}Public Bot is on.*\n {16}→ Set ALLOWED_GUILDS/m);
  const warnings = stdout.includes('without a kernel sandbox') ? '2 warnings' : '1 warning';
  expect(stdout.trim().split('\n').at(-1)).toBe(`0 problems, ${warnings}.`);
  // Advice is indented, and so no line begins otherwise.
  expect(stdout.split('\n').filter((line) => !/^([✓!✗] | {16}→ |> |$|\d)/u.test(line))).toEqual([]);
});

describe('what is wrong is named, with what to do', () => {
  const wrong: [string, Readonly<Record<string, string>>, readonly (readonly [check: string, says: RegExp])[]][] = [
    [
      'variables that are bad or mistyped',
      { PORT: 'many', SUPORT_URL: 'https://example.com' },
      [
        ['configuration', /^PORT should be/],
        ['configuration', /did you mean SUPPORT_URL\?/],
      ],
    ],
    [
      'secrets that are wrong, and a place where no database can be',
      {
        DISCORD_TOKEN: 'MTIzNDU2Nzg5MDEyMzQ1Njc4.Gabcde.not-the-token-of-this-bot-at-all',
        ACEDATACLOUD_API_TOKEN: 'not-the-key-of-this-bot',
        STORAGE_URL: 'sqlite:///dev/null/x.db',
      },
      [
        ['storage', /^\/dev\/null\/x\.db can't be created/],
        ['application', /^Discord does not accept DISCORD_TOKEN\.$/],
        ['endpoint', /endpoint_unauthorised/],
      ],
    ],
    [
      'the public key of another application',
      { DISCORD_PUBLIC_KEY: 'ab'.repeat(32), PORT: '8080' },
      [['application', /^DISCORD_PUBLIC_KEY is not the public key of this application\.$/]],
    ],
    [
      'Discord, the endpoint and Redis, when none of them can be reached',
      {
        DISCORD_API_URL: 'http://127.0.0.1:2/api',
        ACEDATACLOUD_API_BASE_URL: 'http://127.0.0.1:2',
        STORAGE_URL: 'redis://127.0.0.1:2',
        STORAGE_KEY: Buffer.alloc(32, 7).toString('base64'),
      },
      [
        ['storage', /Redis/],
        ['application', /ECONNREFUSED/],
        ['gateway', /ECONNREFUSED/],
        ['endpoint', /endpoint_unreachable/],
      ],
    ],
  ];
  const some = [
    'secrets that are wrong, and a place where no database can be',
    'Discord, the endpoint and Redis, when none of them can be reached',
  ];
  test.each(someOf(wrong, some))('%s', async (_what, env, expected) => {
    const lines = await examined(env);
    expect(isWell(lines)).toBe(false);
    for (const [check, says] of expected) {
      expect(lines).toContainEqual(
        expect.objectContaining({ check, state: 'problem', says: expect.stringMatching(says) as string }),
      );
    }
    expect(notOk(lines).every(({ advice }) => advice)).toBe(true);
    for (const [, secret] of Object.entries(env).filter(([name]) => /TOKEN|_KEY$/.test(name))) {
      expect(JSON.stringify(lines)).not.toContain(secret);
    }
  });

  nightly('a database whose key is lost, or is another, and the files stay as they are', async () => {
    const { folder, env, ask, newChannel } = world();
    await ask({ channel: newChannel() });
    const path = env.STORAGE_URL.replace('sqlite://', '');
    const copy = join(folder, 'copy.db');
    await copyFile(path, copy);
    const lost = await doctor(['--json'], { STORAGE_URL: `sqlite://${copy}` });
    expect({ code: lost.code, stderr: lost.stderr }).toEqual({ code: 1, stderr: '' });
    expect(notOk(lost.lines)).toContainEqual(
      expect.objectContaining({ check: 'storage', says: expect.stringContaining('is missing') as string }),
    );
    await expect(readFile(`${copy}.key`)).rejects.toThrow('ENOENT');
    const STORAGE_KEY = Buffer.alloc(32, 9).toString('base64');
    expect(notOk(await examined({ STORAGE_KEY }))).toContainEqual(
      expect.objectContaining({
        check: 'storage',
        says: expect.stringMatching(/cannot decrypt/) as string,
      }),
    );
  });

  nightly('a .env that others can read', async () => {
    const path = join(world().folder, 'open.env');
    await writeFile(path, '# nothing\n');
    await chmod(path, 0o644);
    const { code, lines } = await doctor(['--json'], { ENV_FILE: path });
    expect(code).toBe(0);
    expect(lines).toContainEqual(
      expect.objectContaining({ check: '.env', state: 'warning', advice: `Run: chmod 600 ${path}` }),
    );
  });

  test('commands that differ, or are there twice', async () => {
    const { discord, guild } = world();
    const [command] = discord.commands;
    const description = command?.description;
    if (command) command.description = 'something else';
    const lines = await examined({ DEV_GUILD_ID: guild.id });
    expect(isWell(lines)).toBe(true);
    expect(notOk(lines)).toContainEqual(
      expect.objectContaining({ check: 'commands', says: 'No commands are deployed yet.' }),
    );
    expect(notOk(await examined())).toContainEqual(
      expect.objectContaining({ check: 'commands', says: 'The deployed commands do not match this version.' }),
    );
    if (command && description !== undefined) command.description = description;
  });
});

describe('PUBLIC_URL', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'doctor-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  test('leads to this bot, whether it runs or not', async () => {
    const PORT = String(await freePort());
    const env = { PORT, PUBLIC_URL: `http://127.0.0.1:${PORT}` };
    const fresh = { STORAGE_URL: `sqlite://${join(folder, 'a.db')}` };
    const says = `127.0.0.1:${PORT} leads to this bot, without encryption.`;
    const found = expect.objectContaining({ check: 'PUBLIC_URL', state: 'warning', says }) as unknown;
    expect(await examined({ ...env, ...fresh })).toContainEqual(found);
    const bot = await world().start({ ...env, ...fresh });
    expect(await examined({ ...env, ...fresh })).toContainEqual(found);
    const other = await examined({ ...env, DISCORD_TOKEN: `${'a'.repeat(24)}.bbbbbb.${'c'.repeat(27)}` });
    expect(other).toContainEqual(
      expect.objectContaining({ check: 'PUBLIC_URL', state: 'problem', says: 'PUBLIC_URL leads to another bot.' }),
    );
    expect(await bot.stop()).toBe(0);
  });

  nightly('leads nowhere, or elsewhere', async () => {
    const env = { PORT: String(await freePort()) };
    const nowhere = await examined({ ...env, PUBLIC_URL: 'http://127.0.0.1:2' });
    expect(nowhere).toContainEqual(
      expect.objectContaining({
        check: 'PUBLIC_URL',
        state: 'problem',
        says: expect.stringMatching(/does not answer/) as string,
      }),
    );
    await using page = createServer((_request, response) => response.end('a page of somebody else'));
    await once(page.listen(0, '127.0.0.1'), 'listening');
    const { port } = page.address() as AddressInfo;
    const elsewhere = await examined({ ...env, PUBLIC_URL: `http://127.0.0.1:${port}` });
    expect(elsewhere).toContainEqual(
      expect.objectContaining({
        check: 'PUBLIC_URL',
        state: 'problem',
        says: expect.stringMatching(/something else/) as string,
      }),
    );
    expect(isWell(elsewhere)).toBe(false);
  });
});

const live = async (photo: string, ...more: string[]) =>
  await doctor(['--json', '--live', await copied(photo), '--age', '70', ...more]);

/** The same call inside this process. */
const tried = async (photo: string) =>
  await tryLive({
    config: readConfig(world().env),
    photo,
    age: 70,
    agrees: async () => true,
    logger: createLogger('silent'),
    signal,
  });

const copied = async (photo: string) => {
  const file = join(world().folder, photo);
  await copyFile(new URL(photo, PHOTOS), file);
  return file;
};

describe('--live', () => {
  test('makes one paid call, and saves the picture beside the photo', async () => {
    const { endpoint, discord, folder } = world();
    const before = endpoint.charged;
    const findings = await tried(await copied('grace-hopper.jpg'));
    const path = join(folder, 'grace-hopper-aged-70.jpg');
    expect(findings).toEqual([
      expect.objectContaining({
        state: 'ok',
        says: expect.stringMatching(
          new RegExp(String.raw`made the picture in \d+\.\d s \(about \$0\.005\): ${path}$`),
        ) as string,
      }),
    ]);
    expect((await readFile(path)).length).toBeGreaterThan(1000);
    expect(endpoint.charged - before).toBe(1);
    // The photo was lent in a direct message to the owner, and doesn't stay there.
    expect(discord.owner.dmChannel.messages).toEqual([]);
  });

  nightly('with several faces, says whether regions are honoured', async () => {
    expect(await tried(await copied('four-faces.jpg'))).toContainEqual(
      expect.objectContaining({
        says: expect.stringMatching(/the endpoint (honours|does not honour) regions/) as string,
      }),
    );
  });

  nightly('pays for nothing without a yes', async () => {
    const before = world().endpoint.calls.length;
    expect((await live('grace-hopper.jpg')).lines).toContainEqual(
      expect.objectContaining({ check: 'live', says: 'No call was made.' }),
    );
    expect(world().endpoint.calls.length).toBe(before);
  });

  nightly('says why there is no picture', async () => {
    world().endpoint.script([answers(403, envelope('forbidden', 'no'))]);
    expect(await tried(await copied('grace-hopper.jpg'))).toEqual([
      expect.objectContaining({ state: 'problem', says: expect.stringContaining('picture_moderated') as string }),
    ]);
    const { code, lines } = await doctor(['--json', '--live', '/nowhere.jpg', '--yes']);
    expect(code).toBe(1);
    expect(lines).toContainEqual(
      expect.objectContaining({ check: 'live', state: 'problem', says: expect.stringContaining('ENOENT') as string }),
    );
  });
});

nightly.each(['--age old', '--everything', '--age 9'])('the arguments "%s" are explained', async (args) => {
  const outcome = await runScript('doctor', args.split(' '), { cwd: '/', env: { ENV_FILE: devNull } });
  expect(outcome).toMatchObject({
    code: 64,
    stdout: '',
    stderr: expect.stringContaining('npm run doctor') as string,
  });
});
