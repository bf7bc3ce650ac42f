import { expect, test } from 'vitest';
import { createMessages } from '../../../src/i18n/message.ts';

const seconds = {
  en: '{count, plural, one {# second} other {# seconds}}',
  pl: '{count, plural, one {# sekunda} few {# sekundy} many {# sekund} other {# sekundy}}',
  ja: '{count, plural, other {#秒}}',
};

test.each([
  ['en', 0, '0 seconds'],
  ['en', 1, '1 second'],
  ['en', 1.5, '1.5 seconds'],
  ['pl', 1, '1 sekunda'],
  ['pl', 2, '2 sekundy'],
  ['pl', 5, '5 sekund'],
  ['pl', 1.5, '1,5 sekundy'],
  ['ja', 1, '1秒'],
] as const)('in %s, the form for %d follows the rules of the language', (tag, count, expected) => {
  expect(createMessages(tag)(seconds[tag]).format({ count })).toBe(expected);
});

test.each([
  ['en', '12,345 of 20,000 pictures, about 1234'],
  ['de', '12.345 of 20.000 pictures, about 1234'],
  ['hi', '12,345 of 20,000 pictures, about 1234'],
])('in %s, quantities are written as in the language, and other numbers as they are', (tag, expected) => {
  const message = createMessages(tag)('{used, number} of {count, plural, other {# pictures}}, about {age}');
  expect(message.format({ used: 12_345, count: 20_000, age: 1234 })).toBe(expected);
});

test('places without a value stay visible', () => {
  const message = createMessages('en')('From {min} to {max}');
  expect(message.format({ min: 10 })).toBe('From 10 to {max}');
});

test('a mention is not a tag, and an apostrophe is an apostrophe', () => {
  const message = createMessages('en')("I don't know <@{user}>'s picture in <#5>");
  expect(message.format({ user: '7' })).toBe("I don't know <@7>'s picture in <#5>");
});

test('the places of a message are known, also those inside plural forms', () => {
  const message = createMessages('en')(
    '{count, plural, one {{name} has # picture} other {# <@{user}>}} {left, number}',
  );
  expect([...message.names].toSorted()).toEqual(['count', 'left', 'name', 'user']);
});
