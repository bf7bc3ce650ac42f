import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

/** The only file that may use Vitest's own waits, which end after a second by default. */
const ONE_PLACE = 'test/support/eventually.ts';

const filesIn = (folder: string) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name));

const waits = (path: string) => /\bvi\.wait(For|Until)\(|\bexpect\.poll\(/.test(readFileSync(path, 'utf8'));

test('tests wait only by `until` and `eventually`, which share one limit', () => {
  const files = [...filesIn('test'), ...filesIn('simulator')].filter((name) => name.endsWith('.ts'));
  expect(files.filter(waits)).toEqual([join(ONE_PLACE)]);
});
