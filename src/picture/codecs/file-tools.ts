import { createJobMemory } from '../process/job-memory.ts';
import type { PictureFormat } from './check/identify-picture.ts';
import { isWholePng } from './check/whole-png.ts';
import type { Drawing } from './jpeg/cover-block.ts';
import { drawOverJpeg } from './jpeg/draw-over-jpeg.ts';
import type { Tail } from './jpeg/draw-over-jpeg.ts';
import { createScans } from './jpeg/scans.ts';
import { isWholeJpeg } from './jpeg/whole-jpeg.ts';

/** What can be done with files of the usual kind without decoding them. Each takes a fraction of the time. */
export interface FileTools {
  /** Whether a file certainly shows all of its picture. If not, a decoder has to tell. */
  isWhole(bytes: Uint8Array, format: PictureFormat): boolean;
  /** Draws over a part of a JPEG. Returns nothing if it has to be decoded for that. */
  drawOver(jpeg: Uint8Array, drawing: Drawing): Tail | undefined;
}

/** Tools for one file at a time. They use the same memory again, and wipe it after each file. */
export async function createFileTools(): Promise<FileTools> {
  const allocate = createJobMemory();
  const withScan = await createScans();
  return {
    isWhole(bytes, format) {
      if (format === 'jpeg') return isWholeJpeg(bytes, withScan);
      if (format !== 'png') return false;
      const isWhole = isWholePng(bytes, allocate);
      allocate(0);
      return isWhole;
    },
    drawOver: (jpeg, drawing) => drawOverJpeg(jpeg, drawing, withScan),
  };
}
