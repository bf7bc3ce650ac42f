const DIGIT = /\p{Nd}/u;
/** Full-width forms, half-width Japanese punctuation and the wide space, which have plain equivalents. */
const WIDE = /[\uFF01-\uFF65\u3000]/g;
/** Invisible characters: direction marks, joiners, and what turns a digit into an emoji (`6️⃣`). */
const UNSEEN = /[\p{Cf}\uFE0E\uFE0F\u20E3]/gu;
/** What the Turkish İ becomes in lower case. */
const DOTTED_I = /i\u0307/g;

/**
 * A text in lower case, with the digits of every script as 0 to 9 and full-width signs as plain ones.
 *
 * Only decimal digits in Unicode's sense (`Nd`) are replaced. NFKC of the whole text would also turn superscripts,
 * fractions and circled numbers into digits: "6²" isn't 62.
 */
export function plainText(text: string): string {
  return (
    text
      .normalize('NFC')
      .replaceAll(UNSEEN, '')
      // The wide comma is never a decimal one.
      .replaceAll('，', '、')
      .replaceAll(WIDE, (sign) => sign.normalize('NFKC'))
      .replaceAll(/\p{Nd}/gu, digitValue)
      .replaceAll(/[’ʼ]/g, "'")
      .replaceAll(/[−﹣]/g, '-')
      .toLowerCase()
      .replaceAll(DOTTED_I, 'i')
  );
}

/**
 * Unicode assigns decimal digits in runs of ten, from 0 to 9 (The Unicode Standard, 4.6). Runs can be adjacent, like those
 * of mathematical digits, so the distance to the start of all of them counts modulo ten.
 */
function digitValue(digit: string): string {
  const codePoint = digit.codePointAt(0) ?? 0;
  let start = codePoint;
  while (start > 0 && DIGIT.test(String.fromCodePoint(start - 1))) start -= 1;
  return String((codePoint - start) % 10);
}
