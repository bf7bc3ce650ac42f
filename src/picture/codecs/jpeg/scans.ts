import type { BaselineJpeg } from './baseline.ts';
import { compileCoding, instantiateCoding } from './coding.ts';
import type { Coding } from './coding.ts';

/** A file in the memory of its coding. Numbers are addresses there. */
export interface LoadedScan {
  readonly coding: Coding;
  readonly memory: ArrayBuffer;
  readonly file: number;
  readonly fileEnd: number;
  readonly tables: number;
  /** What an MCU consists of. */
  readonly mcu: number;
  readonly mcuEnd: number;
  /** For `drawOver`. */
  readonly basis: number;
  readonly kept: number;
  readonly added: number;
  /** Memory that is zero. */
  readonly room: number;
  readonly roomEnd: number;
}

/**
 * Loads a file for as long as a function runs, with so much room after it, in bytes.
 *
 * @returns what the function returns; nothing if a table of codes is unusual
 */
export type WithScan = <T>(
  file: Uint8Array,
  jpeg: BaselineJpeg,
  roomBytes: number,
  use: (scan: LoadedScan) => T,
) => T | undefined;

/** Bytes of a block of coefficients. */
export const BLOCK_SIZE = 128;

const PAGE = 64 * 1024;
/** Most bytes of memory that are kept for the next file: nearly all need less. */
const MOST_KEPT = 4 * 1024 * 1024;
/** Tables of DC coefficients, and then so many of AC coefficients. */
const TABLES = 4;
/** A number for each coefficient or sample of a block. */
const FLOATS = 64 * Float32Array.BYTES_PER_ELEMENT;
/** Cosines of 8 frequencies at 8 samples (ITU-T T.81, A.3.3). */
const BASIS = Float32Array.from({ length: 64 }, (_, index) => {
  const [frequency, sample] = [index >> 3, index & 7];
  return (frequency === 0 ? Math.SQRT1_2 : Math.cos(((2 * sample + 1) * frequency * Math.PI) / 16)) / 2;
});

/** Prepares for JPEGs, one after another. They share memory, which is wiped after each of them. */
export async function createScans(): Promise<WithScan> {
  const module = await compileCoding();
  const create = (bytes: number) => {
    const memory = new WebAssembly.Memory({ initial: Math.ceil(bytes / PAGE) });
    return { memory: memory.buffer, coding: instantiateCoding(module, memory) };
  };
  let shared = create(PAGE);
  const start = shared.coding.freeFrom();
  const tableSize = shared.coding.tableSize();

  function memoryOf(bytes: number): ReturnType<typeof create> {
    if (bytes > MOST_KEPT) return create(bytes);
    if (bytes > shared.memory.byteLength) shared = create(Math.min(MOST_KEPT, 2 * bytes));
    return shared;
  }

  return (bytes, jpeg, roomBytes, use) => {
    const pattern = patternOf(jpeg);
    const place = placesFrom(start);
    const [basis, kept, added] = [place(FLOATS), place(FLOATS), place(FLOATS)];
    const [tables, mcu] = [place(2 * TABLES * tableSize), place(pattern.length)];
    const [file, room, roomEnd] = [place(bytes.length), place(roomBytes), place(0)];

    const { memory, coding } = memoryOf(roomEnd);
    const used = new Uint8Array(memory, 0, roomEnd);
    try {
      used.set(pattern, mcu);
      used.set(bytes, file);
      new Float32Array(memory, basis, BASIS.length).set(BASIS);
      for (const { at, end } of jpeg.tables) {
        for (let next = file + at; next < file + end;) {
          const [isAc, number] = [(used[next] ?? 0) >> 4, (used[next] ?? 0) & 15];
          if (isAc > 1 || number >= TABLES) return undefined;
          const to = tables + (TABLES * isAc + number) * tableSize;
          const read = coding.makeTable(next + 1, file + end, isAc, to);
          if (read === 0) return undefined;
          next += 1 + read;
        }
      }
      const [fileEnd, mcuEnd] = [file + bytes.length, mcu + pattern.length];
      return use({ coding, memory, file, fileEnd, tables, mcu, mcuEnd, basis, kept, added, room, roomEnd });
    } finally {
      used.fill(0, start);
    }
  };
}

/** Gives addresses one after another, which suit all numbers. */
function placesFrom(start: number): (bytes: number) => number {
  let next = start;
  return (bytes) => {
    const place = next;
    next = Math.ceil((place + bytes) / 8) * 8;
    return place;
  };
}

/** Component, DC table and AC table of each block of an MCU. */
function patternOf({ components }: BaselineJpeg): Uint8Array {
  return Uint8Array.from(
    components.flatMap(({ across, down, dcTable, acTable }, index) =>
      Array.from({ length: across * down }, () => [index, dcTable, TABLES + acTable]).flat(),
    ),
  );
}
