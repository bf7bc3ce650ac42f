import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { logSentences } from '../../support/documents/log-sentences.ts';

test('docs/operating.md says what to do about each alert and each line of the log that is a warning or an error', () => {
  const document = readFileSync('docs/operating.md', 'utf8').replaceAll(/\s+/g, ' ');
  const sentences = logSentences();
  expect(sentences.length).toBeGreaterThan(30);
  expect(sentences.filter((sentence) => !document.includes(sentence))).toEqual([]);
});
