import { describe, expect, test } from 'vitest';
import { en } from '../../../src/i18n/en.ts';
import { choiceIn, withChoice } from '../../../src/i18n/locale.ts';
import { explain, text } from '../../../src/i18n/text.ts';

const GERMAN = 'Ich arbeite daran …';

describe('the language', () => {
  test.each(['de', 'de-AT', 'de/en-US'])('a person with the locale %s reads German', (locale) => {
    expect(text(locale, 'working')).toBe(GERMAN);
    expect(explain(locale, { reason: 'picture_empty', params: {} })).toMatch(/^Diese Datei ist leer\./);
  });

  test.each(['en-US', 'en-GB', 'en/de', 'cs', 'constructor', ''])(
    'a person with the locale %j reads English',
    (locale) => {
      expect(text(locale, 'working')).toBe(en.texts.working);
      expect(explain(locale, { reason: 'internal', params: {} })).toBe(en.reasons.internal);
    },
  );

  test('a locale says what the person has chosen', () => {
    expect(choiceIn(withChoice('de', 'en-US'))).toBe('de');
    expect(choiceIn('en-US')).toBeUndefined();
  });
});

describe('the name of a command in a sentence', () => {
  test.each([
    ['en-US', '/age,', 'Age this photo'],
    ['de', '/alter,', 'Alter auf dem Foto ändern'],
    ['de/en-US', '/age,', 'Age this photo'],
    ['en/de', '/alter,', 'Alter auf dem Foto ändern'],
  ])('with the locale %s, it is the one that the Discord of the person shows', (locale, command, menu) => {
    const sentence = explain(locale, { reason: 'answer_not_yours', params: {} });
    expect(sentence).toContain(command);
    expect(sentence).toContain(menu);
  });
});

test('a form depends on the number before the noun', () => {
  expect(text('en-US', 'usage_yours', { used: 0, count: 1, left: 1 })).toBe(
    "You've used 0 of 1 picture today; 1 left.",
  );
  expect(text('de', 'usage_yours', { used: 1, count: 2000, left: 1999 })).toBe(
    'Du hast heute 1 von 2.000 Bildern verbraucht; 1.999 übrig.',
  );
});
