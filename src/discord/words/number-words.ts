const VALUES: ReadonlyMap<string, number> = new Map(
  [
    'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen',
    'eighteen nineteen',
  ]
    .join(' ')
    .split(' ')
    .map((word, value) => [word, value] as const),
);
const TENS: ReadonlyMap<string, number> = new Map(
  ['twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety'].map(
    (word, index) => [word, (index + 2) * 10] as const,
  ),
);
/** Parts of numbers that aren't ages. */
const OTHERS = new Set(['hundred', 'hundreds', 'thousand', 'thousands', 'million', 'dozen', 'dozens']);

/** English only: other languages would be understood in part, and "quatre-vingt-dix" isn't ten. */
export const isNumberWord = (word: string): boolean => VALUES.has(word) || TENS.has(word) || OTHERS.has(word);

/**
 * The number that a run of number words is: "seventy", "sixty" "five", "seventeen".
 *
 * @returns `undefined` unless it's a number from 1 to 99 and all words are understood.
 */
export function numberOf(words: readonly string[]): number | undefined {
  const [first = '', second] = words;
  if (words.length === 1) return TENS.get(first) ?? (VALUES.get(first) || undefined);
  const tens = TENS.get(first);
  const unit = VALUES.get(second ?? '') ?? 0;
  return words.length === 2 && tens !== undefined && unit >= 1 && unit <= 9 ? tens + unit : undefined;
}
