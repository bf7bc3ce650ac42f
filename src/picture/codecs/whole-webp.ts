/** Where the size stands that a WebP gives for what follows it. */
const SIZE_AT = 4;
const HEAD = 8;
/** How many times its length a file may claim; the claim may be false. */
const MOST_MISSING = 8;

/**
 * Fills up a WebP that was cut off with zeros, so that a decoder which takes whole files only shows the part that is
 * there. (WebP container specification, "WebP file header")
 * @returns the same bytes where they are whole, or too few
 */
export function wholeWebp(bytes: Buffer): Buffer {
  if (bytes.length < HEAD) return bytes;
  const size = HEAD + bytes.readUInt32LE(SIZE_AT);
  if (size <= bytes.length || size > bytes.length * MOST_MISSING) return bytes;
  return Buffer.concat([bytes], size);
}
