import { crc32 } from 'node:zlib';

const SIGNATURE = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
/** Bytes of a chunk beside its data: length, type and checksum. */
const AROUND = 12;

/** The image itself, and what tells how to show it. */
const kept = new Set(['IHDR', 'PLTE', 'IDAT', 'tRNS', 'gAMA', 'cHRM', 'sRGB', 'iCCP', 'cICP', 'sBIT', 'bKGD', 'pHYs']);

/**
 * Gives a PNG that has the same image data and says nothing of itself but `xmp`: without texts, EXIF, times, other
 * frames, and whatever follows its end.
 * (PNG third edition, chapters 5 and 11; XMP part 3, "PNG")
 * @returns nothing for a file whose structure is not the usual one
 */
export function retagPng(bytes: Buffer, xmp: string): Buffer | undefined {
  if (!bytes.subarray(0, SIGNATURE.length).equals(SIGNATURE)) return undefined;
  const parts: Buffer[] = [SIGNATURE];

  for (let at = SIGNATURE.length; at + AROUND <= bytes.length;) {
    const end = at + AROUND + bytes.readUInt32BE(at);
    if (end > bytes.length) return undefined;
    const type = bytes.toString('latin1', at + 4, at + 8);
    if ((type === 'IHDR') !== (parts.length === 1)) return undefined;
    if (type === 'IEND') return Buffer.concat([...parts, chunk('IEND', Buffer.alloc(0))]);
    if (kept.has(type)) parts.push(bytes.subarray(at, end));
    // Without an ancillary chunk the image is the same; these begin with a small letter.
    else if (!/^[a-z]/.test(type)) return undefined;
    if (type === 'IHDR') parts.push(xmpChunk(xmp));
    at = end;
  }
  return undefined;
}

/** Not compressed, of no language, without a translated keyword. */
function xmpChunk(xmp: string): Buffer {
  return chunk('iTXt', Buffer.concat([Buffer.from('XML:com.adobe.xmp\0\0\0\0\0', 'latin1'), Buffer.from(xmp)]));
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  const checksum = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  checksum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, checksum]);
}
