import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { expect, test } from 'vitest';

/** Its `load` functions import the implementations; only a picture process calls them. */
const OPERATIONS = 'src/picture/process/operations.ts';
const PICTURE_PROCESS = 'src/picture/process/picture-process.ts';

/** What a file imports when it runs: types are stripped, what is loaded later counts too. */
function loadedBy(file: string, loadsOperations: boolean): string[] {
  const code = readFileSync(file, 'utf8');
  const imports = code.matchAll(/^(?:import|export) (?!type\b)(?:[^;']*? from )?'([^']+)'|import\('([^']+)'\)/gm);
  const ignoresLater = file === OPERATIONS && !loadsOperations;
  return [...imports].flatMap(([, first, later]) => first ?? (ignoresLater ? [] : (later ?? [])));
}

/** Everything that a process with this main module may ever load: files of ours, and packages by their name. */
function reachableFrom(start: string): Set<string> {
  const found = new Set([start]);
  for (const file of found) {
    if (!/^(src|commands)\//.test(file)) continue;
    for (const name of loadedBy(file, start === PICTURE_PROCESS)) {
      found.add(name.startsWith('.') ? normalize(join(dirname(file), name)) : name);
    }
  }
  return found;
}

const decoding = (name: string) => /^(sharp|heic-decode|libheif)|picture-process|picture\/(compose|faces)\//.test(name);

test('the main process never loads what decodes pictures or finds faces', () => {
  const reachable = reachableFrom('src/main.ts');
  expect(reachable).toContain('src/app.ts');
  expect(reachable).toContain('src/picture/process/picture-child.ts');
  expect([...reachable].filter(decoding)).toEqual([]);
  expect([...reachableFrom(PICTURE_PROCESS)].filter(decoding).length).toBeGreaterThan(5);
});

/** What a file imports as it is loaded itself. */
function importedBy(file: string): string[] {
  const imports = readFileSync(file, 'utf8').matchAll(/^import (?!type\b)[^;]*? from '([^']+)'/gm);
  return Array.from(imports, ([, name = '']) => name);
}

test('only a bot on Redis loads what it needs for that', () => {
  const places = globSync(['src/**/*.ts']).filter((file) => !/\/redis\//.test(file));
  const loaded = places.flatMap((file) => importedBy(file).map((name) => `${file}: ${name}`));
  expect(loaded.filter((line) => /bullmq|@keyv\/redis|\/redis\//.test(line))).toEqual([]);
  expect(reachableFrom('src/main.ts')).toContain('bullmq');
});

test('only the picture process loads the implementation of an operation', () => {
  const others = globSync(['src/**/*.ts', 'commands/**/*.ts']).filter(
    (file) => file !== PICTURE_PROCESS && !file.endsWith('.as.ts'),
  );
  const loading = others.filter((file) => /\.load\(|\bload\s*[,}]/.test(readFileSync(file, 'utf8')));
  expect(loading).toEqual([]);
});
