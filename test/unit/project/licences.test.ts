import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { wrongLicences } from '../../../scripts/support/licences.ts';

const lockOf = (license: string | undefined, more: object = {}) => ({
  packages: { '': {}, simulator: {}, 'node_modules/x': { ...(license && { license }), ...more } },
});

test('all that is distributed has a licence that allows it', () => {
  expect(wrongLicences(JSON.parse(readFileSync('package-lock.json', 'utf8')))).toEqual([]);
});

test.each(['MIT', '(MIT OR GPL-3.0-only)', 'Apache-2.0 AND LGPL-3.0-or-later AND MIT', 'GPL-2.0 OR MIT AND ISC'])(
  'the licence %s is allowed',
  (license) => {
    expect(wrongLicences(lockOf(license))).toEqual([]);
  },
);

test.each([
  undefined,
  'GPL-3.0-only',
  'MIT AND GPL-3.0-only',
  'UNLICENSED',
  'SEE LICENSE IN x',
  'MIT AND (ISC OR GPL-2.0)',
])('the licence %s is not', (license) => {
  expect(wrongLicences(lockOf(license))).toEqual([`node_modules/x: ${license ?? 'no licence'}`]);
});

test('what only developers install may have any licence', () => {
  expect(wrongLicences(lockOf('GPL-3.0-only', { dev: true }))).toEqual([]);
});
