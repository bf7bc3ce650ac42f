/** Offset of the field that holds the size of what follows it. */
const SIZE_AT = 4;
const HEAD = 8;
/** The highest accepted ratio of the declared to the actual length. The declared length may be false. */
const MOST_MISSING = 8;

/**
 * Pads a truncated WebP with zeros, so that a decoder that only accepts complete files shows the part that is there.
 * (WebP container specification, "WebP file header")
 * @returns the same bytes if the file is complete, or too little of it is there
 */
export function wholeWebp(bytes: Buffer): Buffer {
  if (bytes.length < HEAD) return bytes;
  const size = HEAD + bytes.readUInt32LE(SIZE_AT);
  if (size <= bytes.length || size > bytes.length * MOST_MISSING) return bytes;
  return Buffer.concat([bytes], size);
}
