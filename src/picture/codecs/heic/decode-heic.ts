import { ExplainedError } from '../../../i18n/explained-error.ts';
import { openHeicFile } from './heic-file.ts';
import { presentationOf } from './orientation.ts';
import { isIncomplete, paintTile } from './paint-tile.ts';
import { createTiff } from '../tiff/write-tiff.ts';
import type { Tiff } from '../tiff/write-tiff.ts';
import type { Cicp } from './read-tile.ts';

export interface DecodedHeic {
  /** Uncompressed: the pixels as stored, the orientation to show them in, and the colour profile. */
  readonly tiff: Buffer;
  /** The colour space, if the file has no profile. */
  readonly cicp: Cicp | undefined;
}

/**
 * Decodes the primary image of a HEIC file tile by tile. Each tile gets a new decoder, whose memory holds nothing but
 * this tile.
 * @throws ExplainedError `picture_too_many_pixels`, before anything is decoded; `picture_damaged`
 */
export async function decodeHeic(bytes: Uint8Array, mostPixels: number): Promise<DecodedHeic> {
  try {
    return await decodeTiles(bytes, mostPixels);
  } catch (error) {
    if (error instanceof ExplainedError) throw error;
    throw new ExplainedError('picture_damaged', {}, { cause: error });
  }
}

async function decodeTiles(bytes: Uint8Array, mostPixels: number): Promise<DecodedHeic> {
  const file = await openHeicFile(bytes, mostPixels);
  const { width, height, columns, rows, tileWidth, tileHeight } = file;
  if (width * height > mostPixels) throw new ExplainedError('picture_too_many_pixels');
  const shown = presentationOf(width, height, file.transformations);
  if (shown.width <= 0 || shown.height <= 0 || tileWidth * columns < width || tileHeight * rows < height) {
    throw new ExplainedError('picture_damaged');
  }
  const channels = file.hasAlpha ? 4 : 3;
  let tiff: Tiff | undefined;
  let cicp: Cicp | undefined;
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const [x, y] = [column * tileWidth, row * tileHeight];
      if (x >= width || y >= height) continue;
      const tile = (tiff ? await openHeicFile(bytes, mostPixels) : file).decodeTile(column, row);
      const { width: tileIs, height: tileHigh } = tile.planes[0] ?? { width: 0, height: 0 };
      const covers = tileIs >= Math.min(tileWidth, width - x) && tileHigh >= Math.min(tileHeight, height - y);
      if (!covers || isIncomplete(tile)) throw new ExplainedError('picture_damaged');
      if (!tiff) {
        tiff = createTiff({ ...shown, channels, premultiplied: file.premultiplied, icc: tile.icc });
        cicp = tile.icc ? undefined : tile.cicp;
      }
      paintTile({ ...shown, pixels: tiff.pixels, channels }, tile, x, y);
    }
  }
  if (!tiff) throw new ExplainedError('picture_damaged');
  return { tiff: tiff.file, cicp };
}
