import { readFile } from 'node:fs/promises';
import makeLibheif from 'libheif-js/libheif-wasm/libheif.js';
import type { Libheif } from 'libheif-js/libheif-wasm/libheif.js';

/** ITU-T H.273: what the numbers of a picture mean. */
export interface Cicp {
  readonly primaries: number;
  readonly transfer: number;
  readonly matrix: number;
  readonly fullRange: boolean;
}

/** One channel of a decoded picture, in the decoder's own memory. */
export interface Plane {
  readonly samples: Uint8Array | Uint16Array;
  readonly width: number;
  readonly height: number;
  /** Samples from one row to the next. */
  readonly stride: number;
  readonly bits: number;
}

/** A picture, or one tile of it, as it is stored. */
export interface DecodedTile {
  readonly kind: 'ycc' | 'grey' | 'rgb';
  /** One for each colour. */
  readonly planes: readonly Plane[];
  readonly alpha: Plane | undefined;
  readonly cicp: Cicp | undefined;
  readonly icc: Buffer | undefined;
}

/** How a stored picture is to be shown; in the order in which they are to be done. */
export type Transformation =
  | { readonly kind: 'crop'; readonly left: number; readonly top: number; readonly right: number; readonly bottom: number }
  | { readonly kind: 'turn'; readonly counterclockwise: number }
  | { readonly kind: 'mirror'; readonly axis: 'vertical' | 'horizontal' };

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
const channels = { ycc: [0, 1, 2], grey: [0], rgb: [3, 4, 5], alpha: 6 };
/** Where in `heif_decoding_options` its switches are. */
const switches = { ignoreTransformations: 1, strictDecoding: 21, passNclxOn: 69 };
const TRANSFORMATIONS = 16;

let compiled: Promise<WebAssembly.Module> | undefined;

async function compile(): Promise<WebAssembly.Module> {
  const file = new URL(import.meta.resolve('libheif-js/libheif-wasm/libheif.wasm'));
  return await WebAssembly.compile(await readFile(file));
}

/**
 * Opens a file in a new instance of the decoder, whose memory is all zeros: nothing of any other picture is in it. That
 * takes 4 ms; the decoder itself is compiled once, for the first file.
 * @param mostPixels of anything that is decoded
 * @throws Error for a file that libheif does not take
 */
export async function openHeicFile(bytes: Uint8Array, mostPixels: number): Promise<HeicFile> {
  compiled ??= compile();
  const module = await compiled;
  const heif = await makeLibheif({
    instantiateWasm(imports, done) {
      const instance = new WebAssembly.Instance(module, imports);
      done(instance);
      return instance.exports;
    },
    print: () => {},
    printErr: () => {},
  });
  return readHeader(createCaller(heif), bytes, mostPixels);
}

/** The few ways in which the C functions are called. */
interface Caller {
  readonly heif: Libheif;
  /** Calls what gives an error. */
  call(work: (error: number) => void): void;
  /** Calls what writes a pointer or a number to an address. */
  get(work: (error: number, out: number) => void): number;
  int(address: number): number;
}

function createCaller(heif: Libheif): Caller {
  // A heif_error: code, subcode, message.
  const error = heif._malloc(12);
  const out = heif._malloc(4);
  const int = (address: number) => heif.HEAP32[address >> 2] ?? 0;
  const call = (work: (error: number) => void) => {
    work(error);
    if (int(error) !== 0) throw new Error(`libheif: error ${int(error)}.${int(error + 4)}`);
  };
  return {
    heif,
    call,
    int,
    get(work) {
      call((at) => work(at, out));
      return int(out);
    },
  };
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
    ...(isGrid ? { columns, rows, tileWidth, tileHeight } : { columns: 1, rows: 1, tileWidth: width, tileHeight: height }),
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

function readTile(caller: Caller, image: number): DecodedTile {
  const { heif } = caller;
  const has = (channel: number) => heif._heif_image_has_channel(image, channel) !== 0;
  const kind = has(0) ? (has(1) ? 'ycc' : 'grey') : 'rgb';
  return {
    kind,
    planes: channels[kind].map((channel) => readPlane(caller, image, channel)),
    alpha: has(channels.alpha) ? readPlane(caller, image, channels.alpha) : undefined,
    icc: readIcc(caller, heif._heif_image_get_raw_color_profile_size(image), (error, out) =>
      heif._heif_image_get_raw_color_profile(error, image, out),
    ),
    cicp: readCicp(caller, (error, out) => heif._heif_image_get_nclx_color_profile(error, image, out)),
  };
}

function readPlane({ heif, int }: Caller, image: number, channel: number): Plane {
  const out = heif._malloc(4);
  const start = heif._heif_image_get_plane_readonly2(image, channel, out);
  const width = heif._heif_image_get_width(image, channel);
  const height = heif._heif_image_get_height(image, channel);
  const bits = heif._heif_image_get_bits_per_pixel_range(image, channel);
  if (start === 0 || width <= 0 || height <= 0 || bits <= 0 || bits > 16) throw new Error('libheif: a channel is missing');
  const stride = int(out);
  const samples =
    bits > 8
      ? heif.HEAPU16.subarray(start >> 1, (start + stride * height) >> 1)
      : heif.HEAPU8.subarray(start, start + stride * height);
  return { samples, width, height, stride: bits > 8 ? stride >> 1 : stride, bits };
}

function readIcc(
  { heif, call }: Caller,
  size: number,
  read: (error: number, out: number) => void,
): Buffer | undefined {
  if (size === 0) return undefined;
  const at = heif._malloc(size);
  call((error) => read(error, at));
  return Buffer.from(heif.HEAPU8.slice(at, at + size).buffer);
}

function readCicp({ heif, get, int }: Caller, read: (error: number, out: number) => void): Cicp | undefined {
  try {
    const at = get(read);
    return {
      primaries: int(at + 4),
      transfer: int(at + 8),
      matrix: int(at + 12),
      fullRange: heif.HEAPU8[at + 16] !== 0,
    };
  } catch {
    // It has none: that is an error too.
    return undefined;
  }
}

function readTransformations(
  { heif, int }: Caller,
  context: number,
  item: number,
  size: { readonly width: number; readonly height: number },
): Transformation[] {
  const ids = heif._malloc(4 * TRANSFORMATIONS);
  const count = heif._heif_item_get_transformation_properties(context, item, ids, TRANSFORMATIONS);
  const found: Transformation[] = [];
  let { width, height } = size;
  for (let index = 0; index < count; index++) {
    const property = int(ids + 4 * index);
    const type = heif._heif_item_get_property_type(context, item, property);
    if (type === fourcc('irot')) {
      const counterclockwise = heif._heif_item_get_property_transform_rotation_ccw(context, item, property);
      if (counterclockwise % 180 !== 0) [width, height] = [height, width];
      found.push({ kind: 'turn', counterclockwise });
    } else if (type === fourcc('imir')) {
      const direction = heif._heif_item_get_property_transform_mirror(context, item, property);
      found.push({ kind: 'mirror', axis: direction === 0 ? 'vertical' : 'horizontal' });
    } else if (type === fourcc('clap')) {
      const at = heif._malloc(16);
      const sides = [at, at + 4, at + 8, at + 12] as const;
      heif._heif_item_get_property_transform_crop_borders(context, item, property, width, height, ...sides);
      const [left, top, right, bottom] = [int(at), int(at + 4), int(at + 8), int(at + 12)].map((side) => Math.max(0, side)) as [number, number, number, number];
      width -= left + right;
      height -= top + bottom;
      found.push({ kind: 'crop', left, top, right, bottom });
    }
  }
  return found;
}

function fourcc(name: string): number {
  return Buffer.from(name, 'latin1').readInt32BE();
}
