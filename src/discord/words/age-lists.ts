import { readPhrase } from './phrases.ts';
import { plainText } from './plain-text.ts';
import { tokensOf } from './tokens.ts';

/** Between the ages of a list, in any script. A decimal comma is one too, because no age has a fraction. */
const SEPARATORS = /[,;/|、،؛·・&]+|\s(?:and|und|et|y|و)\s|[と和与]\s*(?=\d)/gu;

/**
 * The one age in a text, such as "60", "about 60", "sixty-five" or "６０歳".
 *
 * @returns `NaN`, which is never a valid age, unless it's clear which whole number is meant.
 */
export function readAge(typed: string): number {
  const phrase = readPhrase(typed);
  return phrase.kind === 'age' ? phrase.age : Number.NaN;
}

/**
 * All ages of a list, such as "20, 40, 60", "20歳、40歳" or "twenty and sixty-five", in order.
 *
 * @returns `undefined` if it contains anything else.
 */
export function readAges(typed: string): number[] | undefined {
  const ages: number[] = [];
  for (const token of tokensOf(plainText(typed).replaceAll(SEPARATORS, ' , '))) {
    if (token.kind === 'number' && token.sign === undefined) ages.push(token.value);
    else if (token.kind !== 'pause') return undefined;
  }
  return ages;
}
