import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { nightly } from '../../support/cases.ts';
import { additionOf, codeExamples, pathOf } from '../../support/documents/code-examples.ts';

const run = promisify(execFile);
const COMPILER = resolve('node_modules/typescript/bin/tsc');
const WRONG = 'src/wrong.ts';
const examples = codeExamples(readFileSync('CONTRIBUTING.md', 'utf8'));
const files = examples.flatMap((example) => pathOf(example) ?? []);

test('CONTRIBUTING.md has examples of a command, its test, and an endpoint', () => {
  expect(files).toEqual(
    expect.arrayContaining([
      expect.stringMatching(/^commands\//),
      expect.stringMatching(/^test\/bot\//),
      expect.stringMatching(/^src\/endpoint\//),
    ]),
  );
});

test('each TypeScript block of CONTRIBUTING.md is a whole file or goes into a named object', () => {
  const unchecked = examples.filter((example) => pathOf(example) === undefined && additionOf(example) === undefined);
  expect(unchecked.map(({ heading }) => heading)).toEqual([]);
});

describe('a copy of the code, in which everything was done that CONTRIBUTING.md describes', () => {
  /** One mistake was made in it. */
  let copy: string;

  beforeAll(async () => {
    copy = await mkdtemp(join(tmpdir(), 'contributing-'));
    for (const folder of ['src', 'commands', 'simulator', 'test']) {
      cpSync(folder, join(copy, folder), {
        recursive: true,
        filter: (path) => !/\.\w+$/.test(path) || /\.(ts|json)$/.test(path),
      });
    }
    symlinkSync(resolve('node_modules'), join(copy, 'node_modules'), 'junction');
    cpSync('package.json', join(copy, 'package.json'));
    cpSync('tsconfig.json', join(copy, 'tsconfig.json'));

    for (const example of examples) {
      const path = pathOf(example);
      const addition = additionOf(example);
      if (path !== undefined) write(path, example.code);
      else if (addition)
        edit(addition.path, new RegExp(`^.*\\b${addition.object}\\b.*\\{$`, 'm'), `$&\n${example.code}`);
    }
    edit('commands/index.ts', /^import \{ ageHelp \}/m, "import { ageRange } from './age-range.ts';\n$&");
    edit('commands/index.ts', /^ {2}ageHelp,/m, '  ageRange,\n$&');
    for (const folder of ['languages', 'commands']) {
      write(`src/i18n/${folder}/cs.ts`, readFileSync(join(copy, `src/i18n/${folder}/de.ts`), 'utf8'));
    }
    edit('src/i18n/languages/cs.ts', /(working: )'.*'/, "$1'Pracuji na tom…'");
    edit('src/i18n/languages.ts', /^export const LANGUAGES = \{$/m, "$&\n  cs: 'Čeština',");
    write(WRONG, "export const wrong: number = '1';\n");

    const include = [...files, 'commands/index.ts', WRONG, 'src/**/*.d.ts', 'simulator/**/*.d.ts'];
    writeFileSync(join(copy, 'tsconfig.examples.json'), JSON.stringify({ extends: './tsconfig.json', include }));
  });

  afterAll(() => rm(copy, { recursive: true, force: true }));

  function write(path: string, code: string): void {
    const target = join(copy, path);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, code);
  }

  function edit(path: string, pattern: RegExp, replacement: string): void {
    const before = readFileSync(join(copy, path), 'utf8');
    if (!pattern.test(before)) throw new Error(`${path} has no ${pattern.source}`);
    write(path, before.replace(pattern, replacement));
  }

  nightly('the steps of CONTRIBUTING.md compile, and the compiler would find a mistake in them', async () => {
    const failure = run(process.execPath, [COMPILER, '--project', 'tsconfig.examples.json'], { cwd: copy });
    const output = await failure.then(
      ({ stdout }) => stdout,
      ({ stdout }: { stdout: string }) => stdout,
    );
    expect(output.trim().split('\n')).toEqual([expect.stringMatching(/^src\/wrong\.ts\(1,14\): error TS2322:/)]);
  });

  nightly('the steps for a command, a sentence, a setting and a language work', async () => {
    const script = `import { commands } from './commands/index.ts';
    import { text } from './src/i18n/text.ts';
    const data = commands.flatMap((command) => ('data' in command ? [command.data] : []));
    const settings = data.find(({ name }) => name === 'age-settings').options.map(({ name }) => name);
    const found = text('en-US', 'faces_found', { count: 1 });
    const names = data.map(({ name }) => name);
    process.stdout.write(JSON.stringify({ found, names, settings, czech: [text('cs', 'working'), text('cs', 'faces_found', { count: 2 })] }));`;
    const { stdout } = await run(process.execPath, ['--input-type=module-typescript', '-e', script], { cwd: copy });
    expect(JSON.parse(stdout)).toEqual({
      found: 'I found 1 face.',
      names: expect.arrayContaining(['age-range']),
      settings: expect.arrayContaining(['private-timelines']),
      // What isn't translated yet is in English.
      czech: ['Pracuji na tom…', 'I found 2 faces.'],
    });
  });
});
