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
  /** In pixels; the tiles of the last column and row may stand out. */
  readonly tileWidth: number;
  readonly tileHeight: number;
  readonly hasAlpha: boolean;
  readonly premultiplied: boolean;
  readonly transformations: readonly Transformation[];
  /** Decodes one tile. To be called once: what a second one lacks could be filled by what the first left in memory. */
  decodeTile(column: number, row: number): DecodedTile;
}

// From heif_image.h, heif_color.h and heif_decoding.h.
const UNDEFINED = 99;
/** Where in `heif_decoding_options` its switches are. */
const switches = { ignoreTransformations: 1, strictDecoding: 21, passNclxOn: 69 };

/**
 * Opens a file in a new instance of the decoder, whose memory is all zeros: it contains nothing of another picture. That
 * takes 4 ms; the decoder itself is compiled once, for the first file.
 * @param mostPixels of anything that is decoded
 * @throws Error for a file that libheif does not take
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
  const isGrid = heif._heif_item_get_item_type(context, item) === fourcc('grid');
  const tiling = heif._malloc(18 * 4);
  call((error) => heif._heif_image_handle_get_image_tiling(error, handle, 0, tiling));
  const [columns = 0, rows = 0, tileWidth = 0, tileHeight = 0, width = 0, height = 0] = Array.from(
    { length: 6 },
    (_, index) => int(tiling + 4 * (index + 1)) >>> 0,
  );
  const options = heif._heif_decoding_options_alloc();
  // Those of a tile would be taken for the picture's.
  heif.HEAPU8[options + switches.ignoreTransformations] = 1;
  heif.HEAPU8[options + switches.strictDecoding] = 1;
  // Else libheif says that all is sRGB.
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

/** Far more than HEVC ever has in a row: it has two at most (H.265, 7.4.2), and a length in front may have three. */
const gap = Buffer.alloc(16);

/** Whether a part of an item's data was never written, as in a file that was not downloaded whole. */
function hasGap({ heif, get, int }: Caller, context: number, item: number): boolean {
  if (heif._heif_item_get_item_type(context, item) !== fourcc('hvc1')) return false;
  const size = heif._malloc(4);
  const data = get((error, out) => heif._heif_item_get_item_data(error, context, item, 0, out, size));
  return Buffer.from(heif.HEAPU8.buffer, data, int(size)).includes(gap);
}
