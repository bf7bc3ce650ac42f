/** Numbers that people write out, in the languages that cost nothing to know. */
const TENS = valuesOf({
  10: ['ten', 'zehn', 'dix', 'diez'],
  20: ['twenty', 'zwanzig', 'vingt', 'veinte'],
  30: ['thirty', 'dreißig', 'dreissig', 'trente', 'treinta'],
  40: ['forty', 'vierzig', 'quarante', 'cuarenta'],
  50: ['fifty', 'fünfzig', 'cinquante', 'cincuenta'],
  60: ['sixty', 'sechzig', 'soixante', 'sesenta'],
  70: ['seventy', 'siebzig', 'soixante-dix', 'septante', 'setenta'],
  80: ['eighty', 'achtzig', 'quatre-vingts', 'quatre-vingt', 'ochenta'],
  90: ['ninety', 'neunzig', 'nonante', 'noventa'],
});
const TEENS = valuesOf({
  11: ['eleven', 'elf'],
  12: ['twelve', 'zwölf'],
  13: ['thirteen'],
  14: ['fourteen'],
  15: ['fifteen'],
  16: ['sixteen'],
  17: ['seventeen'],
  18: ['eighteen'],
  19: ['nineteen'],
});
const UNITS = valuesOf({
  1: ['one'],
  2: ['two'],
  3: ['three'],
  4: ['four'],
  5: ['five'],
  6: ['six'],
  7: ['seven'],
  8: ['eight'],
  9: ['nine'],
});

const COMPOUND = wholeWords(`(${anyOf(TENS)})[- ](${anyOf(UNITS)})`);
const SINGLE = wholeWords(`(${anyOf(new Map([...TENS, ...TEENS]))})`);
/** By itself such a word is rarely a number: "this one", "you two". */
const FEW_YEARS = wholeWords(`(${anyOf(UNITS)})(?= (?:years?|more|older|younger|less)(?![\\p{L}\\d]))`);

/** Puts digits in place of number words. Takes lower-case text. */
export function withDigits(text: string): string {
  return text
    .replaceAll(COMPOUND, (_, tens: string, unit: string) => String((TENS.get(tens) ?? 0) + (UNITS.get(unit) ?? 0)))
    .replaceAll(SINGLE, (_, word: string) => String(TENS.get(word) ?? TEENS.get(word)))
    .replaceAll(FEW_YEARS, (_, word: string) => String(UNITS.get(word)));
}

function valuesOf(words: Readonly<Record<number, readonly string[]>>): ReadonlyMap<string, number> {
  return new Map(
    Object.entries(words).flatMap(([value, names]) => names.map((name) => [name, Number(value)] as const)),
  );
}

/** Longer ones first, so that they are not taken for the shorter ones that they begin with. */
function anyOf(words: ReadonlyMap<string, number>): string {
  return [...words.keys()].sort((one, other) => other.length - one.length).join('|');
}

function wholeWords(pattern: string): RegExp {
  return new RegExp(String.raw`(?<![\p{L}\d])${pattern}(?![\p{L}\d])`, 'gu');
}
