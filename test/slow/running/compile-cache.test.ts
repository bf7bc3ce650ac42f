import { chmod, chown, mkdir, mkdtemp, readdir, stat, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { nightly } from '../../support/cases.ts';
import { startBot } from '../../support/world/bot.ts';
import { copyProject } from '../../support/world/copy-project.ts';
import { removeFolder } from '../../support/remove-folder.ts';

/** A user of the host who isn't the one that runs the tests. */
const ANOTHER_USER = 65534;

let folder: string;
let project: Awaited<ReturnType<typeof copyProject>>;
/** Where compiled code is kept. */
let cache: string;
/** Where it is kept if that folder can't be trusted. */
let ofHome: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'compile-cache-'));
  for (const name of ['home', 'tmp']) await mkdir(join(folder, name));
  project = await copyProject();
  cache = join(project.root, 'node_modules/.cache/face-age-bot');
  ofHome = join(folder, 'home/.cache/face-age-bot');
});
afterEach(async () => {
  await project[Symbol.asyncDispose]();
  await removeFolder(folder);
});

/** A start that ends at once, since there is no configuration. */
async function start(): Promise<void> {
  const env = { HOME: join(folder, 'home'), TMPDIR: join(folder, 'tmp') };
  await using bot = await startBot({ env, folder, root: project.root });
  expect(await bot.exit).toBe(78);
  expect(bot.output).toContain('DISCORD_TOKEN');
  // Nobody else can reach what Node runs.
  expect(await readdir(join(folder, 'tmp'))).toEqual([]);
}

async function expectPrivate(path: string): Promise<void> {
  const { mode, uid } = await stat(path);
  expect(mode & 0o777).toBe(0o700);
  expect(uid).toBe(process.getuid?.());
  const [inside = ''] = await readdir(path);
  expect((await readdir(join(path, inside))).length).toBeGreaterThan(20);
}

test('compiled code is kept in a folder of the project that only its user can open', async () => {
  await start();
  await expectPrivate(cache);
});

nightly('a folder that others can write to is not used', async () => {
  await mkdir(cache, { recursive: true });
  await chmod(cache, 0o777);
  await start();
  expect(await readdir(cache)).toEqual([]);
  await expectPrivate(ofHome);
});

nightly('a link that somebody planted is not followed', async () => {
  const planted = join(folder, 'planted');
  await mkdir(planted);
  await mkdir(dirname(cache), { recursive: true });
  await symlink(planted, cache);
  await start();
  expect(await readdir(planted)).toEqual([]);
  await expectPrivate(ofHome);
});

describe.runIf(process.getuid?.() === 0)('as root', () => {
  nightly('a folder of another user is not used', async () => {
    await mkdir(cache, { recursive: true, mode: 0o700 });
    await chown(cache, ANOTHER_USER, ANOTHER_USER);
    await start();
    expect(await readdir(cache)).toEqual([]);
    await expectPrivate(ofHome);
  });
});
