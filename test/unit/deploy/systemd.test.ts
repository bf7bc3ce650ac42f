import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const PATH = 'deploy/systemd/face-age-bot.service';
const ANALYZE = '/usr/bin/systemd-analyze';
const run = promisify(execFile);

/** The settings of a unit; one that is given twice is a list. */
function readUnit(text: string): Record<string, Record<string, string[]>> {
  const sections: Record<string, Record<string, string[]>> = {};
  let section: Record<string, string[]> | undefined;
  for (const line of text.split('\n').filter((one) => one !== '' && !one.startsWith('#'))) {
    const [, name] = /^\[(\w+)\]$/.exec(line) ?? [];
    const [, key, value = ''] = /^(\w+)=(.*)$/.exec(line) ?? [];
    if (name !== undefined) section = sections[name] ??= {};
    else if (section && key !== undefined) (section[key] ??= []).push(value);
    else throw new SyntaxError(`Not a line of a unit: ${line}`);
  }
  return sections;
}

const unit = readUnit(readFileSync(PATH, 'utf8'));
const service = unit['Service'] ?? {};

test('the unit runs what `npm start` runs', () => {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };
  expect(service['ExecStart']).toEqual([`/usr/bin/env ${scripts['start']}`]);
  expect(Object.keys(unit)).toEqual(['Unit', 'Service', 'Install']);
});

test('the unit sets variables that there are, and leaves time to finish what is running', () => {
  const known = new Set(
    [...readFileSync('.env.example', 'utf8').matchAll(/^#? ?([A-Z_]+)=/gm)].map(([, name]) => name),
  );
  const names = (service['Environment'] ?? []).map((line) => line.split('=')[0] ?? '');
  expect(names.filter((name) => !known.has(name))).toEqual(['NODE_ENV', 'NODE_COMPILE_CACHE', 'PATH']);
  expect(Number(service['TimeoutStopSec'])).toBeGreaterThan(30);
  expect(service['RestartPreventExitStatus']).toEqual(['78']);
});

test('the unit can write to its own two folders only, and gains no rights', () => {
  expect(service).toMatchObject({
    DynamicUser: ['yes'],
    NoNewPrivileges: ['yes'],
    CapabilityBoundingSet: [''],
    ProtectSystem: ['strict'],
    ProtectHome: ['yes'],
    UMask: ['0077'],
    StateDirectoryMode: ['0700'],
    CacheDirectoryMode: ['0700'],
  });
  expect(service).toHaveProperty('MemoryMax');
  expect(service).toHaveProperty('TasksMax');
  // V8 would not start.
  expect(service).not.toHaveProperty('MemoryDenyWriteExecute');
});

test.skipIf(!existsSync(ANALYZE))('systemd accepts the unit, and finds it hardened', async () => {
  const { stderr } = await run(ANALYZE, ['verify', PATH]);
  expect(stderr).toBe('');
  // Exits with 1 when the exposure is above 2.0 of 10.
  await run(ANALYZE, ['security', '--offline=yes', '--threshold=20', PATH]);
});
