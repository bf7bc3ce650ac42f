import { execFile } from 'node:child_process';
import { appendFile, cp, readFile, readdir, rm, stat, truncate, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { nightly, someOf } from '../../support/cases.ts';
import { expectPicture } from '../../support/expectations.ts';
import { startWorld } from '../../support/world.ts';
import { startBot } from '../../support/world/bot.ts';
import { copyProject } from '../../support/world/copy-project.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

let project: Awaited<ReturnType<typeof copyProject>>;
const inProject = (path: string) => join(project.root, path);
const build = () => promisify(execFile)(process.execPath, [inProject('scripts/build.js')]);

beforeAll(async () => {
  project = await copyProject();
  for (const path of ['scripts/build.js', 'package-lock.json']) await cp(join(ROOT, path), inProject(path));
  await build();
});
afterAll(() => project[Symbol.asyncDispose]());

/** A store that a bot refuses, so that it ends once it has said which code it runs. */
const env = {
  DISCORD_TOKEN: 'MTIz.abc.def',
  ACEDATACLOUD_API_TOKEN: 'token',
  STORAGE_URL: 'redis://127.0.0.1:1',
  LOG_LEVEL: 'debug',
};

/** @returns which code a bot that is started now runs. */
async function codeOfBot(): Promise<unknown> {
  await using bot = await startBot({ env, root: project.root });
  expect(await bot.exit).toBe(78);
  expect(bot.output).toContain('Redis needs a STORAGE_KEY');
  return bot.log.find(({ msg }) => msg === 'Starting')?.['from'];
}

/** @returns why a bot that was started now would run the source; undefined if it would run the build. */
async function whyNotBuilt(): Promise<string | undefined> {
  const { whyNotBuilt: why } = z
    .object({ whyNotBuilt: z.custom<() => string | undefined>((value) => typeof value === 'function') })
    .parse(await import(inProject('src/fresh-build.js')));
  return why();
}

async function chunks(): Promise<string[]> {
  const names = await readdir(inProject('dist'));
  return names.filter((name) => name.endsWith('.mjs')).map((name) => join('dist', name));
}

const manifestSchema = z.object({ files: z.record(z.string(), z.array(z.unknown())) });

describe('a bot runs the build if it is the one of this source, and the source otherwise', () => {
  test('a fresh build, and a changed source file', async () => {
    expect(await codeOfBot()).toBe('dist/');
    const path = inProject('src/app.ts');
    const content = await readFile(path);
    await appendFile(path, '// changed');
    const code = await codeOfBot();
    await writeFile(path, content);
    expect(code).toBe('src/: src/app.ts is not what it was when dist/ was built');
  });

  const changes: [what: string, path: string, change: (path: string) => Promise<unknown>][] = [
    ['a changed source file', 'src/aging/admission.ts', (path) => appendFile(path, '// changed')],
    ['a changed command', 'commands/age.ts', (path) => appendFile(path, '// changed')],
    ['a source file changed back in time, without another size', 'src/app.ts', changeQuietly],
    ['a changed lock file', 'package-lock.json', (path) => appendFile(path, '\n')],
    ['a changed build script', 'scripts/build.js', (path) => appendFile(path, '// changed')],
    ['a missing main chunk', 'dist/run.mjs', (path) => rm(path)],
    ['a truncated main chunk', 'dist/run.mjs', (path) => truncate(path, 100_000)],
    ['a changed main chunk', 'dist/run.mjs', changeQuietly],
    ['a missing module of picture processes', 'dist/picture-process.mjs', (path) => rm(path)],
    ['a missing manifest', 'dist/manifest.json', (path) => rm(path)],
    ['an empty manifest', 'dist/manifest.json', (path) => writeFile(path, '{}')],
    ['a truncated manifest', 'dist/manifest.json', (path) => truncate(path, 1000)],
  ];
  const some = [
    'a changed command',
    'a source file changed back in time, without another size',
    'a truncated main chunk',
    'a missing manifest',
  ];
  test.each(someOf(changes, some))('%s', async (_, path, change) => {
    const content = await readFile(inProject(path));
    await change(inProject(path));
    const why = await whyNotBuilt();
    await writeFile(inProject(path), content);
    expect(why).toMatch(/^(there is no build in dist\/|\S+ is not what it was)/);
    // Its content is what counts, and not that it was written.
    expect(await whyNotBuilt()).toBeUndefined();
  });

  nightly('a build that cannot be loaded', async () => {
    const path = inProject('dist/run.mjs');
    const manifest = inProject('dist/manifest.json');
    const before = { run: await readFile(path), manifest: await readFile(manifest, 'utf8') };
    await writeFile(path, "import './nothing.mjs';");
    const { size, mtimeMs, ctimeMs } = await stat(path);
    const { files } = manifestSchema.parse(JSON.parse(before.manifest));
    files['dist/run.mjs'] = [size, mtimeMs, ctimeMs, ''];
    await writeFile(manifest, JSON.stringify({ files }));
    const code = await codeOfBot();
    await writeFile(path, before.run);
    await writeFile(manifest, before.manifest);
    expect(code).toMatch(/^src\/: .*nothing\.mjs/);
  });
});

/** An edit by a tool that sets the times back, as some that unpack do. */
async function changeQuietly(path: string): Promise<void> {
  const { atime, mtime } = await stat(path);
  const text = await readFile(path, 'utf8');
  await writeFile(path, text.replace('const ', 'let   '));
  await utimes(path, atime, mtime);
}

test('the build answers with a picture whose faces were looked for', async () => {
  await using world = await startWorld({ root: project.root, env: { LOG_LEVEL: 'debug', FACE_DETECTION: 'on' } });
  expect(world.bot.log.find(({ msg }) => msg === 'Starting')).toMatchObject({ from: 'dist/' });
  await expectPicture(await world.ask());
});

test('a package is in the build once, and what decodes pictures or is for Redis is not in it', async () => {
  const code = await Promise.all((await chunks()).map((path) => readFile(inProject(path), 'utf8')));
  const modules = code.flatMap((text) =>
    [...text.matchAll(/^\/\/ .*?\bnode_modules\/(.+)$/gm)].map(([, path = '']) => path),
  );
  const folders = new Map(modules.map((path) => [path.replace(/\.[cm]?js$/, ''), path]));
  expect(folders.size).toBe(modules.length);
  expect(modules).toContain('undici/index.js');
  expect(modules.filter((path) => path.startsWith('@discordjs/ws/dist/'))).toEqual(['@discordjs/ws/dist/index.js']);
  expect(code.filter((text) => /createRequire\(import\.meta\.url\)\(["']/.test(text))).toHaveLength(0);
  expect(modules.filter((path) => /^(sharp|libheif-js|bullmq|ioredis)\//.test(path))).toEqual([]);
});

nightly('a bot that runs keeps its files when the build is made anew, until it is made anew again', async () => {
  const metrics = inProject('src/ops/metrics.ts');
  const source = await readFile(metrics, 'utf8');
  const chunksAfter = async (text: string) => {
    await writeFile(metrics, source.replace('Requests received', text));
    await build();
    return await chunks();
  };
  const first = await chunks();
  expect(await chunksAfter('Requests seen')).toEqual(expect.arrayContaining(first));
  const last = await chunksAfter('Requests that came');
  expect(first.filter((path) => !last.includes(path))).toEqual([expect.stringMatching(/^dist.metrics-/)]);
});
