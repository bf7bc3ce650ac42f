/** The values of a directory entry: integers, or text. */
type Values = readonly number[] | string;

/** A directory: its tags, and the subdirectories in its `SubIFDs`. */
export interface Directory {
  readonly tags: Readonly<Record<number, Values>>;
  readonly children?: readonly Directory[];
  /** Pixels of a picture in one strip. Their tags are added. */
  readonly pixels?: { readonly data: Buffer; readonly width: number; readonly height: number };
}

export interface TiffOptions {
  readonly order?: 'II' | 'MM';
  readonly big?: boolean;
}

const BYTE = 1;
const TEXT = 2;
const LONG = 4;
const LONG8 = 16;
const SUB_IFDS = 330;

/** Writes a TIFF or BigTIFF with these pages and tags, whether or not they are valid. */
export function makeTiff(pages: readonly Directory[], { order = 'II', big = false }: TiffOptions = {}): Buffer {
  const little = order === 'II';
  const width = big ? 8 : 4;
  const parts: Buffer[] = [];
  let size = 0;
  const put = (part: Buffer): number => {
    const at = size;
    const padded = part.length % 2 === 0 ? part : Buffer.concat([part, Buffer.alloc(1)]);
    parts.push(padded);
    size += padded.length;
    return at;
  };
  const uint = (bytes: number, value: number) => {
    const buffer = Buffer.alloc(bytes);
    if (bytes === 8) buffer[little ? 'writeBigUInt64LE' : 'writeBigUInt64BE'](BigInt(value));
    else buffer[little ? 'writeUIntLE' : 'writeUIntBE'](value, 0, bytes);
    return buffer;
  };
  put(
    Buffer.concat([
      Buffer.from(order),
      uint(2, big ? 43 : 42),
      ...(big ? [uint(2, 8), uint(2, 0)] : []),
      uint(width, 0),
    ]),
  );
  const headAt = big ? 8 : 4;

  function valueOf(tag: number, values: Values): { type: number; count: number; data: Buffer } {
    if (typeof values === 'string') {
      return { type: TEXT, count: values.length + 1, data: Buffer.from(`${values}\0`, 'latin1') };
    }
    // DNGVersion is the only tag here that consists of bytes.
    if (tag === 50706) return { type: BYTE, count: values.length, data: Buffer.from(values) };
    const type = big ? LONG8 : LONG;
    return { type, count: values.length, data: Buffer.concat(values.map((value) => uint(width, value))) };
  }

  /** @returns its offset, and where the offset of the next one is stored */
  function putDirectory({ tags, children = [], pixels }: Directory): { at: number; nextAt: number } {
    const childrenAt = children.map((child) => putDirectory(child).at);
    const image = pixels && {
      256: [pixels.width],
      257: [pixels.height],
      258: [8, 8, 8],
      259: [1],
      262: [2],
      273: [put(pixels.data)],
      277: [3],
      278: [pixels.height],
      279: [pixels.data.length],
    };
    const all = { ...image, ...tags, ...(children.length > 0 && { [SUB_IFDS]: childrenAt }) };
    const entries = Object.entries(all).map(([name, values]) => {
      const { type, count, data } = valueOf(Number(name), values);
      const inline = data.length <= width ? Buffer.concat([data], width) : uint(width, put(data));
      return Buffer.concat([uint(2, Number(name)), uint(2, type), uint(width, count), inline]);
    });
    const at = put(Buffer.concat([uint(big ? 8 : 2, entries.length), ...entries, uint(width, 0)]));
    return { at, nextAt: size - width };
  }

  const links: [number, number][] = [];
  let linkAt = headAt;
  for (const page of pages) {
    const { at, nextAt } = putDirectory(page);
    links.push([linkAt, at]);
    linkAt = nextAt;
  }
  const file = Buffer.concat(parts);
  for (const [place, target] of links) uint(width, target).copy(file, place);
  return file;
}
