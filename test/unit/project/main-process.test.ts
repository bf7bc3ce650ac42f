import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { expect, test } from 'vitest';

const PICTURE_PROCESS = 'src/picture/process/picture-process.ts';

/** The files that a file imports at run time, including dynamic imports, but not types. */
function loadedBy(file: string): string[] {
  const code = readFileSync(file, 'utf8');
  const imports = code.matchAll(/^(?:import|export) (?!type\b)(?:[^;']*? from )?'([^']+)'|import\('([^']+)'\)/gm);
  return [...imports].flatMap(([, first, later]) => first ?? later ?? []);
}

/** Everything that a process with this main module may ever load: own files, and packages by name. */
function reachableFrom(start: string): Set<string> {
  const found = new Set([start]);
  for (const file of found) {
    if (!/^(src|commands)\//.test(file)) continue;
    for (const name of loadedBy(file)) {
      found.add(name.startsWith('.') ? normalize(join(dirname(file), name)) : name);
    }
  }
  return found;
}

const decoding = (name: string) => /^(sharp|heic-decode|libheif)|picture-process|picture\/(compose|faces)\//.test(name);

test('the main process never loads what decodes pictures or finds faces', () => {
  const reachable = reachableFrom('src/main.js');
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
  expect(loaded.filter((line) => /bullmq|ioredis|\/redis\/(?!connecting\/redis-address)/.test(line))).toEqual([]);
  expect(reachableFrom('src/start.js')).toContain('bullmq');
});

test('a picture process never loads what checks its answers', () => {
  const reachable = reachableFrom(PICTURE_PROCESS);
  expect(reachable).toContain('src/picture/process/handlers.ts');
  expect(reachable).not.toContain('zod');
});
