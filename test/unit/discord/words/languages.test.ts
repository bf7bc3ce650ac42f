import { describe, expect, test } from 'vitest';
import { LANGUAGES } from '../../../../src/discord/words/languages/index.ts';
import type { Phrase } from '../../../../src/discord/words/phrase.ts';
import { readPhrase } from '../../../../src/discord/words/phrases.ts';
import { fourthOf } from '../../../support/cases.ts';
import { EXAMPLES } from './examples/index.ts';

/** A phrase as the examples write it. */
function meaningOf(phrase: Phrase): string {
  switch (phrase.kind) {
    case 'age':
      return String(phrase.age);
    case 'change':
      return phrase.years < 0 ? String(phrase.years) : `+${phrase.years}`;
    case 'life':
      return phrase.time;
    case 'timeline':
      return ['timeline', ...(phrase.ages ?? [])].join(' ');
    default:
      return phrase.kind;
  }
}

const withNumbers = [...LANGUAGES].filter(([, { numbers }]) => numbers.spelled.size > 0);

test('every language has examples', () => {
  expect(Object.keys(EXAMPLES).toSorted()).toEqual(
    [...LANGUAGES.keys()].filter((tag) => tag !== 'elsewhere').toSorted(),
  );
});

test.each(Object.entries(EXAMPLES))('in %s, the bot understands each example', (tag, examples) => {
  expect(examples.map(([words]) => [words, meaningOf(readPhrase(words, tag))])).toEqual(examples);
});

/** What costs nothing. */
const HARMLESS = new Set(['unclear', 'other', 'hello', 'thanks', 'help']);

test.each([...LANGUAGES.keys()])('in %s, no example of any language means another picture', (tag) => {
  const costly = Object.values(EXAMPLES)
    .flat()
    .filter(([, meaning]) => !HARMLESS.has(meaning));
  expect(costly.length).toBeGreaterThan(100);
  const others = fourthOf(costly).filter(([words, meaning]) => {
    const understood = meaningOf(readPhrase(words, tag));
    // "Once" is eleven in Spanish, and the bot asks everybody else.
    return !HARMLESS.has(understood) && understood !== meaning;
  });
  expect(others).toEqual([]);
});

describe('number words', () => {
  test.each(withNumbers)('in %s, there is a word for every number from 1 to 99', (_tag, { numbers }) => {
    const values = new Set(numbers.spelled.values());
    expect(Array.from({ length: 99 }, (_, index) => index + 1).filter((value) => !values.has(value))).toEqual([]);
    expect(values.size).toBe(99);
  });

  test.each(withNumbers)('in %s, every number word from 10 on is that age', (tag, { numbers }) => {
    const ages = [...numbers.spelled].filter(([, value]) => value >= 10);
    const spellings = ages.flatMap(([spelling]) => [spelling, spelling.replaceAll(' ', '-')]);
    expect(spellings.map((spelling) => [spelling, meaningOf(readPhrase(spelling, tag))])).toEqual(
      ages.flatMap(([spelling, value]) => [
        [spelling, String(value)],
        [spelling.replaceAll(' ', '-'), String(value)],
      ]),
    );
  });
});
