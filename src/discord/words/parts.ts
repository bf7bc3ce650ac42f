import type { Language, Role } from './language.ts';
import { tokensOf, type Token } from './tokens.ts';

/** A comparison with the current age: 1 for older, -1 for younger. */
interface Comparison {
  readonly kind: 'comparison';
  readonly by: 1 | -1;
  /** Whether it's complete without a number. */
  readonly isWhole: boolean;
  /** Whether its number can only follow. */
  readonly leads: boolean;
}

export type Part = Token | Comparison;

/** A message as one language understands it. */
export interface Sentence {
  readonly parts: readonly Part[];
  /** Whether this language understands every part. */
  readonly isKnown: boolean;
  /** Whether the part isn't an unknown word. */
  knows(part: Part): boolean;
  /** Whether the part is a word of this group. */
  is(role: Role, part: Part | undefined): boolean;
  has(role: Role): boolean;
  /** Whether the part has no meaning of its own; nothing at all counts too. */
  isFiller(part: Part | undefined): boolean;
}

/** @param text from `plainText`. */
export function sentenceOf(text: string, language: Language): Sentence {
  const tokens = tokensOf(text, language);
  const parts = tokens.map((token) => comparisonOf(token, language) ?? token);
  const is = (role: Role, part: Part | undefined) => part?.kind === 'word' && language.is(role, part.word);
  const knows = (part: Part) => part.kind !== 'word' || language.knows(part.word);
  const fillers: readonly Role[] = ['fillers', 'polite', 'thanks', 'hello', 'again'];
  return {
    parts,
    isKnown: parts.every((part) => part.kind !== 'unclear' && knows(part)),
    knows,
    is,
    has: (role) => parts.some((part) => is(role, part)),
    isFiller(part) {
      if (part === undefined || part.kind === 'pause') return true;
      // "this one", "you two"
      if (part.kind === 'number') return part.isSmallWord && part.unit === undefined && part.value <= 2;
      return fillers.some((role) => is(role, part));
    },
  };
}

function comparisonOf(token: Token, { is }: Language): Comparison | undefined {
  if (token.kind !== 'word') return undefined;
  const { word } = token;
  const isWhole = is('younger', word) || is('older', word);
  const by = is('younger', word) || is('fewer', word) ? -1 : 1;
  const isComparison = isWhole || is('fewer', word) || is('more', word);
  return isComparison ? { kind: 'comparison', by, isWhole, leads: is('leading', word) } : undefined;
}
