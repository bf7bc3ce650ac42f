import sharp from 'sharp';
import { expect, test } from 'vitest';
import { readPlainJpeg } from '../../../../../src/picture/codecs/jpeg/plain-jpeg.ts';
import { flag, inserted, photo, withSecrets } from '../../make-pictures.ts';

const FRAME = Buffer.from([0xff, 0xc0]);

/** What sharp says of the same file, in the same words; nothing if sharp can't read it. */
async function bySharp(bytes: Buffer) {
  const metadata = await sharp(bytes, { failOn: 'error' })
    .metadata()
    .catch(() => undefined);
  if (!metadata) return undefined;
  const { width, height, chromaSubsampling, orientation = 1, icc, space, depth } = metadata;
  const isPlain = orientation === 1 && !icc && (space === 'srgb' || space === 'b-w') && depth === 'uchar';
  return { isPlain, header: { width, height, chromaSubsampling } };
}

test.each([
  ['a photo', () => photo('grace-hopper.jpg')],
  ['another one', () => photo('four-faces.jpg')],
  ['a grey one', () => flag(40, 30).greyscale().jpeg().toBuffer()],
  ['one with colours of full resolution', () => flag(41, 30).jpeg({ chromaSubsampling: '4:4:4' }).toBuffer()],
  ['a progressive one', () => flag(40, 31).jpeg({ progressive: true }).toBuffer()],
  ['one of another encoder', () => flag(40, 30).jpeg({ mozjpeg: true }).toBuffer()],
  ['one with XMP', () => flag(40, 30).withXmp('<x/>').jpeg().toBuffer()],
])('%s is read as sharp reads it', async (_name, make) => {
  const bytes = await make();
  const plain = readPlainJpeg(bytes);
  expect(plain).toEqual((await bySharp(bytes))?.header);
});

test.each([
  ['a turned photo', () => photo('grace-hopper-exif6.jpg')],
  ['one with EXIF', () => withSecrets(flag(40, 30)).jpeg().toBuffer()],
  ['one with a profile', () => flag(40, 30).withIccProfile('p3').jpeg().toBuffer()],
  ['one for printing', () => flag(40, 30).toColourspace('cmyk').jpeg().toBuffer()],
  ['one with bytes between segments', () => inserted(photo('grace-hopper.jpg'), 2, Buffer.from([0]))],
  ['one with two frames', () => doubled(photo('grace-hopper.jpg'))],
  ['one that ends in its header', () => photo('grace-hopper.jpg').subarray(0, 400)],
  ['an empty file', () => Buffer.alloc(0)],
])('%s is left to sharp', async (_name, make) => {
  expect(readPlainJpeg(await make())).toBeUndefined();
});

test('whatever any byte of the header is, it is read as sharp reads it, or left to sharp', async () => {
  const whole = photo('grace-hopper.jpg');
  const header = whole.indexOf(Buffer.from([0xff, 0xda]));
  const read = [];
  const known = [];
  for (let at = 2; at < header; at += 1) {
    for (const value of [0, 1, 0xc2, 0xff]) {
      const spoilt = Buffer.from(whole);
      spoilt[at] = value;
      const plain = readPlainJpeg(spoilt);
      const same = plain && (await bySharp(spoilt));
      // One that neither of them can read is refused when it is decoded.
      if (!same) continue;
      read.push({ at, value, isPlain: true, header: plain });
      known.push({ at, value, ...same });
    }
  }
  expect(read).toEqual(known);
  expect(read.length).toBeGreaterThan(100);
});

/** The file with its frame twice. */
function doubled(bytes: Buffer): Buffer {
  const at = bytes.indexOf(FRAME);
  return inserted(bytes, at, bytes.subarray(at, at + 2 + bytes.readUInt16BE(at + 2)));
}
