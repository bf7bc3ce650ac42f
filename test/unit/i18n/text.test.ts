import { describe, expect, test } from 'vitest';
import type { Catalogue } from '../../../src/i18n/catalogue.ts';
import { en } from '../../../src/i18n/en.ts';
import { LANGUAGES } from '../../../src/i18n/languages.ts';
import { createTexts, explain, text } from '../../../src/i18n/text.ts';

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
});

test('given parameters are filled in, and missing ones stay visible', () => {
  expect(text('en-GB', 'answer_title', { age: 60 })).toBe('About 60 years old');
  expect(text('en-US', 'help_intro')).toBe(en.texts.help_intro);
  expect(explain('en-US', { reason: 'age_out_of_range', params: { min: 10 } })).toBe(
    'The age must be a whole number from 10 to {max}. Choose one in that range.',
  );
});

const placeholders = (template = '') => [...new Set(template.match(/\{\w+\}/g) ?? [])].toSorted();

describe.each(Object.entries(LANGUAGES))('the language %s', (tag, catalogue) => {
  const texts: Readonly<Record<string, string>> = catalogue.texts;
  const plurals = Object.keys(en.texts).flatMap((key) => /^(.*)_other$/.exec(key)?.[1] ?? []);

  test('each plural text has exactly the forms of the language', () => {
    const { pluralCategories } = new Intl.PluralRules(tag).resolvedOptions();
    expect(plurals).not.toEqual([]);
    for (const key of plurals) {
      const forms = Object.keys(texts).filter((each) => each.replace(/_(?:zero|one|two|few|many|other)$/, '') === key);
      expect(forms.toSorted()).toEqual(pluralCategories.map((category) => `${key}_${category}`).toSorted());
    }
  });

  test('each text has the placeholders of the English one', () => {
    const english: Readonly<Record<string, string>> = { ...en.texts, ...en.reasons };
    for (const [key, template] of Object.entries({ ...texts, ...catalogue.reasons })) {
      const original = english[key] ?? english[key.replace(/_(?:zero|one|two|few|many)$/, '_other')];
      expect({ key, names: placeholders(template) }).toEqual({ key, names: placeholders(original) });
    }
  });
});

describe('another language', () => {
  const pl: Catalogue = {
    texts: {
      ...en.texts,
      working: 'Pracuję nad tym…',
      setting_cooldown_one: '{count} sekunda',
      setting_cooldown_few: '{count} sekundy',
      setting_cooldown_many: '{count} sekund',
      setting_cooldown_other: '{count} sekundy',
    },
    reasons: { ...en.reasons, internal: 'Coś poszło nie tak.' },
  };
  const translated = createTexts({ en, pl, 'pt-BR': { ...en, texts: { ...en.texts, working: 'Trabalhando…' } } });

  test('a person gets the texts of their locale, or of its language', () => {
    expect(translated.text('pl', 'working')).toBe('Pracuję nad tym…');
    expect(translated.text('pl-PL', 'working')).toBe('Pracuję nad tym…');
    expect(translated.text('pt-BR', 'working')).toBe('Trabalhando…');
    expect(translated.explain('pl', { reason: 'internal', params: {} })).toBe('Coś poszło nie tak.');
  });

  test.each([
    [1, '1 sekunda'],
    [2, '2 sekundy'],
    [5, '5 sekund'],
    [1.5, '1.5 sekundy'],
  ])('the form for %d follows the rules of the language', (count, expected) => {
    expect(translated.text('pl', 'setting_cooldown', { count })).toBe(expected);
  });

  test('a person gets English if there is no translation for their locale', () => {
    expect(translated.text('pt-PT', 'working')).toBe(en.texts.working);
    expect(translated.text('ja', 'setting_cooldown', { count: 1 })).toBe('Minimum time between pictures: 1 second');
    expect(translated.explain('constructor', { reason: 'internal', params: {} })).toBe(en.reasons.internal);
  });
});
