import { globSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const files = globSync('{src,test}/**/*.ts', { cwd: ROOT }).concat('start.ts');

function importsOf(file: string): string[] {
  const code = readFileSync(join(ROOT, file), 'utf8');
  return [...code.matchAll(/(?:from|import|import\()\s*'([^']+)'/g)].map(([, specifier]) => specifier ?? '');
}

test('the simulator imports nothing from outside its folder', () => {
  expect(files.length).toBeGreaterThan(50);
  const outside = files.flatMap((file) =>
    importsOf(file)
      .filter((specifier) => specifier.startsWith('.'))
      .map((specifier) => relative(ROOT, join(ROOT, dirname(file), specifier)))
      .filter((target) => target.startsWith('..'))
      .map((target) => `${file}: ${target}`),
  );
  expect(outside).toEqual([]);
});

test('the local Discord works without the simulated endpoint and its image library', () => {
  const needs = files
    .filter((file) => file.startsWith('src') && !file.startsWith(join('src', 'endpoint')))
    .filter((file) => importsOf(file).some((specifier) => specifier === 'sharp' || specifier.includes('endpoint/')));
  expect(needs).toEqual([]);
});
