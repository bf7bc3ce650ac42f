/** Metadata of a TIFF. */
export interface TiffHeader {
  readonly width: number;
  readonly height: number;
  /** Grey or RGB, 8 bits each. If the number is even, the last channel is alpha. */
  readonly channels: 1 | 2 | 3 | 4;
  readonly premultiplied?: boolean;
  /** As in EXIF, from 1 to 8. Default: 1. */
  readonly orientation?: number;
  readonly icc: Uint8Array | undefined;
}

/** An uncompressed TIFF, and a view of its pixels to fill in, row by row. They start black. */
export interface Tiff {
  readonly file: Buffer;
  readonly pixels: Uint8ClampedArray;
}

const SHORT = 3;
const LONG = 4;
const UNDEFINED = 7;
const sizes = { [SHORT]: 2, [LONG]: 4, [UNDEFINED]: 1 };
const STRIP_BYTES = 1 << 18;

interface Field {
  readonly tag: number;
  readonly type: keyof typeof sizes;
  readonly values: readonly number[] | Buffer;
}

/**
 * Makes an uncompressed TIFF 6.0. It is the simplest file from which sharp reads pixels with a colour profile and an
 * orientation.
 */
export function createTiff({ width, height, channels, premultiplied = false, orientation = 1, icc }: TiffHeader): Tiff {
  const rowBytes = width * channels;
  const rowsPerStrip = Math.max(1, Math.min(height, Math.floor(STRIP_BYTES / rowBytes)));
  const strips = Array.from({ length: Math.ceil(height / rowsPerStrip) }, (_, index) => index * rowsPerStrip);
  const fields = (pixelsAt: number): Field[] => [
    { tag: 256, type: LONG, values: [width] },
    { tag: 257, type: LONG, values: [height] },
    { tag: 258, type: SHORT, values: Array.from({ length: channels }, () => 8) },
    { tag: 259, type: SHORT, values: [1] }, // uncompressed
    { tag: 262, type: SHORT, values: [channels < 3 ? 1 : 2] }, // grey or RGB
    { tag: 273, type: LONG, values: strips.map((row) => pixelsAt + row * rowBytes) },
    { tag: 274, type: SHORT, values: [orientation] },
    { tag: 277, type: SHORT, values: [channels] },
    { tag: 278, type: LONG, values: [rowsPerStrip] },
    { tag: 279, type: LONG, values: strips.map((row) => Math.min(rowsPerStrip, height - row) * rowBytes) },
    { tag: 284, type: SHORT, values: [1] }, // interleaved channels
    ...(channels % 2 === 0 ? [{ tag: 338, type: SHORT, values: [premultiplied ? 1 : 2] } as const] : []),
    ...(icc ? [{ tag: 34675, type: UNDEFINED, values: Buffer.from(icc) } as const] : []),
  ];
  const headerBytes = writeHeader(fields(0)).length;
  const header = writeHeader(fields(headerBytes));
  const file = Buffer.alloc(headerBytes + rowBytes * height);
  header.copy(file);
  return { file, pixels: new Uint8ClampedArray(file.buffer, file.byteOffset + headerBytes, rowBytes * height) };
}

function writeHeader(fields: readonly Field[]): Buffer {
  const start = Buffer.alloc(8 + 2 + 12 * fields.length + 4);
  start.write('II*\0', 'latin1');
  start.writeUInt32LE(8, 4);
  start.writeUInt16LE(fields.length, 8);
  const parts = [start];
  let end = start.length;
  fields.forEach(({ tag, type, values }, index) => {
    const at = 10 + 12 * index;
    start.writeUInt16LE(tag, at);
    start.writeUInt16LE(type, at + 2);
    start.writeUInt32LE(values.length, at + 4);
    const data = writeValues(type, values);
    if (data.length <= 4) return data.copy(start, at + 8);
    start.writeUInt32LE(end, at + 8);
    // Values start at even offsets.
    const padded = Buffer.concat([data, Buffer.alloc(data.length % 2)]);
    parts.push(padded);
    end += padded.length;
  });
  return Buffer.concat(parts);
}

function writeValues(type: Field['type'], values: Field['values']): Buffer {
  if (Buffer.isBuffer(values)) return values;
  const data = Buffer.alloc(values.length * sizes[type]);
  values.forEach((value, index) => data.writeUIntLE(value, index * sizes[type], sizes[type]));
  return data;
}
