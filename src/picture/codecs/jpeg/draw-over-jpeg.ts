import { readBaseline } from './baseline.ts';
import type { BaselineJpeg } from './baseline.ts';
import { BLOCK, coverBlock } from './cover-block.ts';
import type { Drawing } from './cover-block.ts';
import { BLOCK_SIZE } from './scans.ts';
import type { LoadedScan, WithScan } from './scans.ts';
import { readScan } from './whole-jpeg.ts';

/** What takes the place of everything in a file from a byte on. */
export interface Tail {
  readonly at: number;
  readonly bytes: Uint8Array;
}

/** Most bytes that written blocks need more than before. */
const MORE = 64 * 1024;
/** Most bytes of blocks. For a larger picture, a decoder needs less memory. */
const MOST_BLOCKS = 64 * 1024 * 1024;

/**
 * Draws over a part of a baseline JPEG. Only blocks below the drawing change: all others stay as they are, so they lose
 * nothing.
 *
 * @returns nothing if the file isn't whole and of the usual kind, has restart markers, or has no codes for what is new; or
 * if the drawing isn't above it
 */
export function drawOverJpeg(bytes: Uint8Array, drawing: Drawing, withScan: WithScan): Tail | undefined {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const jpeg = readBaseline(file);
  if (!jpeg || jpeg.restartInterval > 0) return undefined;
  const { left, top, right, bottom } = areaBelow(drawing, jpeg);
  if (left >= right || top >= bottom) return undefined;
  const first = top * jpeg.columns + left;
  const mcuBytes = BLOCK_SIZE * jpeg.components.reduce((sum, { across, down }) => sum + across * down, 0);
  const blockBytes = (jpeg.columns * jpeg.rows - first) * mcuBytes;
  if (blockBytes > MOST_BLOCKS) return undefined;
  return withScan(file, jpeg, blockBytes + BLOCK_SIZE + file.length + MORE, (scan) => {
    if (!readScan(scan, jpeg, first)) return undefined;
    for (let row = top; row < bottom; row++) {
      for (let column = left; column < right; column++) {
        const at = scan.room + (row * jpeg.columns + column - first) * mcuBytes;
        drawOverMcu(scan, jpeg, drawing, { row, column, at });
      }
    }
    const written = writeScan(scan, scan.room + blockBytes);
    return written && { at: scan.coding.keptFrom() - scan.file, bytes: written };
  });
}

/**
 * Writes all blocks from the first one that was kept.
 *
 * @param blocksEnd where they end in the memory of the scan
 */
function writeScan(scan: LoadedScan, blocksEnd: number): Buffer | undefined {
  const { coding, memory, mcu, mcuEnd, tables, room, roomEnd } = scan;
  const end = coding.writeScan(room, blocksEnd, mcu, mcuEnd, tables, blocksEnd, roomEnd - blocksEnd);
  return end > 0 ? Buffer.copyBytesFrom(new Uint8Array(memory, blocksEnd, end - blocksEnd)) : undefined;
}

/** MCUs below a drawing. */
interface Area {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

function areaBelow({ pixels, x, y }: Drawing, { components, columns, rows }: BaselineJpeg): Area {
  const [{ across, down } = { across: 1, down: 1 }] = components;
  const [width, height] = [BLOCK * across, BLOCK * down];
  return {
    left: Math.max(0, Math.floor(x / width)),
    top: Math.max(0, Math.floor(y / height)),
    right: Math.min(columns, Math.ceil((x + pixels.info.width) / width)),
    bottom: Math.min(rows, Math.ceil((y + pixels.info.height) / height)),
  };
}

/** An MCU in the picture, and where its blocks are in memory. */
interface McuPlace {
  readonly row: number;
  readonly column: number;
  readonly at: number;
}

function drawOverMcu(
  scan: LoadedScan,
  { components }: BaselineJpeg,
  drawing: Drawing,
  { row, column, at }: McuPlace,
): void {
  const [luminance = { across: 1, down: 1 }] = components;
  const kept = new Float32Array(scan.memory, scan.kept, BLOCK * BLOCK);
  const added = new Float32Array(scan.memory, scan.added, BLOCK * BLOCK);
  let block = at;
  components.forEach((component, index) => {
    for (let place = 0; place < component.across * component.down; place++, block += BLOCK_SIZE) {
      const left = BLOCK * (column * component.across + (place % component.across));
      const top = BLOCK * (row * component.down + Math.floor(place / component.across));
      const across = luminance.across / component.across;
      const down = luminance.down / component.down;
      if (!coverBlock(drawing, { component: index, across, down, left, top }, kept, added)) continue;
      scan.coding.drawOver(block, scan.file + component.quantizationAt, scan.basis, scan.kept, scan.added);
    }
  });
}
