/** A directory (IFD) of a TIFF: an image, or a set of tags. */
export interface TiffDirectory {
  has(tag: number): boolean;
  /** The first values of an integer tag. Empty if the tag is missing. */
  numbers(tag: number): readonly number[];
  /** The value of a text tag up to its NUL, at most 64 characters. Empty if the tag is missing. */
  text(tag: number): string;
}

export interface TiffFile {
  /** The pages: the chain of directories that starts at the first one. */
  readonly pages: readonly TiffDirectory[];
  /** The directories that a tag of this directory points to. */
  children(directory: TiffDirectory, tag: number): TiffDirectory[];
}

interface Field {
  readonly type: number;
  readonly count: number;
  /** Byte offset of its values. */
  readonly at: number;
}

/** Limits on the work that an untrusted file can cause. */
const MOST_PAGES = 64;
const MOST_ENTRIES = 1000;
/** Of all directories together. A camera raw file with previews has a few hundred. */
const MOST_ENTRIES_IN_ALL = 20_000;
const MOST_VALUES = 16;
const MOST_TEXT = 64;

const BYTE = 1;
const SHORT = 3;
const LONG = 4;
const IFD = 13;
const LONG8 = 16;
const IFD8 = 18;
/** Bytes per value, by type. */
const sizes: Readonly<Record<number, number>> = {
  [BYTE]: 1,
  2: 1,
  [SHORT]: 2,
  [LONG]: 4,
  5: 8,
  6: 1,
  7: 1,
  8: 2,
  9: 4,
  10: 8,
  11: 4,
  12: 8,
  [IFD]: 4,
  [LONG8]: 8,
  17: 8,
  [IFD8]: 8,
};

/**
 * Reads the structure of a TIFF or BigTIFF in either byte order, without decoding pixels. The work is bounded for any
 * input: offsets outside the file and directories that were already read are skipped. (TIFF 6.0, section 2; the BigTIFF
 * design by Adobe and AWare Systems)
 * @returns undefined if the bytes don't start like a TIFF
 */
export function readTiff(bytes: Buffer): TiffFile | undefined {
  if (bytes.length < 16) return undefined;
  const order = bytes.toString('latin1', 0, 2);
  if (order !== 'II' && order !== 'MM') return undefined;
  const little = order === 'II';
  const short = (at: number) => (little ? bytes.readUInt16LE(at) : bytes.readUInt16BE(at));
  const long = (at: number) => (little ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at));
  const long8 = (at: number) => Number(little ? bytes.readBigUInt64LE(at) : bytes.readBigUInt64BE(at));
  const version = short(2);
  if (version !== 42 && version !== 43) return undefined;
  const big = version === 43;
  const offset = big ? long8 : long;
  const width = big ? 8 : 4;
  const entrySize = 4 + 2 * width;

  function valueAt(type: number, at: number): number | undefined {
    switch (type) {
      case BYTE:
        return bytes.readUInt8(at);
      case SHORT:
        return short(at);
      case LONG:
      case IFD:
        return long(at);
      case LONG8:
      case IFD8:
        return long8(at);
      default:
        return undefined;
    }
  }

  function fieldAt(at: number): Field | undefined {
    const type = short(at + 2);
    const count = offset(at + 4);
    const length = (sizes[type] ?? Infinity) * count;
    const place = at + 4 + width;
    const start = length <= width ? place : offset(place);
    return start + length <= bytes.length ? { type, count, at: start } : undefined;
  }

  let entriesLeft = MOST_ENTRIES_IN_ALL;

  /** The directory at this offset, and the offset of the next one, or 0 if there is none. */
  function directoryAt(at: number): { directory: TiffDirectory; next: number } | undefined {
    const head = big ? 8 : 2;
    if (at < 8 || at + head > bytes.length) return undefined;
    const count = big ? long8(at) : short(at);
    const end = at + head + count * entrySize;
    if (count > Math.min(MOST_ENTRIES, entriesLeft) || end > bytes.length) return undefined;
    entriesLeft -= count;
    const fields = new Map<number, Field>();
    for (let entry = at + head; entry < end; entry += entrySize) {
      const field = fieldAt(entry);
      if (field) fields.set(short(entry), field);
    }
    const directory: TiffDirectory = {
      has: (tag) => fields.has(tag),
      numbers: (tag) => {
        const field = fields.get(tag);
        if (!field) return [];
        const { type, count, at } = field;
        const places = Array.from(
          { length: Math.min(count, MOST_VALUES) },
          (_, index) => at + index * (sizes[type] ?? 0),
        );
        return places.map((place) => valueAt(type, place)).filter((value) => value !== undefined);
      },
      text: (tag) => {
        const field = fields.get(tag);
        if (!field) return '';
        const [text = ''] = bytes.toString('latin1', field.at, field.at + Math.min(field.count, MOST_TEXT)).split('\0');
        return text;
      },
    };
    return { directory, next: end + width <= bytes.length ? offset(end) : 0 };
  }

  const pages: TiffDirectory[] = [];
  const read = new Set<number>();
  for (let at = offset(big ? 8 : 4); at !== 0 && !read.has(at) && pages.length < MOST_PAGES;) {
    read.add(at);
    const found = directoryAt(at);
    if (!found) break;
    pages.push(found.directory);
    at = found.next;
  }
  return {
    pages,
    children: (directory, tag) =>
      directory
        .numbers(tag)
        .map((at) => directoryAt(at)?.directory)
        .filter((child) => child !== undefined),
  };
}
