import { MIN_AGE } from '../../bounds.ts';
import { readNumbers } from '../words/age-lists.ts';
import { allLanguages } from '../words/all-languages.ts';
import { plainText } from '../words/plain-text.ts';

/** "number 2", "face 2" */
const NUMBERED = /^(?:number|face|faces|nummer|nr|no)\.? (?=\d)/u;

/**
 * Which of `count` numbered faces a message means: "2", "2 and 4", "everyone".
 *
 * @param locale the person's.
 * @returns indices from 0, each once; `undefined` if it's about something else.
 */
export function readFaces(message: string, count: number, locale?: string): number[] | undefined {
  const text = plainText(message)
    .replace(/[.!\s]+$/u, '')
    .trim();
  const entry = text.replaceAll(/\s+/g, '_');
  if ([...allLanguages().values()].some(({ is }) => is('everyone', entry))) {
    return Array.from({ length: count }, (_, index) => index);
  }
  if (/[-–.:]/u.test(text.replace(NUMBERED, ''))) return undefined;
  const numbers = [...new Set(readNumbers(text.replace(NUMBERED, '').replaceAll('+', ','), locale))];
  if (numbers.length === 0) return undefined;
  // One number alone is a face only below the youngest age.
  const isAge = numbers.length === 1 && (numbers[0] ?? 0) >= MIN_AGE;
  if (isAge || numbers.some((number) => number < 1 || number > count)) return undefined;
  return numbers.map((number) => number - 1);
}
