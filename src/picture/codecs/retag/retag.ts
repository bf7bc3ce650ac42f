import type { PictureFormat } from '../identify-picture.ts';
import { originXmp } from '../origin-xmp.ts';
import { retagJpeg } from './retag-jpeg.ts';
import { retagPng } from './retag-png.ts';

/**
 * The same image data with metadata that say where the picture is from, and nothing that they said before. Always the
 * same for the same bytes; it looks at the structure of the file alone and decodes nothing.
 * @returns nothing for other formats, and for a file whose structure is not the usual one
 */
export function retag(bytes: Uint8Array, format: PictureFormat): Buffer | undefined {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (format === 'jpeg') return retagJpeg(file, originXmp);
  return format === 'png' ? retagPng(file, originXmp) : undefined;
}
