import type { Metadata } from 'sharp';

/** The tag of the pointer to the GPS data (Exif 2.32, 4.6.3). */
const GPS_POINTER = 0x8825;

/** Whether a picture's metadata say where it was taken. Metadata that cannot be read count as if they did. */
export function tellsPlace({ exif, xmp }: Pick<Metadata, 'exif' | 'xmp'>): boolean {
  if (xmp?.includes('GPSLatitude')) return true;
  if (!exif) return false;
  try {
    return hasGpsPointer(exif);
  } catch {
    return true;
  }
}

function hasGpsPointer(exif: Buffer): boolean {
  const tiff = exif.subarray(exif.toString('latin1', 0, 6) === 'Exif\0\0' ? 6 : 0);
  const little = tiff.toString('latin1', 0, 2) === 'II';
  const read16 = (at: number) => (little ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at));
  const directory = little ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4);
  const entries = read16(directory);
  for (let entry = 0; entry < entries; entry++) {
    if (read16(directory + 2 + entry * 12) === GPS_POINTER) return true;
  }
  return false;
}
