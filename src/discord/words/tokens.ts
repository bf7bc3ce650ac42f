import { isNumberWord, numberOf } from './number-words.ts';
import { AGE_UNITS, ENDINGS, FILLERS, OLD, UNSPACED, YEAR_UNITS } from './vocabulary.ts';

/** A number in a text, and what the text says about it. */
export interface NumberToken {
  readonly kind: 'number';
  readonly value: number;
  readonly sign?: '+' | '-';
  /** What follows it: "60 years old", "60 years", "60". */
  readonly unit: 'age' | 'years' | undefined;
  /** Written as a word from one to nine, which is rarely a number: "this one". */
  readonly isSmallWord: boolean;
}

export type Token =
  | NumberToken
  | { readonly kind: 'word'; readonly word: string }
  /** A number, or a part of one, that isn't fully understood. */
  | { readonly kind: 'unclear' }
  /** The end of a part of a sentence. */
  | { readonly kind: 'pause' };

const PAUSE = /(?<!\d)[,;:!?=、。،؛…()[\]{}"“”„«»|]+|[,;:!?=、。،؛…()[\]{}"“”„«»|]+(?!\d)|\.+(?=\s|$)/gu;
const DECORATION = /^[#~*_`'¿¡]+|[*_`'~]+$/g;
const SIGNED = /^([+–-])(\d+)(.*)$/u;
const WORD = /^[\p{L}\p{M}'-]+$/u;
const DASH = /^[-–—~]+$/u;
const BETWEEN_UNSPACED = new RegExp(`^([${UNSPACED}]*)(\\d+)([${UNSPACED}\\p{M}]*)$`, 'u');

/** Splits a text from `plainText` into tokens. */
export function tokensOf(text: string): Token[] {
  const chunks = text
    .replaceAll(/\p{Extended_Pictographic}/gu, ' ')
    .replaceAll(PAUSE, ' , ')
    .split(/\s+/)
    .map((chunk) => (DASH.test(chunk) ? '-' : chunk.replaceAll(DECORATION, '')))
    .filter(Boolean);
  const tokens: Token[] = [];
  for (let index = 0; index < chunks.length;) {
    const words = numberWordsFrom(chunks, index);
    if (words) {
      tokens.push(words.token);
      index += words.length;
    } else {
      tokens.push(...tokensIn(chunks[index] ?? '', beginsNumber(chunks[index + 1] ?? '')));
      index += 1;
    }
  }
  return withUnits(tokens);
}

function tokensIn(chunk: string, isBeforeNumber: boolean): Token[] {
  if (chunk === ',') return [{ kind: 'pause' }];
  // "60 - 70", or a minus too far away.
  if (chunk === '-') return [{ kind: isBeforeNumber ? 'unclear' : 'pause' }];
  if (WORD.test(chunk)) return [{ kind: 'word', word: chunk }];
  const signed = SIGNED.exec(chunk);
  const number = numberIn(signed ? chunk.slice(1) : chunk);
  if (number) return [signed ? { ...number, sign: signed[1] === '+' ? '+' : '-' } : number];
  if (/\p{N}/u.test(chunk)) return [{ kind: 'unclear' }];
  return /\p{L}/u.test(chunk) ? [{ kind: 'word', word: chunk }] : [];
}

/** "60", "60yo", "60-year-old", "变成60岁"; not "60.5", "60-70", "60fps", "img_60" or "6²". */
function numberIn(chunk: string): NumberToken | undefined {
  const [, digits = '', attached = ''] = /^(\d+)(.*)$/u.exec(chunk) ?? [];
  const unit = unitOf(attached);
  if (digits && unit !== null) return numberToken(digits, unit);
  const [, before = '', unspaced = '', after = ''] = BETWEEN_UNSPACED.exec(chunk) ?? [];
  if (!unspaced || (before && !FILLERS.has(before))) return undefined;
  for (let length = after.length; length >= 0; length -= 1) {
    const known = unitOf(after.slice(0, length));
    const rest = after.slice(length);
    if (known !== null && (!rest || FILLERS.has(rest))) return numberToken(unspaced, known);
  }
  return undefined;
}

/** @returns `null` if it isn't a unit. */
function unitOf(attached: string): NumberToken['unit'] | null {
  if (attached === '' || ENDINGS.has(attached)) return undefined;
  const [first = '', second, ...more] = attached.replace(/^-/, '').split('-');
  if (second !== undefined) return YEAR_UNITS.has(first) && OLD.has(second) && more.length === 0 ? 'age' : null;
  if (AGE_UNITS.has(first)) return 'age';
  return YEAR_UNITS.has(first) ? 'years' : null;
}

function numberToken(digits: string, unit: NumberToken['unit'], isSmallWord = false): NumberToken {
  const value = Math.min(Number(digits), Number.MAX_SAFE_INTEGER);
  return { kind: 'number', value, unit, isSmallWord };
}

/** "sixty", "sixty five", "sixty-five", "sixty-five-year-old": consecutive number words are one number. */
function numberWordsFrom(chunks: readonly string[], from: number): { token: Token; length: number } | undefined {
  const words: string[] = [];
  let rest: string[] = [];
  let end = from;
  while (rest.length === 0) {
    const parts = (chunks[end] ?? '').split('-');
    const count = parts.findIndex((part) => !isNumberWord(part));
    if (count === 0) break;
    end += 1;
    words.push(...(count < 0 ? parts : parts.slice(0, count)));
    rest = count < 0 ? [] : parts.slice(count);
  }
  if (words.length === 0) return undefined;
  const value = numberOf(words);
  const unit = unitOf(rest.join('-'));
  const isUnderstood = value !== undefined && unit !== null && !ENDINGS.has(rest.join('-'));
  const token: Token = isUnderstood ? numberToken(String(value), unit, value < 10) : { kind: 'unclear' };
  return { token, length: end - from };
}

const beginsNumber = (chunk: string): boolean => /^\d/.test(chunk) || isNumberWord(chunk.split('-')[0] ?? '');

/** Merges units into the numbers before them. */
function withUnits(tokens: readonly Token[]): Token[] {
  const result: Token[] = [];
  for (const token of tokens) {
    const before = result.at(-1);
    const word = token.kind === 'word' ? token.word : '';
    if (before?.kind !== 'number') result.push(token);
    else if (before.unit === undefined && (AGE_UNITS.has(word) || YEAR_UNITS.has(word))) {
      result[result.length - 1] = { ...before, unit: AGE_UNITS.has(word) ? 'age' : 'years' };
    } else if (before.unit === 'years' && OLD.has(word)) result[result.length - 1] = { ...before, unit: 'age' };
    else result.push(token);
  }
  return result;
}
