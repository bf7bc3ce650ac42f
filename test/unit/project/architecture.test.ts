import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, test } from 'vitest';

/**
 * The folders of docs/architecture.md, and the folders that each may import from, besides itself and the shared ones.
 */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  main: ['app', 'discord', 'ops', 'storage'],
  app: ['commands', 'discord', 'aging', 'endpoint', 'picture', 'limits', 'storage', 'ops'],
  commands: ['discord', 'aging', 'limits'],
  discord: ['aging', 'limits', 'storage'],
  // `ops` is wired by `app` and listens to events. Nothing else imports it.
  ops: ['aging', 'endpoint', 'limits', 'storage'],
  // Commands of the operator, which only scripts start.
  setup: ['doctor', 'discord'],
  doctor: ['app', 'commands', 'discord', 'limits', 'endpoint', 'picture', 'storage', 'ops'],
  aging: ['endpoint', 'picture', 'limits', 'storage'],
  endpoint: [],
  picture: [],
  limits: ['storage'],
  storage: [],
  ground: [],
};

/** Every folder may use these: plain values, texts, time, and the type of the log. */
const GROUND = [
  'src/config.ts',
  'src/config/',
  'src/bounds.ts',
  'src/clock.ts',
  'src/rect.ts',
  'src/root.ts',
  'src/async/',
  'src/i18n/',
  'src/ops/log/logger.ts',
  'src/ops/log/safe-error.ts',
];
const FILES_OF_THEIR_OWN: Readonly<Record<string, string>> = {
  'src/main.js': 'main',
  'src/main.ts': 'main',
  'src/start.js': 'main',
  'src/fresh-build.js': 'main',
  'src/run.ts': 'main',
  'src/app.ts': 'app',
};

function roomOf(file: string): string {
  if (GROUND.some((place) => file.startsWith(place))) return 'ground';
  return FILES_OF_THEIR_OWN[file] ?? (file.startsWith('commands/') ? 'commands' : (file.split('/')[1] ?? file));
}

function importsOf(file: string): string[] {
  const code = readFileSync(file, 'utf8');
  const specifiers = [...code.matchAll(/(?:from|import\()\s*'(\.[^']+)'/g)].map(([, specifier]) => specifier ?? '');
  return specifiers.map((specifier) => normalize(join(dirname(file), specifier)));
}

const files = globSync(['src/**/*.{ts,js}', 'commands/**/*.ts']);

describe('import rules of the architecture', () => {
  test('the code is found', () => {
    expect(files.length).toBeGreaterThan(30);
  });

  test('every file stands in a folder that the architecture names', () => {
    expect(files.filter((file) => MAY_IMPORT[roomOf(file)] === undefined)).toEqual([]);
  });

  test.each(Object.entries(MAY_IMPORT))('imports go only down in %s', (room, allowed) => {
    const upward = files
      .filter((file) => roomOf(file) === room)
      .flatMap((file) => importsOf(file).map((target) => [file, target, roomOf(target)] as const))
      .filter(([, , other]) => other !== room && other !== 'ground' && !allowed.includes(other));
    expect(upward).toEqual([]);
  });

  test('only one file reads the environment', () => {
    expect(files.filter((file) => readFileSync(file, 'utf8').includes('process.env'))).toEqual([
      join('src', 'config', 'environment.ts'),
    ]);
  });
});
