// AssemblyScript, imported by coding.as.ts: Huffman codes (ITU-T T.81, annexes C and F).

/** Codes of up to so many bits are looked up: a symbol, and the length of its code in the lower 8 bits. */
export const LOOKUP_BITS: usize = 9;
/** For each length of code: what leads from a code to the place of its symbol, and the first code that is longer. */
export const OFFSETS: usize = 2 << LOOKUP_BITS;
export const LIMITS: usize = OFFSETS + 4 * 17;
export const SYMBOLS: usize = LIMITS + 4 * 17;
/** For each symbol: its code, and its length in the lower 8 bits. */
export const CODES: usize = SYMBOLS + 256;
export const TABLE_SIZE: usize = CODES + 4 * 256;

/** 8-bit samples need no numbers of more bits. */
export const MOST_DC_BITS: u32 = 11;
const MOST_AC_BITS: u32 = 10;
export const END_OF_BLOCK: u32 = 0;
const SIXTEEN_ZEROS: u32 = 0xf0;
/** No code is like that. */
export const NO_SYMBOL: u32 = 256 << 8;

export function tableSize(): usize {
  return TABLE_SIZE;
}

/**
 * Makes a table of codes.
 *
 * @param from the number of codes of each length from 1 to 16 bits, then their symbols
 * @returns bytes that were read
 */
export function makeTable(from: usize, end: usize, isAc: bool, to: usize): usize {
  const symbols = from + 16;
  if (symbols > end) return 0;
  memory.fill(to, 0, TABLE_SIZE);
  let code: u32 = 0;
  let place: u32 = 0;
  for (let length: u32 = 1; length <= 16; length++) {
    const count: u32 = load<u8>(from + length - 1);
    // No code is all ones (annex C).
    if (place + count > 256 || symbols + place + count > end || code + count >= 1 << length) return 0;
    store<i32>(to + OFFSETS + (length << 2), place - code);
    for (const stop = place + count; place < stop; place++, code++) {
      const symbol: u32 = load<u8>(symbols + place);
      if (isAc ? !isUsualAc(symbol) : symbol > MOST_DC_BITS) return 0;
      store<u8>(to + SYMBOLS + place, <u8>symbol);
      store<u32>(to + CODES + (symbol << 2), (code << 8) | length);
      if (length > <u32>LOOKUP_BITS) continue;
      const spare: u32 = <u32>LOOKUP_BITS - length;
      for (let more: u32 = 0; more < 1 << spare; more++) {
        store<u16>(to + (((code << spare) | more) << 1), <u16>((symbol << 8) | length));
      }
    }
    store<u32>(to + LIMITS + (length << 2), code << (16 - length));
    code <<= 1;
  }
  return 16 + place;
}

function isUsualAc(symbol: u32): bool {
  const size = symbol & 15;
  return size == 0 ? symbol == END_OF_BLOCK || symbol == SIXTEEN_ZEROS : size <= MOST_AC_BITS;
}
