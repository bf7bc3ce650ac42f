import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const run = promisify(execFile);
const page = await readFile('CONTRIBUTING.md', 'utf8');

/** The code in the page that contains these words. */
function example(words: string): string {
  const blocks = [...page.matchAll(/^ *```ts\n([\s\S]*?)^ *```/gm)].map(([, code = '']) => code);
  const found = blocks.find((code) => code.includes(words));
  if (!found) throw new Error(`There is no example with ${words}`);
  return found;
}

async function insert(file: string, before: string, code: string): Promise<void> {
  const text = await readFile(file, 'utf8');
  if (!text.includes(before)) throw new Error(`${file} has no ${before}`);
  await writeFile(
    file,
    text.replace(before, () => `${code}${before}`),
  );
}

test('the steps for a command, a sentence and a setting work', { timeout: 120_000 }, async () => {
  const copy = await mkdtemp(join(tmpdir(), 'contributing-'));
  try {
    for (const part of ['src', 'commands', 'tsconfig.json', 'package.json']) {
      await cp(part, join(copy, part), { recursive: true });
    }
    await symlink(join(process.cwd(), 'node_modules'), join(copy, 'node_modules'), 'junction');

    await writeFile(join(copy, 'commands/age-range.ts'), example('export const ageRange'));
    await insert(join(copy, 'commands/index.ts'), 'import { ageHelp }', "import { ageRange } from './age-range.ts';\n");
    await insert(join(copy, 'commands/index.ts'), '  ageHelp,', '  ageRange,\n');
    await insert(join(copy, 'src/limits/guild-settings.ts'), '  /** Whether answers about', example('toggle({'));
    const sentences = ['range:', 'faces_found_one:', 'setting_private_timelines:'].map(example);
    await insert(join(copy, 'src/i18n/en.ts'), '    on: ', sentences.join(''));
    await writeFile(
      join(copy, 'commands/uses.ts'),
      `import { text } from '../src/i18n/text.ts';
       import type { GuildSettings } from '../src/limits/guild-settings.ts';
       export const found = text('en-US', 'faces_found', { count: 1 });
       export const isPrivate = (own: GuildSettings): boolean => own.privateTimelines;`,
    );

    await run(process.execPath, ['node_modules/typescript/bin/tsc', '--noEmit', '-p', join(copy, 'tsconfig.json')]);
    const script = `import { commands } from './commands/index.ts';
      import { found } from './commands/uses.ts';
      const data = commands.flatMap((command) => ('data' in command ? [command.data] : []));
      const settings = data.find(({ name }) => name === 'age-settings').options.map(({ name }) => name);
      process.stdout.write(JSON.stringify({ found, names: data.map(({ name }) => name), settings }));`;
    const { stdout } = await run(process.execPath, ['--input-type=module-typescript', '-e', script], { cwd: copy });
    expect(JSON.parse(stdout)).toEqual({
      found: 'I found 1 face.',
      names: expect.arrayContaining(['age-range']),
      settings: expect.arrayContaining(['private-timelines']),
    });
  } finally {
    await rm(copy, { recursive: true });
  }
});
