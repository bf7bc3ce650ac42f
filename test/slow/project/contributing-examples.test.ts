import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { additionOf, codeExamples, pathOf } from '../../support/documents/code-examples.ts';

const COMPILER = resolve('node_modules/typescript/bin/tsc');
const examples = codeExamples(readFileSync('CONTRIBUTING.md', 'utf8'));
const files = examples.flatMap((example) => pathOf(example) ?? []);

/** A copy of the code, with the examples added. */
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
  const include = [...files, 'src/**/*.d.ts', 'simulator/**/*.d.ts'];
  writeFileSync(join(copy, 'tsconfig.examples.json'), JSON.stringify({ extends: './tsconfig.json', include }));
  for (const example of examples) {
    const path = pathOf(example);
    const addition = additionOf(example);
    if (path !== undefined) write(path, example.code);
    else if (addition) add(addition, example.code);
  }
});

afterAll(() => rm(copy, { recursive: true, force: true }));

function write(path: string, code: string): void {
  const target = join(copy, path);
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, code);
}

/** Inserts `code` at the start of an object literal. */
function add({ path, object }: { path: string; object: string }, code: string): void {
  const before = readFileSync(join(copy, path), 'utf8');
  const after = before.replace(new RegExp(`^.*\\b${object}\\b.*\\{$`, 'm'), (line) => `${line}\n${code}`);
  if (after === before) throw new Error(`${path} has no object ${object}`);
  write(path, after);
}

async function problems(): Promise<string> {
  const compile = promisify(execFile)(process.execPath, [COMPILER, '--project', 'tsconfig.examples.json'], {
    cwd: copy,
  });
  return await compile.then(
    () => '',
    (error: Error & { stdout?: string }) => error.stdout ?? error.message,
  );
}

test('CONTRIBUTING.md has examples of a command, its test, its sentence and an endpoint', () => {
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

test('the examples in CONTRIBUTING.md compile in the project', async () => {
  expect(await problems()).toBe('');
});

test('an error in an example of CONTRIBUTING.md is found', async () => {
  const [path = ''] = files;
  const right = readFileSync(join(copy, path), 'utf8');
  write(path, `${right}export const wrong: string = 1;\n`);
  expect(await problems()).toContain('TS2322');
  write(path, right);
});
