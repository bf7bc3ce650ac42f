import { readBaseline } from './baseline.ts';
import type { BaselineJpeg } from './baseline.ts';
import { BLOCK_SIZE } from './scans.ts';
import type { LoadedScan, WithScan } from './scans.ts';

/**
 * Whether a JPEG is whole and of the usual kind: baseline, with every code of its scan as it should be up to the end. Then
 * a decoder could only do arithmetic with what was read, so it isn't needed.
 *
 * @returns false also if only a decoder can tell
 */
export function isWholeJpeg(bytes: Uint8Array, withScan: WithScan): boolean {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const jpeg = readBaseline(file);
  if (!jpeg) return false;
  return withScan(file, jpeg, BLOCK_SIZE, (scan) => readScan(scan, jpeg, jpeg.columns * jpeg.rows)) ?? false;
}

/**
 * Reads all of a scan.
 *
 * @param kept the first MCU whose blocks are kept in the scan's room, which needs a block more than there are
 * @returns whether it is whole, and as usual
 */
export function readScan(scan: LoadedScan, jpeg: BaselineJpeg, kept: number): boolean {
  const { coding, file, fileEnd, mcu, mcuEnd, tables, room } = scan;
  const { columns, rows, restartInterval, scanAt } = jpeg;
  const from = file + scanAt;
  return coding.readScan(from, fileEnd, mcu, mcuEnd, tables, columns * rows, restartInterval, kept, room) > 0;
}
