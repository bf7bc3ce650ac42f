/** A part of a JPEG's header. */
export interface Segment {
  readonly marker: number;
  /** What follows its length. */
  readonly data: Buffer;
  /** Where it ends in the file. */
  readonly end: number;
}

const MARKER = 0xff;
export const START_OF_SCAN = 0xda;

/**
 * The segments of a JPEG up to the first scan's header, which is the last one. If the file isn't built as usual, they end
 * before that (ITU-T T.81, B.1.1).
 */
export function* segmentsOf(file: Buffer): Generator<Segment> {
  for (let at = 2; at + 4 <= file.length && file[at] === MARKER;) {
    const marker = file.readUInt8(at + 1);
    const end = at + 2 + file.readUInt16BE(at + 2);
    if (end < at + 4 || end > file.length) return;
    yield { marker, data: file.subarray(at + 4, end), end };
    if (marker === START_OF_SCAN) return;
    at = end;
  }
}
