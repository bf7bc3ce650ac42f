import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readEnvFile } from '../../../src/config/env-file.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'env-file-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function read(content: string | Buffer) {
  const path = join(folder, '.env');
  await writeFile(path, content);
  return readEnvFile(path);
}

const LINES = ['# a comment', 'FIRST=1', 'SECOND="two # words"', "export THIRD='$3'", 'FOURTH=', 'FIFTH=a=b # said'];
const VALUES = { FIRST: '1', SECOND: 'two # words', THIRD: '$3', FOURTH: '', FIFTH: 'a=b' };

test.each([
  ['lines as on Linux', LINES.join('\n')],
  ['lines as on Windows', LINES.join('\r\n')],
  ['a byte order mark before the first name', `\uFEFF${LINES.slice(1).join('\r\n')}\r\n`],
  ['UTF-16, as PowerShell writes', Buffer.from(`\uFEFF${LINES.join('\r\n')}`, 'utf16le')],
])('a file is read with %s', async (_what, content) => {
  expect(await read(content)).toEqual(VALUES);
});

test('an empty file has no variables', async () => {
  expect(await read('')).toEqual({});
});

test('a missing file is told from an empty one', () => {
  expect(readEnvFile(join(folder, 'missing'))).toBeUndefined();
});

test('what is there and cannot be read is an error', () => {
  expect(() => readEnvFile(folder)).toThrow('EISDIR');
});
