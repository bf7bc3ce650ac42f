import { createCaller, fourcc, newLibheif } from './libheif.ts';
import type { Caller } from './libheif.ts';
import { readTile } from './read-tile.ts';
import type { DecodedTile } from './read-tile.ts';
import { readTransformations } from './read-transformations.ts';
import type { Transformation } from './read-transformations.ts';

/** The primary image of a HEIC file. */
export interface HeicFile {
  /** In pixels, as stored: before any transformation. */
  readonly width: number;
  readonly height: number;
  readonly columns: number;
  readonly rows: number;
  /** In pixels. The tiles of the last column and row may extend beyond the picture. */
  readonly tileWidth: number;
  readonly tileHeight: number;
  readonly hasAlpha: boolean;
  readonly premultiplied: boolean;
  readonly transformations: readonly Transformation[];
  /** Decodes one tile. Call it once per file: gaps in a second tile could show what the first left in memory. */
  decodeTile(column: number, row: number): DecodedTile;
}

// From heif_image.h, heif_color.h and heif_decoding.h.
const UNDEFINED = 99;
/** Byte offsets of the fields of `heif_decoding_options`. */
const switches = { ignoreTransformations: 1, strictDecoding: 21, passNclxOn: 69 };

/**
 * Opens a file in a new instance of the decoder, whose memory is all zeros, so it holds nothing of another picture.
 * This takes 4 ms; the decoder itself is compiled only once.
 * @param mostPixels the limit for anything that is decoded
 * @throws Error if libheif rejects the file
 */
export async function openHeicFile(bytes: Uint8Array, mostPixels: number): Promise<HeicFile> {
  return readHeader(createCaller(await newLibheif()), bytes, mostPixels);
}

function readHeader(caller: Caller, bytes: Uint8Array, mostPixels: number): HeicFile {
  const { heif, call, get, int } = caller;
  const data = heif._malloc(bytes.length);
  heif.HEAPU8.set(bytes, data);
  const context = heif._heif_context_alloc();
  heif._heif_context_set_maximum_image_size_limit(context, Math.ceil(Math.sqrt(mostPixels)));
  call((error) => heif._heif_context_read_from_memory_without_copy(error, context, data, bytes.length, 0));
  const handle = get((error, out) => heif._heif_context_get_primary_image_handle(error, context, out));
  const item = heif._heif_image_handle_get_item_id(handle);
  const type = heif._heif_item_get_item_type(context, item);
  const isGrid = type === fourcc('grid');
  // Cameras write nothing else. Overlays, masks and other codings are where libheif's vulnerabilities mostly are.
  if (!isGrid && type !== fourcc('hvc1')) throw new Error('heic: neither HEVC nor a grid');
  const tiling = heif._malloc(18 * 4);
  call((error) => heif._heif_image_handle_get_image_tiling(error, handle, 0, tiling));
  const [columns = 0, rows = 0, tileWidth = 0, tileHeight = 0, width = 0, height = 0] = Array.from(
    { length: 6 },
    (_, index) => int(tiling + 4 * (index + 1)) >>> 0,
  );
  const options = heif._heif_decoding_options_alloc();
  // The transformations of a tile would be applied as if they were the picture's.
  heif.HEAPU8[options + switches.ignoreTransformations] = 1;
  heif.HEAPU8[options + switches.strictDecoding] = 1;
  // Otherwise libheif reports sRGB for everything.
  heif.HEAPU8[options + switches.passNclxOn] = 1;

  return {
    width,
    height,
    ...(isGrid
      ? { columns, rows, tileWidth, tileHeight }
      : { columns: 1, rows: 1, tileWidth: width, tileHeight: height }),
    hasAlpha: heif._heif_image_handle_has_alpha_channel(handle) !== 0,
    premultiplied: heif._heif_image_handle_is_premultiplied_alpha(handle) !== 0,
    transformations: readTransformations(caller, context, item, { width, height }),
    decodeTile(column, row) {
      const coded = isGrid
        ? get((error, out) => heif._heif_image_handle_get_grid_image_tile_id(error, handle, 0, column, row, out))
        : item;
      if (heif._heif_item_get_item_type(context, coded) !== fourcc('hvc1')) throw new Error('heic: a tile is not HEVC');
      if (hasGap(caller, context, coded)) throw new Error('heic: a part of the data is zeros');
      const image = get((error, out) => {
        if (isGrid) {
          heif._heif_image_handle_decode_image_tile(error, handle, out, UNDEFINED, UNDEFINED, options, column, row);
        } else heif._heif_decode_image(error, handle, out, UNDEFINED, UNDEFINED, options);
      });
      return readTile(caller, image);
    },
  };
}

/** HEVC never has so many zeros in a row: at most two (H.265, 7.4.2), and a length field before them may have three. */
const gap = Buffer.alloc(16);

/** Whether a part of an item's data was never written, as in a partly downloaded file. */
function hasGap({ heif, get, int }: Caller, context: number, item: number): boolean {
  const size = heif._malloc(4);
  const data = get((error, out) => heif._heif_item_get_item_data(error, context, item, 0, out, size));
  return Buffer.from(heif.HEAPU8.buffer, data, int(size)).includes(gap);
}
