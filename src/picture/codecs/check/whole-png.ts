import { crc32, inflateSync, type InputType, type ZlibOptions } from 'node:zlib';

/** The signature, and the first chunk with its 13 bytes. */
const HEADER = Buffer.from('\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR', 'latin1');
/** Where chunks begin after that. */
const CHUNKS_AT = 33;
/** Bytes of a chunk beside its data: length, type and checksum. */
const AROUND = 12;
/** Bytes of a pixel by its colour type: grey, colours, both with alpha. Of palettes, the indexes would have to be checked. */
const BYTES_A_PIXEL: Readonly<Partial<Record<number, number>>> = { 0: 1, 2: 3, 4: 2, 6: 4 };
/** Filters are numbered from 0. */
const LAST_FILTER = 4;
/** Pixels of more bytes are left to the decoder. */
const MOST_BYTES = 16 * 1024 * 1024;
/** What zlib files begin with that may look back as far as possible, as far as the first four bits say it. */
const LARGEST_WINDOW = 0x78;

/**
 * Whether a PNG is whole and of the simplest kind: 8 bits, not interlaced, without a palette, with nothing in it but
 * pixels and their density. Then a decoder could only add, from row to row, numbers that are there, so it isn't needed.
 *
 * @param allocate gives memory that is only used until this returns
 * @returns false also if only a decoder can tell
 */
export function isWholePng(bytes: Uint8Array, allocate: (bytes: number) => Buffer = Buffer.allocUnsafe): boolean {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const rows = rowsOf(file);
  const pieces = rows && compressedPixels(file);
  if (!pieces) return false;
  const compressed = allocate(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) at += piece.copy(compressed, at);
  return hasAllRows(compressed, rows);
}

interface Rows {
  readonly count: number;
  /** With the number of its filter. */
  readonly bytes: number;
}

function rowsOf(file: Buffer): Rows | undefined {
  if (file.length < CHUNKS_AT || !file.subarray(0, HEADER.length).equals(HEADER)) return undefined;
  const [width, height] = [file.readUInt32BE(16), file.readUInt32BE(20)];
  const [depth, colourType = 0, ...methods] = file.subarray(24, 29);
  const pixel = BYTES_A_PIXEL[colourType];
  if (depth !== 8 || pixel === undefined || methods.some((method) => method !== 0)) return undefined;
  const rows = { count: height, bytes: 1 + width * pixel };
  return width > 0 && height > 0 && rows.count * rows.bytes <= MOST_BYTES ? rows : undefined;
}

/** @returns nothing if a checksum is wrong, or if there are other chunks, or others in between */
function compressedPixels(file: Buffer): Buffer[] | undefined {
  const pieces: Buffer[] = [];
  let hasDensity = false;
  for (let at = HEADER.length - 8; at + AROUND <= file.length;) {
    const length = file.readUInt32BE(at);
    const end = at + AROUND + length;
    if (end > file.length || crc32(file.subarray(at + 4, end - 4)) !== file.readUInt32BE(end - 4)) return undefined;
    const type = file.toString('latin1', at + 4, at + 8);
    if (type === 'IEND') return length === 0 && end === file.length ? pieces : undefined;
    if (type === 'IDAT' && length > 0) pieces.push(file.subarray(at + 8, end - 4));
    else if (type === 'pHYs' && length === 9 && !hasDensity && pieces.length === 0) hasDensity = true;
    else if (at + 8 !== HEADER.length) return undefined;
    at = end;
  }
  return undefined;
}

function hasAllRows(compressed: Buffer, { count, bytes }: Rows): boolean {
  if (compressed[0] !== LARGEST_WINDOW) return false;
  const size = count * bytes;
  try {
    // In one piece: there is always room left.
    const room = size + 64;
    const { buffer: pixels, engine } = inflate(compressed, { chunkSize: room, maxOutputLength: size });
    let isRight = pixels.length === size && engine.bytesWritten === compressed.length;
    for (let row = 0; row < size; row += bytes) isRight &&= (pixels[row] ?? Infinity) <= LAST_FILTER;
    // Gives its memory back at once, so that the next file gets the same: otherwise new memory takes a third of the time.
    // Less than that is a part of Node's pool.
    if (pixels.buffer.byteLength === room && room > Buffer.poolSize) pixels.buffer.transfer(0);
    return isRight;
  } catch {
    return false;
  }
}

/** What Node returns with `info`, which its types don't know. */
interface Inflated {
  readonly buffer: Buffer<ArrayBuffer>;
  /** `bytesWritten` are those that were read. */
  readonly engine: { readonly bytesWritten: number };
}

function inflate(input: InputType, options: ZlibOptions): Inflated {
  return inflateSync(input, { ...options, info: true }) as unknown as Inflated;
}
