import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readAge, readAges } from '../../../../src/discord/words/age-lists.ts';
import { readPhrase } from '../../../../src/discord/words/phrases.ts';
import { anyText } from '../../../support/any-text.ts';
import { fewerOf } from '../../../support/cases.ts';

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
    ['I am 30, make me 60', 60],
    ['make me 60, I am 30', 60],
    ['from 30 to 60', 60],
    ['the 2 of us at 70', 70],
    ['100', 100],
    ['make me 5', 5],
    ['2019', 2019],
    ['stop at 60', 60],
    ['age 60 please', 60],
    ['my wife at the age of 60', 60],
    ['as an 80 year old', 80],
    ['60 instead', 60],
    ['make me 60 years old', 60],
    ['make Anna 60', 60],
    ['make my brother 60', 60],
    ['can you show my wife at 70 lol', 70],
    ["I'm 30, 60 please", 60],
    ['60 years old', 60],
    ['about 60', 60],
    ['~60', 60],
    ['(60)', 60],
    ['**60**', 60],
    ['👴60👵', 60],
    ['060', 60],
    // Digits of other scripts
    ['６０', 60],
    ['٦٠', 60],
    ['۶۰', 60],
    ['६०', 60],
    ['৬০', 60],
    ['๖๐', 60],
    ['𝟞𝟘', 60],
    ['6️⃣0️⃣', 60],
    ['6\u200b0', 60],
    // Units of other languages
    ['60歳', 60],
    ['60 歳', 60],
    ['60歳にして', 60],
    ['６０才', 60],
    ['60岁', 60],
    ['变成60岁', 60],
    ['60세', 60],
    ['60세로', 60],
    ['60살', 60],
    ['60 Jahre', 60],
    ['mach mich 60', 60],
    ['60 ans', 60],
    ['à 60 ans', 60],
    ['a los 60 años', 60],
    ['60 лет', 60],
    ['٦٠ سنة', 60],
    ['۶۰‌ساله', 60],
    ['६० साल', 60],
    ['๖๐ ปี', 60],
    ['อายุ๖๐ปี', 60],
    ['年齢60歳', 60],
    // English number words
    ['ten', 10],
    ['seventeen', 17],
    ['seventy', 70],
    ['sixty five', 65],
    ['Sixty.', 60],
    ['make me sixty-five years old', 65],
    ['a sixty-year-old', 60],
    ['photo 2', 2],
    ['9'.repeat(400), Number.MAX_SAFE_INTEGER],
  ])('the age in %j is read', (words, age) => {
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
    ['10 años más', 10],
    ['10 anni più vecchio', 10],
    ['10 anos mais novo', -10],
    ['hace 10 años', -10],
    ['ten years older', 10],
    ['make my dad 10 years older', 10],
    ['in ten years', 10],
    ['two years younger', -2],
    ['5 more years', 5],
    ['much older', 10],
    ['−５', -5],
  ])('the change in %j is read', (words, years) => {
    expect(readPhrase(words)).toEqual({ kind: 'change', years });
  });
});

describe('a number of uncertain meaning', () => {
  test.each([
    // Parts of numbers
    'sixty something',
    'one hundred',
    'a hundred',
    'three hundred and sixty',
    'twenty-twenty',
    'twenty thirty',
    'nineteen sixty',
    'sixty and five',
    'sixty-ish',
    '60ish',
    '60+',
    '60 plus',
    '60.5',
    '60,5',
    '٦٠٫٥',
    '60½',
    '½',
    '6²',
    '²',
    '②',
    'Ⅻ',
    '6 0',
    '6️⃣ 0️⃣',
    '6O',
    '1e9',
    '60:30',
    '12/05',
    // Several numbers
    '60-70',
    '60 – 70',
    '60~70',
    '60 or 70',
    '60 to 70',
    '60/70',
    '20, 40, 60',
    '20、40',
    '- 60',
    '60 minus 5',
    '20 to 30 years older',
    // Not an age
    '60%',
    '$60',
    '60 kg',
    '60fps',
    'IMG_60.jpg',
    'example.com/60',
    'me in 2019',
    "I'm 30",
    'my dad is 60',
    '10 years later',
    '5 more pictures please',
    'one more please',
    '60 plus',
    'older 70',
    'not 60',
    "don't make me 60",
    '10 more or less',
    '60 more or less',
    '10 years older than me',
    'at least 60',
    'my older brother',
    // Words of unknown languages
    'au moins 60 ans',
    'al menos 60',
    'soixante-10',
    'soixante et 10',
    'vingt 5 ans',
    'treinta y 5',
    'treinta y 5 años más joven',
    '10 år äldre',
    'o 10 let mladší',
    '60分',
  ])('the bot asks what %j means', (words) => {
    expect(readPhrase(words)).toEqual({ kind: 'unclear' });
  });
});

test.each(['help', 'Help!', ' ayuda ?'])('the words %j ask for help', (words) => {
  expect(readPhrase(words)).toEqual({ kind: 'help' });
});

test.each(['stop', 'Stop.', 'delete', 'please delete my photo', 'forget everything', 'lösche alles'])(
  'the words %j ask to delete',
  (words) => {
    expect(readPhrase(words)).toEqual({ kind: 'stop' });
  },
);

test.each([
  '',
  'https://example.com/60',
  '<@123456789012345678>',
  '<t:1700000000:R>',
  'do not stop',
  'ექვსი',
  'LX',
  '🔟',
  '💯',
  'five',
  'this one',
  'nice and/or funny',
  'example.com',
  'you two',
])('the words %j are none of these', (words) => {
  expect(readPhrase(words)).toEqual({ kind: 'other' });
});

/** The digit zero of every script. */
const ZEROS = Array.from({ length: 0x11_0000 }, (_, codePoint) => codePoint)
  .filter(
    (codePoint) => (codePoint < 0xd8_00 || codePoint > 0xdf_ff) && /\p{Nd}/u.test(String.fromCodePoint(codePoint)),
  )
  .filter((_, index) => index % 10 === 0);

const inScript = (value: number, zero: number): string =>
  [...String(value)].map((digit) => String.fromCodePoint(zero + Number(digit))).join('');

describe('whatever people write', () => {
  const words = fc.constantFrom(
    ...'60|older|make me|years|-|+5|ten|stop|２０|\n|.|1e9|sixty|five|plus|歳|岁|at|or|vingt|y|I am|，|6️⃣|½|in|by|not'.split(
      '|',
    ),
  );
  const message = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 4000 }),
    anyText(200),
    fc.array(words, { maxLength: 50 }).map((list) => list.join(' ')),
    fc.array(words, { maxLength: 6 }).map((list) => list.join('')),
  );

  test('any text can be read without an error, and gives whole numbers', () => {
    fc.assert(
      fc.property(message, (text) => {
        const { kind, ...rest } = readPhrase(text);
        const numbers = Object.values(rest)
          .flat()
          .filter((value) => typeof value === 'number');
        expect(kind).toEqual(expect.any(String));
        expect(numbers.every((number) => Number.isSafeInteger(number))).toBe(true);
        expect(['number', 'undefined']).toContain(typeof readAges(text)?.[0]);
      }),
      { numRuns: fewerOf(1000) },
    );
  });

  test('an age alone is that age, in every script and with any punctuation, in all three places', () => {
    expect(ZEROS.length).toBeGreaterThan(60);
    const around = fc.constantFrom(
      '',
      ' ',
      '!',
      ' please',
      ' years',
      ' years old',
      'yo',
      '?',
      '歳',
      '岁',
      '세',
      ' Jahre',
    );
    fc.assert(
      fc.property(fc.integer({ min: 10, max: 80 }), fc.constantFrom(...ZEROS), around, (age, zero, after) => {
        const written = `${inScript(age, zero)}${after}`;
        expect(readPhrase(written)).toEqual({ kind: 'age', age });
        expect(readAge(written)).toBe(age);
        expect(readAges(written.replace(' please', ''))).toEqual([age]);
      }),
      { numRuns: fewerOf(1000) },
    );
  });

  test('every English number word up to 99 is that number, and only that', () => {
    for (let age = 10; age <= 99; age += 1) {
      for (const between of [' ', '-']) {
        const written = numberInWords(age, between);
        expect(readPhrase(`make me ${written} please`)).toEqual({ kind: 'age', age });
        expect(readAge(written)).toBe(age);
        expect(readPhrase(`${written} ${written}`).kind).toBe('unclear');
        expect(readPhrase(`${written} hundred`).kind).toBe('unclear');
      }
    }
  });

  test('an age comes only from a number in the message, whatever foreign words are next to it', () => {
    const foreign = fc.constantFrom(
      ...'kuusikymmentä viisi seitsemän hatvan ötven szaizeci εξήντα εβδομήντα ستون خمسون шестдесет šedesát'.split(' '),
      ...'halvtreds tres fjerds sekstito yksi'.split(' '),
    );
    fc.assert(
      fc.property(fc.array(foreign, { minLength: 1, maxLength: 5 }), (list) => {
        expect(['other', 'unclear']).toContain(readPhrase(list.join(' ')).kind);
      }),
    );
    fc.assert(
      fc.property(fc.array(foreign, { minLength: 1, maxLength: 3 }), fc.integer({ min: 10, max: 80 }), (list, age) => {
        expect(readPhrase([...list, String(age)].join(' '))).toEqual({ kind: 'unclear' });
      }),
    );
  });
});

describe('a list of ages', () => {
  test.each([
    ['20, 40, 60', [20, 40, 60]],
    ['70, 10 30', [70, 10, 30]],
    ['20 40 60', [20, 40, 60]],
    ['20、40、60', [20, 40, 60]],
    ['２０，４０', [20, 40]],
    ['20/40/60', [20, 40, 60]],
    ['20;40', [20, 40]],
    ['20|40', [20, 40]],
    ['٢٠، ٤٠', [20, 40]],
    ['۲۰؛ ۴۰', [20, 40]],
    ['20歳、40歳', [20, 40]],
    ['20歳と40歳', [20, 40]],
    ['20岁，40岁', [20, 40]],
    ['20세, 40세', [20, 40]],
    ['20 Jahre, 40 Jahre', [20, 40]],
    ['20 and 40 years old', [20, 40]],
    ['twenty, sixty five', [20, 65]],
    ['2️⃣0️⃣ 4️⃣0️⃣', [20, 40]],
  ])('the ages in %j are read', (typed, ages) => {
    expect(readAges(typed)).toEqual(ages);
  });

  test.each([
    'old and young',
    '20-40-60',
    '20 – 40',
    'twenty - forty',
    '20 to 40',
    '20.5, 30',
    '20², 30',
    '½, 30',
    '-20, 30',
    'twenty thirty',
    'one hundred, 20',
    '20kg, 30',
    '20, 30?!x',
  ])("the text %j isn't a list of ages", (typed) => {
    expect(readAges(typed)).toBeUndefined();
  });

  test('a list of ages is read in every script, with any separators', () => {
    const between = fc.constantFrom(', ', ',', ' ', '、', '，', '/', ' / ', ';', '؛ ', '، ', '\n', ' and ');
    const ages = fc.array(fc.integer({ min: 10, max: 80 }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(ages, fc.constantFrom(...ZEROS), between, (list, zero, separator) => {
        expect(readAges(list.map((age) => inScript(age, zero)).join(separator))).toEqual(list);
      }),
      { numRuns: fewerOf(500) },
    );
  });
});

function numberInWords(value: number, between: string): string {
  const teens = 'ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(' ');
  const tens = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
  const units = 'one two three four five six seven eight nine'.split(' ');
  const unit = units[(value % 10) - 1];
  return teens[value - 10] ?? [tens[Math.floor(value / 10) - 2], ...(unit ? [unit] : [])].join(between);
}
