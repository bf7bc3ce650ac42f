import { ComponentType } from 'discord.js';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formProblems, walkComponents } from 'discord-simulator';
import { ageForm } from '../../../../src/discord/commands/asking/age-form.ts';
import { readAge } from '../../../../src/discord/words/age-lists.ts';

const usual = { customId: '2.age-target.5', locale: 'en-US', minAge: 10 };

function picture(label: string, description?: string) {
  const url = 'https://cdn.discordapp.com/a.png';
  return { label, picture: { url, spoiler: false, declared: {}, ...(description !== undefined && { description }) } };
}

describe('the form for an age', () => {
  test("the form names the operator's minimum age", () => {
    const form = ageForm({ ...usual, minAge: 18 });
    expect(form.components).toMatchObject([{ description: 'In years, from 18 to 80' }]);
  });

  test('Discord accepts the form, however long the names and descriptions are', () => {
    const texts = fc.string({ maxLength: 1024, unit: 'grapheme' });
    const pictures = fc.array(
      fc.record({ label: texts, description: texts }).map(({ label, description }) => picture(label, description)),
      { maxLength: 25 },
    );
    fc.assert(
      fc.property(pictures, fc.integer({ min: 10, max: 80 }), (found, age) => {
        const form = ageForm({ ...usual, pictures: found, age });
        expect(formProblems(form)).toEqual([]);
      }),
      { numRuns: 50 },
    );
  });

  test('the form numbers the pictures and describes them', () => {
    const form = ageForm({ ...usual, pictures: [picture('me.png', 'A sailor'), picture('')] });
    const select = walkComponents(form.components).find(({ type }) => type === ComponentType.RadioGroup);
    expect(select?.['options']).toEqual([
      { value: '0', label: 'Picture 1: me.png', description: 'A sailor', default: true },
      { value: '1', label: 'Picture 2' },
    ]);
  });
});

describe('a typed age', () => {
  test.each([
    ['60', 60],
    [' 60 ', 60],
    ['60 years', 60],
    ['about 60!', 60],
    ['６０', 60],
    ['060', 60],
    ['1000', 1000],
    ['sixty', 60],
    ['٦٠', 60],
    ['60歳', 60],
    ['60 Jahre', 60],
  ])('the age "%s" is read', (typed, age) => {
    expect(readAge(typed)).toBe(age);
  });

  test.each([
    '',
    '+60',
    '-60',
    '60.5',
    '10 years older',
    'kuusikymmentä',
    '30 or 40',
    '30-40',
    '6 0',
    '60,5',
    '60,000',
    '1.2.3',
  ])(`the text "%s" isn't read as an age`, (typed) => {
    expect(readAge(typed)).toBeNaN();
  });

  test('an age is found among words', () => {
    const words = fc.constantFrom('', 'please', 'make me', 'about', '!', '?', 'a', 'thanks.');
    fc.assert(
      fc.property(words, fc.nat(), words, (before, age, after) => {
        expect(readAge(`${before} ${age} ${after}`)).toBe(age);
      }),
    );
  });

  test('any text can be read without an error', () => {
    fc.assert(
      fc.property(fc.string(), (typed) => {
        expect(readAge(typed)).toBeTypeOf('number');
      }),
    );
  });
});
