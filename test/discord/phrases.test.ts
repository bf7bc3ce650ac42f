import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readPhrase } from '../../src/discord/conversation/phrases.ts';

describe('an age', () => {
  test.each([
    ['60', 60],
    [' 60 ', 60],
    ['60!', 60],
    ['make me 60 please', 60],
    ['60 years', 60],
    ['60yrs', 60],
    ['a 60-year-old', 60],
    ['now 25', 25],
    ['what would I look like at 70?', 70],
    ['70s', 70],
    ['older, like 70', 70],
    ['sixty', 60],
    ['Twenty-Five please', 25],
    ['fünfzig Jahre', 50],
    ['quatre-vingts ans', 80],
    ['sesenta años', 60],
    ['I am 30, make me 60', 60],
    ['make me 60, I am 30', 60],
    ["I'm 30", 30],
    ['from 30 to 60', 60],
    ['the 2 of us at 70', 70],
    ['100', 100],
    ['make me 5', 5],
    ['2019', 2019],
    ['27.4', 27],
    ['stop at 60', 60],
    ['photo 2', 2],
    ['9'.repeat(400), Number.MAX_SAFE_INTEGER],
  ])('is read from %j', (words, age) => {
    expect(readPhrase(words)).toEqual({ kind: 'age', age });
  });
});

describe('a change', () => {
  test.each([
    ['older', 10],
    ['Older!', 10],
    ['a bit older please', 10],
    ['younger', -10],
    ['a bit younger', -10],
    ['10 more', 10],
    ['5 years younger', -5],
    ['five years younger', -5],
    ['make him 15 years older', 15],
    ['older by 15 years', 15],
    ['plus 5', 5],
    ['+5', 5],
    ['make it -5', -5],
    ['in 10 years', 10],
    ['10 years ago', -10],
    ['10 Jahre älter', 10],
    ['jünger', -10],
    ['plus jeune', -10],
    ['plus vieux', 10],
    ['diez años más', 10],
  ])('is read from %j', (words, years) => {
    expect(readPhrase(words)).toEqual({ kind: 'change', years });
  });
});

test.each(['stop', 'Stop.', 'delete', 'please delete my photo', 'forget everything', 'lösche alles'])(
  '%j asks to forget',
  (words) => {
    expect(readPhrase(words)).toEqual({ kind: 'stop' });
  },
);

test.each([
  '',
  'hello',
  'help',
  'thanks, nice one!',
  'me in 2019',
  'IMG_60.jpg',
  '60fps',
  'https://example.com/60',
  '<@123456789012345678>',
  '<t:1700000000:R>',
  'do not stop',
])('%j is none of these', (words) => {
  expect(readPhrase(words)).toEqual({ kind: 'other' });
});

describe('whatever people write', () => {
  const words = fc.constantFrom('60', 'older', 'make me', 'years', '-', '+5', 'ten', 'stop', '２０', '\n', '.', '1e9');
  const message = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 4000 }),
    fc.array(words, { maxLength: 50 }).map((list) => list.join(' ')),
  );

  test('is read without an error, and into whole numbers', () => {
    fc.assert(
      fc.property(message, (text) => {
        const { kind, ...rest } = readPhrase(text);
        expect(['age', 'change', 'stop', 'other']).toContain(kind);
        expect(Object.values(rest).every((number) => Number.isSafeInteger(number))).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  test('an age alone is that age, whatever stands around it', () => {
    const around = fc.constantFrom('', ' ', '!', ' please', ' years', ' years old', 'yo', '?');
    fc.assert(
      fc.property(fc.integer({ min: 10, max: 80 }), around, (age, after) => {
        expect(readPhrase(`${age}${after}`)).toEqual({ kind: 'age', age });
      }),
    );
  });
});
