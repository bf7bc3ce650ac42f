import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { Locale } from 'discord.js';
import { IntlMessageFormat } from 'intl-messageformat';
import { describe, expect, test } from 'vitest';
import type { Catalogue } from '../../../src/i18n/catalogue.ts';
import { en } from '../../../src/i18n/en.ts';
import { catalogueOf, LANGUAGE_CODES } from '../../../src/i18n/languages.ts';
import { limitOf } from '../../../src/i18n/limits.ts';
import { MENTIONS, mentionsIn } from '../../../src/i18n/mentions.ts';
import { createMessages, type Message } from '../../../src/i18n/message.ts';

type Key = Parameters<typeof limitOf>[0];

const ID = '9'.repeat(20);
const LINK = `https://discord.com/channels/${ID}/${ID}/${ID}`;
const WHEN = '<t:9999999999:R>';

/** The longest realistic values of what is filled in. */
const LONGEST: Readonly<Record<string, string | number>> = {
  age: 80,
  ages: '10, 20, 40, 60, 80',
  alt: 'x'.repeat(200),
  channels: Array.from({ length: 50 }, () => `<#${ID}>`).join(' '),
  count: 88_888,
  description: 'x'.repeat(200),
  done: 3,
  faces: 'x'.repeat(800),
  first: 10,
  host: 'example.'.repeat(8),
  format: 'AVIF sequence',
  last: 80,
  least: 3600,
  left: 88_888,
  link: LINK,
  made: 4,
  max: 80,
  min: 10,
  most: 88_888,
  name: 'x'.repeat(32),
  number: 10,
  of: 5,
  permission: 'x'.repeat(60),
  pictures: 88_888,
  place: 'x'.repeat(40),
  places: 'x'.repeat(200),
  position: 888,
  reference: '7K2QF-9MXTB',
  setting: 'x'.repeat(1500),
  state: 'x'.repeat(20),
  used: 88_888,
  user: ID,
  when: WHEN,
  years: 80,
};

const sentencesOf = ({ texts, reasons }: Catalogue) => Object.entries({ ...texts, ...reasons }) as [Key, string][];
const english = new Map(sentencesOf(en));
const sourceOf = (key: Key) => english.get(key) ?? '';

/** Without what stays the same in every language. */
const wordsOf = (sentence: string) =>
  sentence.replaceAll(/\{\w+(?:, number)?\}|Ace Data Cloud|Tencent Cloud|Discord|JPEG|PNG|GIFs?|UTC/g, '');

/** Common English words that are no words of the other languages. */
const ENGLISH_WORDS = /\b(?:the|you|your|this|that|with|from|and|have|picture|pictures|choose|send|try)\b/i;

const filesIn = (folder: string) =>
  globSync(`src/i18n/${folder}/*.ts`)
    .map((path) => basename(path, '.ts'))
    .toSorted();

test('each language is one of Discord and has its files, and no other has', () => {
  const others = LANGUAGE_CODES.filter((code) => code !== 'en').toSorted();
  expect(filesIn('languages')).toEqual(others);
  expect(filesIn('commands')).toEqual(others);
  expect(Object.values(Locale)).toEqual(expect.arrayContaining(others));
});

test('each English sentence is used', () => {
  const code = globSync(['src/**/*.ts', 'commands/**/*.ts'])
    .filter((path) => !/[\\/]i18n[\\/]/.test(path))
    .map((path) => readFileSync(path, 'utf8'))
    .join('\n');
  const made = Array.from(
    code.matchAll(/`(\w+_)\$\{\w+\}(\w*)`/g),
    ([, start = '', end = '']) => new RegExp(`^${start}\\w+${end}$`),
  );
  const words = new Set(code.match(/\w+/g));
  expect([...english.keys()].filter((key) => !words.has(key) && !made.some((like) => like.test(key)))).toEqual([]);
});

test('each command that sentences can mention is mentioned', () => {
  const all = [...english.values()].join('\n');
  expect(Object.keys(MENTIONS).filter((name) => !all.includes(`{${name}}`))).toEqual([]);
});

const placesOf = ({ names }: Message) => [...names].toSorted();

type Part = ReturnType<IntlMessageFormat['getAst']>[number];

/** The forms of each plural in a message, such as `one` and `other`, without those for exact numbers. */
function formsIn(parts: readonly Part[]): string[][] {
  return parts.flatMap((part) => {
    if (!('options' in part)) return [];
    const inner = Object.values(part.options).flatMap(({ value }) => formsIn(value));
    const forms = Object.keys(part.options).filter((form) => !form.startsWith('='));
    return 'pluralType' in part ? [forms.toSorted(), ...inner] : inner;
  });
}

describe.each(LANGUAGE_CODES)('the language %s', (code) => {
  const catalogue = catalogueOf(code);
  const message = createMessages(code);
  const sentences = sentencesOf(catalogue);
  const values = { ...mentionsIn(code), ...LONGEST };
  const lengthOf = (source: string) => message(source).format(values).length;

  test('has the keys of English', () => {
    expect(sentences.map(([key]) => key).toSorted()).toEqual([...english.keys()].toSorted());
  });

  test('each sentence can be read, and has the places of the English one', () => {
    const inEnglish = createMessages('en');
    const read = sentences.map(([key, source]) => [key, placesOf(message(source))]);
    expect(read).toEqual(sentences.map(([key]) => [key, placesOf(inEnglish(sourceOf(key)))]));
  });

  test('no apostrophe hides what follows it, as one before a brace does in ICU messages: write ’ there', () => {
    expect(sentences.filter(([, source]) => /'[{}#<|']/.test(source))).toEqual([]);
  });

  test('each plural has all forms of the language', () => {
    const { pluralCategories } = new Intl.PluralRules(code).resolvedOptions();
    const plurals = sentences.flatMap(([key, source]) =>
      formsIn(new IntlMessageFormat(source, code, undefined, { ignoreTag: true }).getAst()).map((forms) => ({
        key,
        forms,
      })),
    );
    expect(plurals.length).toBeGreaterThan(0);
    expect(plurals).toEqual(plurals.map(({ key }) => ({ key, forms: pluralCategories.toSorted() })));
  });

  test('each sentence, filled in, is as short as Discord needs it', () => {
    // A new place needs its longest value in the list above.
    const places = new Set(sentences.flatMap(([, source]) => [...message(source).names]));
    expect([...places].filter((name) => !(name in values))).toEqual([]);
    const long = sentences.map(([key, source]) => ({ key, length: lengthOf(source), most: limitOf(key) }));
    expect(long.filter(({ length, most }) => length > most)).toEqual([]);
  });

  test.each(['help_', 'privacy_'])('all sentences of the page %s… fit into an embed', (beginning) => {
    const page = sentences.filter(([key]) => key.startsWith(beginning));
    expect(page.reduce((sum, [, source]) => sum + lengthOf(source) + 2, 0)).toBeLessThanOrEqual(4096);
  });

  test.runIf(code !== 'en')('everything is translated', () => {
    const same = sentences.filter(([key, source]) => source === sourceOf(key) && /\p{L}/u.test(wordsOf(source)));
    expect(same.map(([key]) => key).toSorted()).toEqual(Object.keys(catalogue.sameAsEnglish ?? {}).toSorted());
    expect(sentences.filter(([, source]) => ENGLISH_WORDS.test(wordsOf(source)))).toEqual([]);
  });
});
