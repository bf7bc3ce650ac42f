import { execFile, execFileSync } from 'node:child_process';
import { realpathSync } from 'node:fs';
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { startDiscord } from 'discord-simulator';
import { startEndpoint } from 'discord-simulator/endpoint';
import { someOf } from '../../support/cases.ts';
import { removeFolder } from '../../support/remove-folder.ts';
import { botEnvironment, startBot } from '../../support/world/bot.ts';
import { copyProject } from '../../support/world/copy-project.ts';

const MAIN = fileURLToPath(new URL('../../../src/main.js', import.meta.url));

/** Runs the entry point as a panel does, in a folder of its own. */
const runMain = (node: string, flags: readonly string[] = []) =>
  new Promise<{ code: unknown; stderr: string; stdout: string }>((resolve) => {
    execFile(node, [...flags, MAIN], { cwd: tmpdir(), env: {} }, (error, stdout, stderr) =>
      resolve({ code: error?.code ?? 0, stderr, stdout }),
    );
  });

/** Flags by which Node takes itself for another one. */
const pretend = (code: string) => ['--import', `data:text/javascript,${encodeURIComponent(code)}`];
const pretendVersion = (node: string) =>
  pretend(`Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '${node}' } });`);

/** The first Node older than 24 that is installed, if any. */
const oldNode = (process.env['PATH'] ?? '')
  .split(delimiter)
  .map((folder) => join(folder, 'node'))
  .find((node) => {
    try {
      if (realpathSync(node) === realpathSync(process.execPath)) return false;
      return Number(execFileSync(node, ['-p', 'process.versions.node.split(".")[0]'], { encoding: 'utf8' })) < 24;
    } catch {
      return false;
    }
  });

test.each(someOf(['22.12.0', '20.19.4'], ['22.12.0']))('Node %s is told in one sentence', async (version) => {
  const { code, stderr, stdout } = await runMain(process.execPath, pretendVersion(version));
  expect(code).toBe(78);
  expect(stderr).toMatch(new RegExp(`^face-age-bot needs Node 24 or newer, and this is ${version}: [^\n]+\n$`));
  expect(stdout).toBe('');
});

test.skipIf(!oldNode)(
  'an older Node that is installed can read the entry point, and says that it is too old',
  async () => {
    const { code, stderr } = await runMain(oldNode ?? '');
    expect(code).toBe(78);
    expect(stderr).toMatch(/^face-age-bot needs Node 24 or newer, and this is [\d.]+: [^\n]+\n$/);
  },
);

test.each(someOf(['arm', 'ia32'], ['arm']))('the 32-bit processor %s is told in one sentence', async (arch) => {
  const flags = pretend(`Object.defineProperty(process, 'arch', { value: '${arch}' });`);
  const { code, stderr } = await runMain(process.execPath, flags);
  expect(code).toBe(78);
  expect(stderr).toMatch(new RegExp(`^face-age-bot needs a 64-bit system, and this is ${arch}: [^\n]+\n$`));
});

test('a panel’s `node src/main.js` in any folder finds the .env of the project, as Windows writes it', async () => {
  await using discord = await startDiscord();
  await using endpoint = await startEndpoint();
  await using project = await copyProject({ built: true });
  const file = { ...botEnvironment(discord, endpoint), STORAGE_URL: 'nonsense', LOG_LEVEL: 'debug' };
  const lines = Object.entries(file).map(([name, value]) => `${name}="${value}"\r\n`);
  await writeFile(join(project.root, '.env'), `\uFEFF${lines.join('')}`);
  const elsewhere = await mkdtemp(join(tmpdir(), 'face-age-bot-'));
  // In the working folder it is not read.
  await writeFile(join(elsewhere, '.env'), 'DISCORD_TOKEN=somebody-else\n');
  // The real environment wins, also over what could not be used.
  const env = { ENV_FILE: '', STORAGE_URL: 'memory:', LOG_LEVEL: 'info' };
  {
    await using bot = await startBot({ env, folder: elsewhere, root: project.root });
    await bot.untilLogged('Ready');
    expect(await bot.stop()).toBe(0);
    expect(bot.log.filter(({ level }) => level === 'debug')).toEqual([]);
  }
  await removeFolder(elsewhere);
});

test('ENV_FILE names another file, and one that is missing is told', async () => {
  await using bot = await startBot({ env: { ENV_FILE: join(tmpdir(), 'no-such-file.env') } });
  expect(await bot.exit).toBe(78);
  expect(bot.output).toMatch(/ENV_FILE should be .*no-such-file\.env/);
});

test('no script that operators run uses the syntax of a shell, so that Windows runs it too', async () => {
  const { scripts } = JSON.parse(await readFile('package.json', 'utf8')) as { scripts: Record<string, string> };
  for (const name of ['start', 'demo', 'admin', 'usage', 'setup', 'doctor']) {
    expect(scripts[name]).toMatch(/^node( --?[\w-]+(=\w+)?)* [\w/.-]+$/);
    expect(scripts).not.toHaveProperty(`pre${name}`);
  }
  // No shell changes what is in double quotes, but for these.
  for (const command of Object.values(scripts)) {
    const unquoted = command.replaceAll(/"[^"$`%!\\]*"/g, '');
    expect(unquoted).not.toMatch(/['`$;<>]|^\w+=|\bexec\b/);
  }
});
