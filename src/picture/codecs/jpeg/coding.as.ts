// AssemblyScript: `npm run build:webassembly` compiles it to coding.wasm, and a test checks that the two agree.
//
// The entropy coding of baseline JPEGs, and the transform of their blocks (ITU-T T.81, annexes A, C and F). It only reads
// what is certainly right: at anything else, functions return 0, and libjpeg decides.
//
// A block is 64 coefficients of 16 bits, row by row. What an MCU consists of is told by three bytes for each of its blocks:
// the numbers of its component, of its DC table and of its AC table.

import {
  LOOKUP_BITS,
  LIMITS,
  OFFSETS,
  SYMBOLS,
  CODES,
  TABLE_SIZE,
  MOST_DC_BITS,
  END_OF_BLOCK,
  NO_SYMBOL,
} from './code-tables.as';
import { ZIGZAG } from './zigzag.as';

export { makeTable, tableSize } from './code-tables.as';
export { drawOver } from './draw-over.as';

const BLOCK_SIZE: usize = 128;
/** The last DC coefficient of each component: now, and before the first block that was kept. */
const PREDICTIONS = memory.data(4 * 4);
const KEPT_PREDICTIONS = memory.data(4 * 4);

/** Where memory is free. */
export function freeFrom(): usize {
  return __heap_base;
}

/** Bits that were read or are to be written, the highest first, and their number: negative once too many were used. */
let bits: u64 = 0;
let count: i32 = 0;
/** Where the next byte is, and where there are no more. */
let next: usize = 0;
let end: usize = 0;

/** Makes 32 bits available, or all up to the next marker, and zeros after them. */
function fill(): void {
  while (count <= 32 && next < end) {
    const byte = load<u8>(next);
    if (byte == 0xff) {
      if (next + 1 >= end || load<u8>(next + 1) != 0) return;
      next++;
    }
    next++;
    bits |= (<u64>byte) << (56 - count);
    count += 8;
  }
}

/** The symbol of a code that is too long to be looked up, and its length. */
function longCode(table: usize, code: u32): u32 {
  for (let length: u32 = <u32>LOOKUP_BITS + 1; length <= 16; length++) {
    if (code >= load<u32>(table + LIMITS + (length << 2))) continue;
    const place = (code >> (16 - length)) + load<i32>(table + OFFSETS + (length << 2));
    return ((<u32>load<u8>(table + SYMBOLS + place)) << 8) | length;
  }
  return NO_SYMBOL;
}

/** @returns whether it was right so far */
function readBlock(component: usize, dcTable: usize, acTable: usize, to: usize): bool {
  // Copies of the globals, which take longer.
  let b = bits;
  let c = count;
  let table = dcTable;
  for (let k: u32 = 0; k < 64; k++) {
    if (c < 32) {
      const four = next + 4 <= end ? bswap(load<u32>(next)) : 0xffffffff;
      const hasMarker = (four & 0x80808080 & ~(four + 0x01010101)) != 0;
      if (hasMarker) {
        bits = b;
        count = c;
        fill();
        b = bits;
        c = count;
      } else {
        b |= (<u64>four) << (32 - c);
        c += 32;
        next += 4;
      }
    }
    let found: u32 = load<u16>(table + ((<usize>(b >> (64 - LOOKUP_BITS))) << 1));
    if (found == 0) {
      found = longCode(table, <u32>(b >> 48));
      if (found == NO_SYMBOL) return false;
    }
    const length = found & 0xff;
    b <<= length;
    c -= length;
    const symbol = found >> 8;
    const size = symbol & 15;
    k += symbol >> 4;
    if (k > 63) return false;
    let value = 0;
    if (size != 0) {
      value = <i32>(b >> (64 - size));
      b <<= size;
      c -= size;
      // The lower half of the numbers are negative.
      value += ((value >> (size - 1)) - 1) & (1 - (1 << size));
    } else if (symbol == END_OF_BLOCK && k != 0) break;
    if (k == 0) {
      const prediction = PREDICTIONS + (component << 2);
      value += load<i32>(prediction);
      store<i32>(prediction, value);
      table = acTable;
    }
    store<i16>(to + ((<usize>load<u8>(ZIGZAG + k)) << 1), <i16>value);
  }
  bits = b;
  count = c;
  return c >= 0;
}

/** Whether all data was used but for a part of a byte, and this marker follows. */
function isAtMarker(marker: u32): bool {
  return count < 8 && next + 2 <= end && load<u8>(next) == 0xff && load<u8>(next + 1) == marker;
}

/** Where the first block begins that was kept: its byte, and how many bits of that belong to the block before. */
let keptAt: usize = 0;
let keptBits: u32 = 0;

export function keptFrom(): usize {
  return keptAt;
}

function startKeeping(): void {
  memory.copy(KEPT_PREDICTIONS, PREDICTIONS, 4 * 4);
  keptBits = <u32>-count & 7;
  keptAt = next;
  for (let unread = (count + 7) >> 3; unread > 0; unread--) {
    keptAt--;
    if (load<u8>(keptAt) == 0 && load<u8>(keptAt - 1) == 0xff) keptAt--;
  }
}

/**
 * Reads the only scan of a picture.
 *
 * @param mcu,mcuEnd what an MCU consists of
 * @param interval MCUs between restart markers, or 0
 * @param kept the number of the first MCU whose blocks are kept
 * @param to memory that is zero, for blocks that are kept, and one more
 * @returns where the marker of the picture's end is, or 0
 */
export function readScan(
  from: usize,
  fileEnd: usize,
  mcu: usize,
  mcuEnd: usize,
  tables: usize,
  mcus: u32,
  interval: u32,
  kept: u32,
  to: usize,
): usize {
  next = from;
  end = fileEnd;
  bits = 0;
  count = 0;
  memory.fill(PREDICTIONS, 0, 4 * 4);
  for (let index: u32 = 0; index < mcus; index++) {
    if (interval != 0 && index != 0 && index % interval == 0) {
      if (!isAtMarker(0xd0 | ((index / interval - 1) & 7))) return 0;
      next += 2;
      bits = 0;
      count = 0;
      memory.fill(PREDICTIONS, 0, 4 * 4);
    }
    if (index == kept) {
      startKeeping();
      memory.fill(to, 0, BLOCK_SIZE);
    }
    for (let block = mcu; block < mcuEnd; block += 3) {
      const dcTable = tables + <usize>load<u8>(block + 1) * TABLE_SIZE;
      const acTable = tables + <usize>load<u8>(block + 2) * TABLE_SIZE;
      if (!readBlock(load<u8>(block), dcTable, acTable, to)) return 0;
      if (index >= kept) to += BLOCK_SIZE;
    }
  }
  return isAtMarker(0xd9) ? next : 0;
}

function write(value: u32, length: u32): void {
  bits |= (<u64>value) << (64 - count - length);
  count += length;
  for (; count >= 8; count -= 8) {
    const byte = <u8>(bits >> 56);
    store<u8>(next, byte);
    next++;
    if (byte == 0xff) {
      store<u8>(next, 0);
      next++;
    }
    bits <<= 8;
  }
}

function sizeOf(value: i32): u32 {
  return 32 - clz(abs(value));
}

/** Whether there is a code for a number after so many zeros. */
function hasCode(table: usize, zeros: u32, size: u32): bool {
  return size <= MOST_DC_BITS && load<u32>(table + CODES + (((zeros << 4) | size) << 2)) != 0;
}

/** @returns whether there is a code for it */
function writeNumber(table: usize, zeros: u32, value: i32): bool {
  const size = sizeOf(value);
  if (!hasCode(table, zeros, size)) return false;
  const code = load<u32>(table + CODES + (((zeros << 4) | size) << 2));
  write(code >> 8, code & 0xff);
  if (size != 0) write((value < 0 ? value + (1 << size) - 1 : value) & ((1 << size) - 1), size);
  return true;
}

/**
 * Writes a number, or as much of it as there are codes for: encoders may leave out codes that their picture doesn't need.
 * Where there is none after so many zeros, the least number takes the place of one of them.
 *
 * @returns the zeros before the next number: none, if it was written
 */
function writeNearest(table: usize, zeros: u32, value: i32): u32 {
  let nearest = value;
  for (let size = sizeOf(value); size > 0; size--) {
    if (writeNumber(table, zeros, nearest)) return 0;
    for (let rest: u32 = 0; rest < zeros; rest++) {
      if (!hasCode(table, zeros - rest - 1, 1) || !hasCode(table, rest, size)) continue;
      writeNumber(table, zeros - rest - 1, 1);
      writeNumber(table, rest, nearest);
      return 0;
    }
    nearest = (1 << (size - 1)) - 1;
    if (value < 0) nearest = -nearest;
  }
  return zeros + 1;
}

function writeBlock(from: usize, component: usize, dcTable: usize, acTable: usize): bool {
  const prediction = KEPT_PREDICTIONS + (component << 2);
  const dc: i32 = load<i16>(from);
  if (!writeNumber(dcTable, 0, dc - load<i32>(prediction))) return false;
  store<i32>(prediction, dc);
  let zeros: u32 = 0;
  for (let k = 1; k < 64; k++) {
    const value: i32 = load<i16>(from + ((<usize>load<u8>(ZIGZAG + k)) << 1));
    if (value == 0) {
      zeros++;
      continue;
    }
    for (; zeros > 15; zeros -= 16) if (!writeNumber(acTable, 15, 0)) return false;
    zeros = writeNearest(acTable, zeros, value);
  }
  return zeros == 0 || writeNumber(acTable, 0, 0);
}

/** Most bytes of a block: 64 numbers of 26 bits with their codes, and as many zeros after bytes of 255. */
const MOST_OF_BLOCK: usize = 2 * 64 * 4;

/**
 * Writes the blocks that the last scan kept, as they are now, and the marker of the picture's end. It begins with the byte
 * in which the first of them begins.
 *
 * @param last where these blocks end
 * @returns where it ends, or 0 if there is no code for a number, or no room
 */
export function writeScan(
  from: usize,
  last: usize,
  mcu: usize,
  mcuEnd: usize,
  tables: usize,
  to: usize,
  room: usize,
): usize {
  next = to;
  count = keptBits;
  bits = (<u64>(<u32>load<u8>(keptAt) & (0xff00 >> keptBits))) << 56;
  while (from < last) {
    for (let block = mcu; block < mcuEnd; block += 3) {
      const dcTable = tables + <usize>load<u8>(block + 1) * TABLE_SIZE;
      const acTable = tables + <usize>load<u8>(block + 2) * TABLE_SIZE;
      if (next + MOST_OF_BLOCK > to + room || !writeBlock(from, load<u8>(block), dcTable, acTable)) return 0;
      from += BLOCK_SIZE;
    }
  }
  if (count != 0) write(0xff >> count, 8 - count);
  store<u16>(next, 0xd9ff);
  return next + 2;
}
