import { segmentsOf, START_OF_SCAN } from './segments.ts';

/** A component of a picture, such as its luminance. */
export interface Component {
  /** Blocks of an MCU, in each direction. */
  readonly across: number;
  readonly down: number;
  /** Where its quantization table is in the file: 64 bytes, in zigzag order. */
  readonly quantizationAt: number;
  readonly dcTable: number;
  readonly acTable: number;
}

/** Where the codes of a table begin in the file, and its segment ends. */
export interface CodeTable {
  readonly at: number;
  readonly end: number;
}

/** A JPEG of one scan, 8 bits and Huffman codes, in luminance and chrominance or in luminance alone. */
export interface BaselineJpeg {
  /** In pixels. */
  readonly width: number;
  readonly height: number;
  readonly components: readonly Component[];
  /** MCUs in a row, and rows of them. */
  readonly columns: number;
  readonly rows: number;
  /** Segments of tables, in the order of the file. */
  readonly tables: readonly CodeTable[];
  /** MCUs between restart markers, or 0. */
  readonly restartInterval: number;
  readonly scanAt: number;
}

const START = Buffer.from([0xff, 0xd8]);
const CODES = 0xc4;
const QUANTIZATION = 0xdb;
const RESTART_INTERVAL = 0xdd;
const JFIF = 0xe0;
const ADOBE = 0xee;
/** How Adobe's segment says that colours are luminance and chrominance. */
const YCBCR = 1;
/** Sequential frames, of which one is called baseline. */
const FRAMES: ReadonlySet<number> = new Set([0xc0, 0xc1]);
/** What libjpeg passes over: applications' other segments, and comments. */
const PASSED_OVER: ReadonlySet<number> = new Set([
  ...Array.from({ length: 16 }, (_, index) => 0xe0 + index).filter((marker) => marker !== JFIF && marker !== ADOBE),
  0xfe,
]);

/** Samples of a block in each direction. */
const BLOCK = 8;
/** Values of a quantization table. */
const VALUES = 64;
/** All coefficients at once, with all their bits. */
const WHOLE = Buffer.from([0, 63, 0]);

/**
 * Reads the header of a baseline JPEG as nearly all are (ITU-T T.81, annex B; JFIF 1.02; ITU-T T.872, 6.5.3).
 *
 * @returns nothing for every other file, such as one of whose header libjpeg would warn
 */
export function readBaseline(file: Buffer): BaselineJpeg | undefined {
  const tables: CodeTable[] = [];
  const quantization = new Map<number, number>();
  let frame: Buffer | undefined;
  let restartInterval = 0;
  if (!file.subarray(0, START.length).equals(START)) return undefined;
  for (const { marker, data, end } of segmentsOf(file)) {
    if (marker === START_OF_SCAN) {
      const shape = frame && readFrame(frame, data, quantization);
      return shape && { ...shape, tables, restartInterval, scanAt: end };
    }
    if (marker === CODES) tables.push({ at: end - data.length, end });
    else if (FRAMES.has(marker) && !frame) frame = data;
    else if (marker === RESTART_INTERVAL && data.length === 2) restartInterval = data.readUInt16BE();
    else if (marker === QUANTIZATION ? !readQuantization(data, end, quantization) : !isUsual(marker, data))
      return undefined;
  }
  return undefined;
}

function isUsual(marker: number, data: Buffer): boolean {
  if (marker === JFIF) return data.length >= 14 && data.toString('latin1', 0, 6) === 'JFIF\0\x01';
  if (marker === ADOBE) return data.toString('latin1', 0, 5) === 'Adobe' && data[11] === YCBCR;
  return PASSED_OVER.has(marker);
}

/** Notes where the values of each table are, by its number. */
function readQuantization(data: Buffer, end: number, places: Map<number, number>): boolean {
  for (let at = 0; at < data.length; at += 1 + VALUES) {
    const number = data.readUInt8(at);
    if (number > 3 || at + 1 + VALUES > data.length) return false;
    places.set(number, end - data.length + at + 1);
  }
  return true;
}

type Shape = Pick<BaselineJpeg, 'width' | 'height' | 'components' | 'columns' | 'rows'>;

function readFrame(frame: Buffer, scan: Buffer, quantization: ReadonlyMap<number, number>): Shape | undefined {
  const count = frame[5] ?? 0;
  if (frame[0] !== 8 || (count !== 1 && count !== 3) || frame.length !== 6 + 3 * count) return undefined;
  if (scan[0] !== count || scan.length !== 4 + 2 * count || !scan.subarray(-3).equals(WHOLE)) return undefined;
  const components: Component[] = [];
  for (let index = 0; index < count; index++) {
    const [id, sampling = 0, number = 0] = frame.subarray(6 + 3 * index);
    const [selected, tables = 0] = scan.subarray(1 + 2 * index);
    const quantizationAt = quantization.get(number);
    // With other ids, these may be other colours.
    if (quantizationAt === undefined || selected !== id || (count === 3 && id !== index + 1)) return undefined;
    // A component alone is stored block by block, whatever its sampling (A.2.2).
    const [across, down] = count === 1 ? [1, 1] : [sampling >> 4, sampling & 15];
    const [most, dcTable, acTable] = [index === 0 ? 2 : 1, tables >> 4, tables & 15];
    if (across < 1 || across > most || down < 1 || down > most || dcTable > 3 || acTable > 3) return undefined;
    components.push({ across, down, quantizationAt, dcTable, acTable });
  }
  const [height, width] = [frame.readUInt16BE(1), frame.readUInt16BE(3)];
  const [{ across, down } = { across: 1, down: 1 }] = components;
  const [columns, rows] = [Math.ceil(width / (BLOCK * across)), Math.ceil(height / (BLOCK * down))];
  return columns > 0 && rows > 0 ? { width, height, components, columns, rows } : undefined;
}
