import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { MAX_AGE, MIN_AGE } from '../../../src/bounds.ts';
import { MOST_NEEDED_BYTES, PICTURE_PROCESS_BYTES } from '../../../src/picture/picture-limits.ts';

// What README, SECURITY and the privacy policy promise has a test, which is named beside it: visibly, or in a comment
// such as <!-- test: test/unit/limits/access.test.ts "a block" -->. The comment says "untested" and why where a test is
// impossible.

interface Promise {
  readonly text: string;
  /** Files, and a title within one. */
  readonly tests: readonly { readonly file: string; readonly title: string | undefined }[];
  readonly isExcused: boolean;
}

/** Sections whose every paragraph, item and row is a promise. */
const PROMISES: Readonly<Record<string, readonly string[]>> = {
  'README.md': ['Try it without an account', 'What people can do'],
  'SECURITY.md': ['What is protected, and how', 'Rotating the key', 'After an incident', 'Threat model'],
  'docs/privacy-policy.md': [
    'What the bot does',
    'What is processed, and for how long',
    'Who receives your photo',
    'Your choices and rights',
  ],
};

const TEST = /((?:simulator\/)?test\/[\w./-]+\.test\.ts)(?: "([^"]+)")?/g;

function sectionOf(document: string, title: string): string {
  const text = readFileSync(document, 'utf8');
  const start = text.indexOf(`\n## ${title}\n`);
  if (start < 0) throw new Error(`${document} has no section "${title}"`);
  const end = text.indexOf('\n## ', start + 1);
  return text.slice(start, end < 0 ? undefined : end).replace(/^\n## .*\n/, '');
}

/** The paragraphs, items and rows of a section that say something. Those of a table have their tests below it. */
function promisesIn(document: string, title: string): Promise[] {
  const blocks = sectionOf(document, title)
    .replaceAll(/```[^]*?```/g, '')
    .split(/\n(?=- |\d+\. )|\n\n+(?!<!--)/)
    .map((block) => block.trim())
    .filter((block) => /^[^#![]|^\[/.test(block) && !/^<!--[^]*-->$/.test(block));
  return blocks.flatMap((block) => (block.startsWith('|') ? rowsOf(block) : [promiseOf(block)]));
}

function promiseOf(text: string): Promise {
  const tests = [...text.matchAll(TEST)].map(([, file = '', title]) => ({ file, title }));
  return { text, tests, isExcused: /<!-- untested: .{10,} -->/.test(text) };
}

/** A row and the line about it in the comment after the table, which begins with the first words of the row. */
function rowsOf(block: string): Promise[] {
  const lines = block.split('\n');
  const rows = lines.filter((line) => line.startsWith('|')).slice(2);
  const notes = lines.filter((line) => !line.startsWith('|') && line.includes(' -> '));
  return rows.map((row) => {
    const name = (row.split('|')[1] ?? '').trim();
    const note = notes.find((line) => name.startsWith(line.split(' -> ')[0] ?? '')) ?? '';
    const { tests } = promiseOf(note);
    return { text: name, tests, isExcused: / -> untested: .{10,}/.test(note) };
  });
}

describe.each(Object.entries(PROMISES))('%s', (document, sections) => {
  const all = sections.flatMap((title) => promisesIn(document, title));

  test('each promise names its test', () => {
    expect(all.length).toBeGreaterThan(5);
    expect(all.filter(({ tests, isExcused }) => tests.length === 0 && !isExcused).map(({ text }) => text)).toEqual([]);
  });

  test('each test that is named is there', () => {
    const named = [...readFileSync(document, 'utf8').matchAll(TEST)];
    const wrong = named.filter(
      ([, file = '', title = '']) => !existsSync(file) || !readFileSync(file, 'utf8').includes(title),
    );
    expect(wrong.map(([found]) => found)).toEqual([]);
  });
});

const MIB = 1024 * 1024;

test.each([
  ['README.md', `an age from ${MIN_AGE} to ${MAX_AGE}`],
  ['SECURITY.md', `memory (${PICTURE_PROCESS_BYTES / MIB / 1024} GiB)`],
  ['docs/operating.md', `A picture process may use ${PICTURE_PROCESS_BYTES / MIB / 1024} GiB`],
  ['docs/operating.md', `more than ${MOST_NEEDED_BYTES / MIB} MiB`],
])('%s has the figure of the code: %s', (document, figure) => {
  expect(readFileSync(document, 'utf8').replaceAll(/\s+/g, ' ')).toContain(figure);
});
