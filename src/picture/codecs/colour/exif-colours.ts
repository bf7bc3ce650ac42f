import { readTiff } from '../tiff/read-tiff.ts';

const HEADER = 'Exif\0\0';
const EXIF_IFD = 34665;
const INTEROPERABILITY_IFD = 40965;
const INTEROPERABILITY_INDEX = 1;

/**
 * Whether EXIF says that a JPEG is in Adobe RGB. Many cameras say so without embedding a profile. (DCF 2.0, 3.2.2, and
 * Exif 2.32, 4.6.7: the index "R03")
 */
export function isAdobeRgb(exif: Buffer): boolean {
  const body = exif.toString('latin1', 0, HEADER.length) === HEADER ? exif.subarray(HEADER.length) : exif;
  const tiff = readTiff(body);
  const [first] = tiff?.pages ?? [];
  if (!tiff || !first) return false;
  const [camera] = tiff.children(first, EXIF_IFD);
  const [interoperability] = camera ? tiff.children(camera, INTEROPERABILITY_IFD) : [];
  return interoperability?.text(INTEROPERABILITY_INDEX) === 'R03';
}
