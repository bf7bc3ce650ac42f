import type { Language } from './language.ts';

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
  /** A word, or an entry of several with `_` between them. */
  | { readonly kind: 'word'; readonly word: string }
  /** A number, or a part of one, that isn't fully understood. */
  | { readonly kind: 'unclear' }
  /** The end of a part of a sentence. */
  | { readonly kind: 'pause' };

const PAUSE =
  /、+|(?<!\d)[,;:!?=、。।،؛…()[\]{}"“”„«»「」『』|]+|[,;:!?=、。।،؛…()[\]{}"“”„«»「」『』|]+(?!\d)|\.+(?=\s|$)/gu;
const DECORATION = /^[#~*_`'¿¡]+|[*_`'~]+$/g;
const SIGNED = /^([+–-])(\d+)(.*)$/u;
const WORD = /^[\p{L}\p{M}'-]+$/u;
const DASH = /^[-–—~]+$/u;
/** Written together with a number, in Latin letters only: "60s", "60th". */
const ENDINGS = new Set(['s', 'st', 'nd', 'rd', 'th']);

/** Letters of scripts that don't have spaces between words. */
const UNSPACED = String.raw`\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}ー`;
const UNSPACED_CHUNK = new RegExp(`^[+–-]?[\\d${UNSPACED}\\p{M}]+$`, 'u');
const HAS_UNSPACED = new RegExp(`[${UNSPACED}]`, 'u');

/** Splits a text from `plainText` into tokens, as far as this language knows its words. */
export function tokensOf(text: string, language: Language): Token[] {
  const chunks = text
    .replaceAll(/\p{Extended_Pictographic}/gu, ' ')
    .replaceAll(PAUSE, ' , ')
    .split(/\s+/)
    .map((chunk) => (DASH.test(chunk) ? '-' : chunk.replaceAll(DECORATION, '')))
    .filter(Boolean)
    .flatMap((chunk) => (UNSPACED_CHUNK.test(chunk) && HAS_UNSPACED.test(chunk) ? segments(chunk, language) : [chunk]));
  const tokens: Token[] = [];
  for (let index = 0; index < chunks.length;) {
    const found = entryFrom(chunks, index, language) ?? numberWordsFrom(chunks, index, language);
    if (found) {
      tokens.push(found.token);
      index += found.length;
    } else {
      tokens.push(...tokensIn(chunks[index] ?? '', beginsNumber(chunks[index + 1] ?? '', language), language));
      index += 1;
    }
  }
  return withUnits(tokens, language);
}

interface Found {
  readonly token: Token;
  /** In chunks. */
  readonly length: number;
}

/** The longest entry of several words that begins here. */
function entryFrom(chunks: readonly string[], from: number, language: Language): Found | undefined {
  for (let length = Math.min(language.longestEntry, chunks.length - from); length > 1; length -= 1) {
    const word = chunks.slice(from, from + length).join('_');
    if (language.knows(word)) return { token: { kind: 'word', word }, length };
  }
  return undefined;
}

/** The words of a text without spaces: of those that begin at the same place, the longest. */
function segments(chunk: string, { knows, numbers, longestWord }: Language): string[] {
  const found: string[] = [];
  let unknown = '';
  for (let at = 0; at < chunk.length;) {
    const digits = /^[+–-]?\d+/u.exec(chunk.slice(at))?.[0];
    let word = digits ?? '';
    for (let length = Math.min(longestWord, chunk.length - at); !word && length > 0; length -= 1) {
      const part = chunk.slice(at, at + length);
      if (knows(part) || numbers.spelled.has(part) || numbers.others.has(part)) word = part;
    }
    if (word) {
      found.push(...(unknown ? [unknown] : []), word);
      unknown = '';
    } else unknown += chunk[at] ?? '';
    at += word.length || 1;
  }
  return unknown ? [...found, unknown] : found;
}

function tokensIn(chunk: string, isBeforeNumber: boolean, language: Language): Token[] {
  if (chunk === ',') return [{ kind: 'pause' }];
  // "60 - 70", or a minus too far away.
  if (chunk === '-') return [{ kind: isBeforeNumber ? 'unclear' : 'pause' }];
  if (WORD.test(chunk)) return [{ kind: 'word', word: chunk }];
  const signed = SIGNED.exec(chunk);
  const number = numberIn(signed ? chunk.slice(1) : chunk, language);
  if (number) return [signed ? { ...number, sign: signed[1] === '+' ? '+' : '-' } : number];
  if (/\p{N}/u.test(chunk)) return [{ kind: 'unclear' }];
  return /\p{L}/u.test(chunk) ? [{ kind: 'word', word: chunk }] : [];
}

/** "60", "60yo", "60-year-old"; not "60.5", "60-70", "60fps", "img_60" or "6²". */
function numberIn(chunk: string, language: Language): NumberToken | undefined {
  const [, digits = '', attached = ''] = /^(\d+)(.*)$/u.exec(chunk) ?? [];
  const unit = unitOf(attached, language);
  return digits && unit !== null ? numberToken(digits, unit) : undefined;
}

/** @returns `null` if it isn't a unit. */
function unitOf(attached: string, { is }: Language): NumberToken['unit'] | null {
  if (attached === '' || ENDINGS.has(attached)) return undefined;
  const [first = '', second, ...more] = attached.replace(/^-/, '').split('-');
  if (second !== undefined) return is('yearUnits', first) && is('yearsOld', second) && more.length === 0 ? 'age' : null;
  if (is('ageUnits', first)) return 'age';
  return is('yearUnits', first) ? 'years' : null;
}

function numberToken(digits: string, unit: NumberToken['unit'], isSmallWord = false): NumberToken {
  const value = Math.min(Number(digits), Number.MAX_SAFE_INTEGER);
  return { kind: 'number', value, unit, isSmallWord };
}

/** "sixty", "sixty five", "sixty-five", "sesenta y cinco": consecutive number words are one number, or not understood. */
function numberWordsFrom(chunks: readonly string[], from: number, language: Language): Found | undefined {
  const words: string[] = [];
  let rest: string[] = [];
  let end = from;
  while (rest.length === 0) {
    const isJoined = words.length > 0 && language.is('joining', chunks[end] ?? '');
    const joiner = isJoined ? (chunks[end] ?? '') : undefined;
    const parts = (chunks[joiner === undefined ? end : end + 1] ?? '').split('-');
    const count = parts.findIndex(
      (part, index) => !isPart(part, language) && !(index > 0 && language.is('joining', part)),
    );
    const come = count < 0 ? parts : parts.slice(0, count);
    if (come.length === 0) break;
    // "twenty and forty" are two.
    if (joiner !== undefined && !language.numbers.spelled.has([...words, joiner, ...come].join(' '))) break;
    words.push(...(joiner === undefined ? [] : [joiner]), ...come);
    end += joiner === undefined ? 1 : 2;
    rest = count < 0 ? [] : parts.slice(count);
  }
  if (words.length === 0) return undefined;
  const value = language.numbers.spelled.get(words.join(' '));
  const unit = unitOf(rest.join('-'), language);
  const isUnderstood = value !== undefined && unit !== null && !ENDINGS.has(rest.join('-'));
  const token: Token = isUnderstood ? numberToken(String(value), unit, value < 10) : { kind: 'unclear' };
  return { token, length: end - from };
}

function isPart(word: string, { numbers }: Language): boolean {
  return numbers.parts.has(word) || numbers.others.has(word);
}

const beginsNumber = (chunk: string, language: Language): boolean =>
  /^\d/.test(chunk) || isPart(chunk.split('-')[0] ?? '', language);

/** Merges units into the numbers before them. */
function withUnits(tokens: readonly Token[], { is }: Language): Token[] {
  const result: Token[] = [];
  for (const token of tokens) {
    const before = result.at(-1);
    const word = token.kind === 'word' ? token.word : '';
    if (before?.kind !== 'number') result.push(token);
    else if (before.unit === undefined && (is('ageUnits', word) || is('yearUnits', word))) {
      result[result.length - 1] = { ...before, unit: is('ageUnits', word) ? 'age' : 'years' };
    } else if (before.unit === 'years' && is('yearsOld', word)) result[result.length - 1] = { ...before, unit: 'age' };
    else result.push(token);
  }
  return result;
}
