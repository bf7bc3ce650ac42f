import { ExplainedError } from '../../i18n/explained-error.ts';
import type { Pixels } from './pixels.ts';

/** Bytes of the file header, and the minimum for the info header behind it. */
const FILE_HEADER = 14;
const INFO_HEADER = 40;
const PALETTE_COLOUR = 4;
/** Values of `biCompression`: uncompressed, and uncompressed with colour masks. */
const PLAIN = 0;
const MASKS = 3;

/**
 * Decodes an uncompressed BMP of 8, 24 or 32 bits per pixel to opaque RGB. sharp's builds don't read BMP, but browsers
 * do. Missing rows are black. (Microsoft, "Bitmap Storage" and BITMAPINFOHEADER)
 * @throws ExplainedError `picture_too_many_pixels`, before anything is decoded; `picture_damaged`, for missing rows
 *   only if all are wanted
 */
export function decodeBmp(bytes: Buffer, mostPixels: number, wanted: 'all rows' | 'any rows'): Pixels {
  if (bytes.length < FILE_HEADER + INFO_HEADER) throw new ExplainedError('picture_damaged');
  const start = bytes.readUInt32LE(10);
  const headerSize = bytes.readUInt32LE(FILE_HEADER);
  const width = bytes.readInt32LE(18);
  const signedHeight = bytes.readInt32LE(22);
  const bits = bytes.readUInt16LE(28);
  const compression = bytes.readUInt32LE(30);
  const height = Math.abs(signedHeight);
  const known = compression === PLAIN ? [8, 24, 32].includes(bits) : compression === MASKS && bits === 32;
  if (headerSize < INFO_HEADER || width <= 0 || height === 0 || !known) throw new ExplainedError('picture_damaged');
  if (width * height > mostPixels) throw new ExplainedError('picture_too_many_pixels');
  const stride = Math.ceil((width * bits) / 32) * 4;
  const rows = Math.min(height, Math.floor((bytes.length - start) / stride));
  if (rows <= 0 || (rows < height && wanted === 'all rows')) throw new ExplainedError('picture_damaged');

  const colourAt = (at: number): number =>
    bits === 8 ? FILE_HEADER + headerSize + (bytes[at] ?? 0) * PALETTE_COLOUR : at;
  const data = Buffer.alloc(width * height * 3);
  for (let row = 0; row < rows; row += 1) {
    // Rows are stored from bottom to top, unless the height is negative.
    const y = signedHeight < 0 ? row : height - 1 - row;
    for (let x = 0; x < width; x += 1) {
      const from = colourAt(start + row * stride + x * (bits / 8));
      const to = (y * width + x) * 3;
      data[to] = bytes[from + 2] ?? 0;
      data[to + 1] = bytes[from + 1] ?? 0;
      data[to + 2] = bytes[from] ?? 0;
    }
  }
  return { data, info: { width, height, channels: 3 } };
}
