import { globSync, readFileSync } from 'node:fs';
import { sep } from 'node:path';
import { expect, test } from 'vitest';

const VENDOR = 'src/endpoint/acedata/';
/** Names of the vendor, its supplier and their hosts, except `ACEDATACLOUD_…`, which operators already use. */
const NAMES = /ace ?data(?!CLOUD_API_)|tencent|qcloud/i;
/** May name the vendor: environment variables with their help, and what people are told about their photos. */
const MAY_NAME = ['src/config/variables.ts', 'src/i18n/'];

const files = globSync(['src/**/*.{ts,js}', 'commands/**/*.ts']).map((file) => file.replaceAll(sep, '/'));

/** The lines that name the vendor. A link to the source of a fact is allowed. */
function linesThatName(file: string): string[] {
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines.filter((line) => NAMES.test(line) && !/@see https:/.test(line)).map((line) => line.trim());
}

const naming = files
  .filter((file) => !file.startsWith(VENDOR) && !MAY_NAME.some((place) => file.startsWith(place)))
  .map((file) => ({ file, lines: linesThatName(file) }))
  .filter(({ lines }) => lines.length > 0);

test('only the wiring names the vendor of the endpoint, where it imports it and creates it', () => {
  expect(naming.map(({ file }) => file)).toEqual([expect.stringMatching(/^src\/app(\/[\w-]+)?\.ts$/)]);
  expect(naming[0]?.lines).toEqual([
    expect.stringMatching(/^import \{ createAceDataEndpoint \} from '.*\/endpoint\/acedata\/client\.ts';$/),
    expect.stringContaining('createAceDataEndpoint('),
  ]);
});

test('the vendor does have a folder with its names', () => {
  expect(files.filter((file) => file.startsWith(VENDOR) && linesThatName(file).length > 0).length).toBeGreaterThan(3);
});
