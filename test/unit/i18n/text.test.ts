import { describe, expect, test } from 'vitest';
import { en } from '../../../src/i18n/en.ts';
import { explain, text } from '../../../src/i18n/text.ts';

describe('a text with a number', () => {
  test.each([
    [0, 'Minimum time between pictures: 0 seconds'],
    [1, 'Minimum time between pictures: 1 second'],
    [1.5, 'Minimum time between pictures: 1.5 seconds'],
    [2, 'Minimum time between pictures: 2 seconds'],
  ])('the text has the form for %d', (count, expected) => {
    expect(text('en-US', 'setting_cooldown', { count })).toBe(expected);
  });

  test('the form is that of the number before the noun', () => {
    expect(text('en-US', 'usage_yours', { used: 0, count: 1, left: 1 })).toBe(
      "You've used 0 of 1 picture today; 1 left.",
    );
    expect(text('en-US', 'usage_yours', { used: 1, count: 2, left: 1 })).toBe(
      "You've used 1 of 2 pictures today; 1 left.",
    );
  });

  test('each text has all plural forms of its language', () => {
    const { pluralCategories } = new Intl.PluralRules('en').resolvedOptions();
    const forms = Object.keys(en.texts).flatMap((key) => /^(.*)_(?:zero|one|two|few|many|other)$/.exec(key)?.[1] ?? []);
    expect(forms).not.toEqual([]);
    for (const key of forms) {
      for (const category of pluralCategories) expect(en.texts).toHaveProperty(`${key}_${category}`);
      expect(en.texts).not.toHaveProperty(key);
    }
  });
});

test('given parameters are filled in, and missing ones stay visible', () => {
  expect(text('de', 'answer_title', { age: 60 })).toBe('About 60 years old');
  expect(text('en-US', 'help_intro')).toBe(en.texts.help_intro);
  expect(explain('en-US', { reason: 'age_out_of_range', params: { min: 10 } })).toBe(
    'The age must be a whole number from 10 to {max}. Choose one in that range.',
  );
});
