import type { Caller } from './libheif.ts';

/** The colour space by the codes of ITU-T H.273. */
export interface Cicp {
  readonly primaries: number;
  readonly transfer: number;
  readonly matrix: number;
  readonly fullRange: boolean;
}

/** One channel of a decoded picture, as a view of the decoder's memory. */
export interface Plane {
  readonly samples: Uint8Array | Uint16Array;
  readonly width: number;
  readonly height: number;
  /** Samples from the start of one row to the start of the next. */
  readonly stride: number;
  readonly bits: number;
}

/** A picture, or one tile of it, as stored. */
export interface DecodedTile {
  readonly kind: 'ycc' | 'grey' | 'rgb';
  /** One per channel. */
  readonly planes: readonly Plane[];
  readonly alpha: Plane | undefined;
  readonly cicp: Cicp | undefined;
  readonly icc: Buffer | undefined;
}

// From heif_image.h.
const channels = { ycc: [0, 1, 2], grey: [0], rgb: [3, 4, 5], alpha: 6 };

/** Reads an image that libheif has decoded, without copying the samples. */
export function readTile(caller: Caller, image: number): DecodedTile {
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
  if (start === 0 || width <= 0 || height <= 0 || bits <= 0 || bits > 16)
    throw new Error('libheif: a channel is missing');
  const stride = int(out);
  const samples =
    bits > 8
      ? heif.HEAPU16.subarray(start >> 1, (start + stride * height) >> 1)
      : heif.HEAPU8.subarray(start, start + stride * height);
  return { samples, width, height, stride: bits > 8 ? stride >> 1 : stride, bits };
}

function readIcc({ heif, call }: Caller, size: number, read: (error: number, out: number) => void): Buffer | undefined {
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
    // A missing `nclx` is reported as an error too.
    return undefined;
  }
}
