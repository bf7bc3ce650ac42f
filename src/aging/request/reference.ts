import { hash } from 'node:crypto';

/**
 * Crockford's base32: none of its letters can be mistaken for another letter or a digit
 * (https://www.crockford.com/base32.html).
 */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const HALF = 5;
const LENGTH = 2 * HALF;

/**
 * A short name for an answer, such as `7K2QF-9MXTB`, that people can quote. It is derived from the request's id, so it
 * is the same after a crash and on every button. It reveals nothing about the picture.
 */
export function referenceOf(requestId: string): string {
  const digest = hash('sha256', requestId, 'buffer');
  // 256 is a multiple of 32, so all letters are equally likely.
  const letters = [...digest.subarray(0, LENGTH)].map((byte) => ALPHABET[byte % ALPHABET.length]).join('');
  return `${letters.slice(0, HALF)}-${letters.slice(HALF)}`;
}

/** The reference in what a person typed or pasted, for example a file name; `undefined` when there is none. */
export function readReference(typed: string): string | undefined {
  const upper = typed.normalize('NFKC').toUpperCase();
  // The last match, because words before it may look like one: before-after-7K2QF-9MXTB.jpg.
  const whole = [...upper.matchAll(/(?<![\dA-Z])(?=([\dA-Z]{5}-[\dA-Z]{5})(?![\dA-Z]))/g)].at(-1)?.[1];
  const letters = (whole ?? upper).replaceAll(/[\s-]/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1');
  const isReference = letters.length === LENGTH && [...letters].every((letter) => ALPHABET.includes(letter));
  return isReference ? `${letters.slice(0, HALF)}-${letters.slice(HALF)}` : undefined;
}
