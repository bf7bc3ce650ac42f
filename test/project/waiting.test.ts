import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

/** Where Vitest's own waits may be used, which give up after a second unless told. */
const ONE_PLACE = 'test/support/eventually.ts';

const waits = (path: string) => /\bvi\.wait(For|Until)\(|\bexpect\.poll\(/.test(readFileSync(path, 'utf8'));

test('tests wait by `until` and `eventually` alone, which share one limit', () => {
  const files = readdirSync('test', { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
  expect(files.map((name) => join('test', name)).filter(waits)).toEqual([ONE_PLACE]);
});
