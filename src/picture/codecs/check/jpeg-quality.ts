const START_OF_SCAN = 0xda;
const QUANTIZATION_TABLES = 0xdb;
const FILL = 0xff;
/** Values in a quantization table. */
const SIZE = 64;
/** The sum of the example luminance table in ITU-T T.81 (K.1), which libjpeg scales by the quality. */
const STANDARD_SUM = 3692;

/**
 * Estimates the quality of a JPEG on libjpeg's scale, from 1 to 100, from its first quantization table. For other
 * encoders it is the libjpeg quality that loses about as much.
 * @returns undefined if there is no 8-bit table before the image
 */
export function jpegQuality(bytes: Buffer): number | undefined {
  const table = firstTable(bytes);
  if (!table) return undefined;
  const percent = (100 * table.reduce((sum, value) => sum + value, 0)) / STANDARD_SUM;
  // The inverse of libjpeg's jpeg_quality_scaling.
  const quality = percent <= 100 ? (200 - percent) / 2 : 5000 / percent;
  return Math.max(1, Math.min(100, Math.round(quality)));
}

/** ITU-T T.81, B.1.1 and B.2.4.1. */
function firstTable(bytes: Buffer): Buffer | undefined {
  for (let at = 2; at + 4 <= bytes.length && bytes[at] === FILL;) {
    const marker = bytes[at + 1];
    if (marker === START_OF_SCAN) return undefined;
    const start = at + 4;
    if (marker === QUANTIZATION_TABLES) {
      const isFirst = bytes[start] === 0;
      return isFirst && start + 1 + SIZE <= bytes.length ? bytes.subarray(start + 1, start + 1 + SIZE) : undefined;
    }
    at += 2 + bytes.readUInt16BE(at + 2);
  }
  return undefined;
}
