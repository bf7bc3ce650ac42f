import { allLanguages, wordsOf } from './all-languages.ts';
import type { Language } from './language.ts';
import { sentenceOf } from './parts.ts';
import { readPhrase } from './phrases.ts';
import { plainText } from './plain-text.ts';
import type { NumberToken } from './tokens.ts';

/** Between the ages of a list, in any script. A decimal comma is one too, because no age has a fraction. */
const SEPARATORS = /[,;/|、،؛·・&]+/gu;

/**
 * The one age in a text, such as "60", "about 60", "sixty-five" or "６０歳".
 *
 * @param locale the person's.
 * @returns `NaN`, which is never a valid age, unless it's clear which whole number is meant.
 */
export function readAge(typed: string, locale?: string): number {
  const phrase = readPhrase(typed, locale);
  return phrase.kind === 'age' ? phrase.age : Number.NaN;
}

/**
 * All ages of a list, such as "20, 40, 60", "20歳、40歳" or "twenty and sixty-five", in order.
 *
 * @param locale the person's.
 * @returns `undefined` if it contains anything else, or if languages disagree on it.
 */
export function readAges(typed: string, locale?: string): number[] | undefined {
  return readList(typed, locale)?.map(({ value }) => value);
}

/**
 * All numbers of a list without units, such as "1, 3" or "one and three", in order.
 *
 * @param locale the person's.
 * @returns `undefined` if it contains anything else, or if languages disagree on it.
 */
export function readNumbers(typed: string, locale?: string): number[] | undefined {
  const numbers = readList(typed, locale);
  return numbers?.every(({ unit }) => unit === undefined) ? numbers.map(({ value }) => value) : undefined;
}

function readList(typed: string, locale = 'en'): NumberToken[] | undefined {
  const text = plainText(typed).replaceAll(SEPARATORS, ' , ');
  const own = listIn(text, wordsOf(locale));
  if (own) return own;
  const lists = [...allLanguages().values()].flatMap((language) => {
    const list = listIn(text, language);
    return list ? [list] : [];
  });
  const [first, ...others] = lists;
  return others.every((other) => valuesOf(other) === valuesOf(first)) ? first : undefined;
}

function valuesOf(list: readonly NumberToken[] = []): string {
  return list.map(({ value }) => value).join();
}

function listIn(text: string, language: Language): NumberToken[] | undefined {
  const { parts, is } = sentenceOf(text, language);
  const numbers: NumberToken[] = [];
  for (const part of parts) {
    if (part.kind === 'number' && part.sign === undefined) numbers.push(part);
    else if (part.kind !== 'pause' && !is('joining', part)) return undefined;
  }
  return numbers;
}
