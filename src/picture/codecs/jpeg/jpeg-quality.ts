import { segmentsOf } from './segments.ts';

const QUANTIZATION_TABLES = 0xdb;
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

/** ITU-T T.81, B.2.4.1. */
function firstTable(bytes: Buffer): Buffer | undefined {
  for (const { marker, data } of segmentsOf(bytes)) {
    if (marker !== QUANTIZATION_TABLES) continue;
    return data[0] === 0 && data.length > SIZE ? data.subarray(1, 1 + SIZE) : undefined;
  }
  return undefined;
}
