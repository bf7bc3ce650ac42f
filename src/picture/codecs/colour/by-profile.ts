import sharp from 'sharp';
import type { Pixels } from '../pixels.ts';

const SHORT = 3;
const LONG = 4;
const UNDEFINED = 7;

/**
 * Gives pixels of grey or RGB, with or without alpha, the numbers that mean the same colours in sRGB by their ICC
 * profile. A profile that does not fit them, or is broken, changes nothing.
 */
export async function convertByProfile(pixels: Pixels, icc: Uint8Array): Promise<Pixels> {
  const pipeline = sharp(profiledTiff(pixels, icc), { limitInputPixels: false, failOn: 'none' });
  return await pipeline.toColourspace('srgb').raw().toBuffer({ resolveWithObject: true });
}

/** An uncompressed TIFF of the pixels: what a profile can be given to sharp with. (TIFF 6.0; ICC.1, annex B.4) */
function profiledTiff({ data, info: { width, height, channels } }: Pixels, icc: Uint8Array): Buffer {
  const grey = channels < 3;
  const alpha = channels === 2 || channels === 4;
  const entries = 10 + (alpha ? 1 : 0);
  const profileAt = 8 + 2 + entries * 12 + 4 + 8;
  const pixelsAt = profileAt + icc.byteLength + (icc.byteLength % 2);
  const head = Buffer.alloc(pixelsAt);
  head.write('II*\0', 'latin1');
  head.writeUInt32LE(8, 4);
  head.writeUInt16LE(entries, 8);
  let at = 10;
  const entry = (tag: number, type: number, count: number, value: number) => {
    head.writeUInt16LE(tag, at);
    head.writeUInt16LE(type, at + 2);
    head.writeUInt32LE(count, at + 4);
    head.writeUInt32LE(value, at + 8);
    at += 12;
  };
  const bitsAt = profileAt - 8;
  entry(256, LONG, 1, width);
  entry(257, LONG, 1, height);
  // Up to two values of two bytes stand in the entry itself.
  entry(258, SHORT, channels, channels === 1 ? 8 : channels === 2 ? 0x0008_0008 : bitsAt);
  entry(259, SHORT, 1, 1);
  entry(262, SHORT, 1, grey ? 1 : 2);
  entry(273, LONG, 1, pixelsAt);
  entry(277, SHORT, 1, channels);
  entry(278, LONG, 1, height);
  entry(279, LONG, 1, data.length);
  if (alpha) entry(338, SHORT, 1, 2);
  entry(34675, UNDEFINED, icc.byteLength, profileAt);
  for (let channel = 0; channel < 4; channel += 1) head.writeUInt16LE(8, bitsAt + channel * 2);
  head.set(icc, profileAt);
  return Buffer.concat([head, data]);
}
