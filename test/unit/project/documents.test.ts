import { existsSync, globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { codeExamples, pathOf } from '../../support/documents/code-examples.ts';

const documents = ['README.md', 'CONTRIBUTING.md', ...globSync('docs/**/*.md')];
/** Files that CONTRIBUTING.md describes, but that don't exist. */
const examples = new Set(codeExamples(readFileSync('CONTRIBUTING.md', 'utf8')).map(pathOf));
/** A path in backticks, which may be followed by arguments. */
const PATH =
  /(?<=[`\s])(?:src|commands|simulator|playground|test|scripts|bench|deploy)\/[\w./-]*\w(?:\/(?=`))?(?=[`\s])/g;
/** A path in the table of docs/upgrading-discord-js.md, relative to `test/`. */
const TEST_PATH = /(?<=`)(?:unit|bot|slow)\/[\w./-]+\.test\.ts(?=`)/g;

const missing = (document: string, pattern: RegExp, folder = '') =>
  [...readFileSync(document, 'utf8').matchAll(pattern)]
    .map(([path]) => folder + path)
    .filter((path) => !existsSync(path) && !examples.has(path));

test('each file and folder that the documents name exists', () => {
  const wrong = documents.flatMap((document) => missing(document, PATH).map((path) => `${document}: ${path}`));
  expect(wrong).toEqual([]);
});

test('each test that the checklist for discord.js names exists', () => {
  expect(missing('docs/upgrading-discord-js.md', TEST_PATH, 'test/')).toEqual([]);
});
