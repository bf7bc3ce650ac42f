const DIGIT = /\p{Nd}/u;
/** Full-width forms, half-width Japanese punctuation and the wide space, which have plain twins. */
const WIDE = /[\uFF01-\uFF65\u3000]/g;
/** What is not seen: direction marks, joiners, and what makes an emoji of a digit (`6️⃣`). */
const UNSEEN = /[\p{Cf}\uFE0E\uFE0F\u20E3]/gu;

/**
 * What somebody wrote, in lower case, with the digits of every script as 0 to 9 and full-width signs as plain ones.
 *
 * Only what Unicode calls a decimal digit (`Nd`) becomes one. NFKC of the whole text would make digits of superscripts,
 * fractions and circled numbers as well: "6²" is not 62.
 */
export function plainText(text: string): string {
  return text
    .normalize('NFC')
    .replaceAll(UNSEEN, '')
    .replaceAll(WIDE, (sign) => sign.normalize('NFKC'))
    .replaceAll(/\p{Nd}/gu, digitValue)
    .replaceAll(/[’ʼ]/g, "'")
    .replaceAll(/[−﹣]/g, '-')
    .toLowerCase();
}

/**
 * Unicode assigns decimal digits in runs of ten, from 0 to 9 (The Unicode Standard, 4.6). Runs may adjoin, as those of
 * mathematical digits do, so the distance to the start of them all counts modulo ten.
 */
function digitValue(digit: string): string {
  const codePoint = digit.codePointAt(0) ?? 0;
  let start = codePoint;
  while (start > 0 && DIGIT.test(String.fromCodePoint(start - 1))) start -= 1;
  return String((codePoint - start) % 10);
}
