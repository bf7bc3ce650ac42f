import { MIN_AGE } from '../../bounds.ts';
import { plainText } from '../words/plain-text.ts';

const EVERYONE = /^(?:everyone|everybody|all(?: of them)?|both|alle|beide|tous|toutes|todos|todas)[.!\s]*$/u;
const NUMBERS =
  /^(?:(?:number|face|faces|nummer|nr|no)\.? )?\d{1,2}(?:(?:\s*(?:[,、،;؛/&+]|and|und|et|y)\s*|\s+)\d{1,2})*[.!\s]*$/u;

/**
 * Which of `count` numbered faces a message means: "2", "2 and 4", "everyone".
 *
 * @returns indices from 0, each once; `undefined` if it's about something else.
 */
export function readFaces(message: string, count: number): number[] | undefined {
  const text = plainText(message).trim();
  if (EVERYONE.test(text)) return Array.from({ length: count }, (_, index) => index);
  if (!NUMBERS.test(text)) return undefined;
  const numbers = [...new Set([...text.matchAll(/\d+/g)].map(([digits]) => Number(digits)))];
  // One number alone is a face only below the youngest age.
  const isAge = numbers.length === 1 && (numbers[0] ?? 0) >= MIN_AGE;
  if (isAge || numbers.some((number) => number < 1 || number > count)) return undefined;
  return numbers.map((number) => number - 1);
}
