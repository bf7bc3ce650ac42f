import { crc32 } from 'node:zlib';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { retagJpeg } from '../../../../src/picture/codecs/retag/retag-jpeg.ts';
import { retagPng } from '../../../../src/picture/codecs/retag/retag-png.ts';
import { flag, inserted, metadataOf, noise, photo, SOURCE_TYPE, withSecrets } from '../make-pictures.ts';

const XMP = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><a xmlns="b" c="${SOURCE_TYPE}"/></x:xmpmeta>`;
const ours = { xmp: XMP, secret: false };
const pixelsOf = async (bytes: Uint8Array) => await sharp(bytes).raw().toBuffer();

const latin1 = (data: string | Buffer) => (typeof data === 'string' ? Buffer.from(data, 'latin1') : data);
const segment = (marker: number, data: string | Buffer): Buffer => {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(data.length + 2, 2);
  return Buffer.concat([head, latin1(data)]);
};
/** Where the first segment of that marker begins. */
const placeOf = (bytes: Buffer, marker: number) => bytes.indexOf(Buffer.from([0xff, marker]));
const chunk = (type: string, data: string | Buffer): Buffer => {
  const body = Buffer.concat([latin1(type), latin1(data)]);
  const [length, checksum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  checksum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, checksum]);
};
/** The same pixels, exactly, and no word but ours. */
async function expectRetagged(original: Buffer, retagged: Buffer | undefined): Promise<void> {
  if (!retagged) throw new Error('it was not retagged');
  expect((await pixelsOf(retagged)).equals(await pixelsOf(original))).toBe(true);
  expect(await metadataOf(retagged)).toEqual(ours);
  const [before, after] = [await sharp(original).metadata(), await sharp(retagged).metadata()];
  expect(after).toMatchObject({ width: before.width, height: before.height, space: before.space });
  expect(after.icc?.length).toBe(before.icc?.length);
}

describe('a JPEG', () => {
  test.each([
    ['an ordinary one', () => flag(200, 100).jpeg()],
    ['a progressive one', () => noise(200, 100).jpeg({ progressive: true })],
    ['one with restarts and less colour', () => noise(200, 100).jpeg({ chromaSubsampling: '4:2:0' })],
    ['a grey one', () => noise(200, 100).greyscale().jpeg()],
    ['one of other colours', () => noise(200, 100).withIccProfile('p3').jpeg()],
    ['one in inks', () => noise(200, 100).toColourspace('cmyk').jpeg()],
    ['a photo', () => sharp(photo('grace-hopper.jpg')).jpeg({ quality: 95 })],
  ])('has the same pixels and says nothing else: %s', async (_which, make) => {
    const plain = await make().toBuffer();
    await expectRetagged(plain, retagJpeg(plain, XMP));
    const telling = await withSecrets(make()).toBuffer();
    expect((await metadataOf(telling)).secret).toBe(true);
    await expectRetagged(telling, retagJpeg(telling, XMP));
  });

  test('that begins as JFIF has it still does', async () => {
    const original = photo('grace-hopper.jpg');
    const retagged = retagJpeg(original, XMP);
    expect(retagged?.toString('latin1', 2, 11)).toBe('\xff\xe0\0\x10JFIF\0');
    await expectRetagged(original, retagged);
  });

  test('is what it was, with ours in the place of what it said', async () => {
    const plain = await noise(200, 100).jpeg().toBuffer();
    const once = retagJpeg(plain, XMP) ?? Buffer.alloc(0);
    expect(once.length - plain.length).toBe(XMP.length + 33);
    expect(retagJpeg(once, XMP)?.equals(once)).toBe(true);
    expect(retagJpeg(inserted(once, placeOf(once, 0xdb), segment(0xfe, 'secret')), XMP)?.equals(once)).toBe(true);
  });

  test('loses comments, thumbnails, text of Photoshop, and what makers add', async () => {
    const plain = await flag(200, 100).jpeg({ progressive: true }).toBuffer();
    const end = placeOf(plain, 0xc2);
    // The JFIF segment is the first; here it has a thumbnail of two pixels.
    const thumbnail = 'JFIF\0\x01\x01\0\0\x01\0\x01\x02\x01secret';
    const later = plain.indexOf(Buffer.from([0xff, 0xda]), placeOf(plain, 0xda) + 2);
    const telling = Buffer.concat([
      plain.subarray(0, 2),
      segment(0xe0, thumbnail),
      segment(0xe0, 'JFXX\0\x10secret'),
      segment(0xe2, 'MPF\0secret'),
      segment(0xed, 'Photoshop 3.0\x008BIM\x04\x04\0\0\0\0\0\x0b\x1c\x02\x78\0\x06secret'),
      segment(0xec, 'Ducky secret'),
      segment(0xe1, 'http://ns.adobe.com/xmp/extension/\0secret'),
      plain.subarray(2, end),
      segment(0xfe, 'secret'),
      plain.subarray(end, later),
      segment(0xfe, 'secret, between two scans'),
      plain.subarray(later),
    ]);
    await expectRetagged(telling, retagJpeg(telling, XMP));
  });

  test('ends where its image ends', async () => {
    const plain = await flag(200, 100).jpeg().toBuffer();
    const retagged = retagJpeg(plain, XMP);
    const another = await withSecrets(flag(99, 99)).jpeg().toBuffer();
    for (const tail of [another, Buffer.from('\0\0\0\x20ftypmp42secret'), Buffer.from([0xff])]) {
      expect(retagJpeg(Buffer.concat([plain, tail]), XMP)?.equals(retagged ?? tail)).toBe(true);
    }
  });

  test('may have what fills up before markers, and keeps what tells its colours', async () => {
    const plain = await noise(64, 64).jpeg().toBuffer();
    const filled = inserted(plain, placeOf(plain, 0xdb), Buffer.from([0xff, 0xff, 0xff]));
    await expectRetagged(filled, retagJpeg(filled, XMP));
    // Without Adobe's segment its red, green and blue would be taken for brightness and colours.
    const adobe = segment(0xee, 'Adobe\0\x64\0\0\0\0\0secret');
    const rgb = inserted(plain, 2, adobe);
    expect((await pixelsOf(rgb)).equals(await pixelsOf(plain))).toBe(false);
    await expectRetagged(rgb, retagJpeg(rgb, XMP));
  });

  test('that is not built as usual is left alone', async () => {
    const plain = await flag(64, 64).jpeg().toBuffer();
    const frame = placeOf(plain, 0xc0);
    const odd = Buffer.from(plain);
    odd[frame + 1] = 0xc9;
    for (const bytes of [
      odd,
      inserted(plain, 2, Buffer.from([0xff, 0x01])),
      inserted(plain, 2, Buffer.from('garbage')),
      inserted(plain, frame, segment(0xf0, 'secret')),
      inserted(plain, frame, Buffer.from([0xff, 0xd8])),
      inserted(plain, frame, Buffer.from([0xff, 0xfe, 0, 1])),
      Buffer.from([0xff, 0xd8, 0xff, 0xd9]),
    ]) {
      expect(retagJpeg(bytes, XMP)).toBeUndefined();
    }
    for (let length = 0; length < plain.length; length += 1) {
      expect(retagJpeg(plain.subarray(0, length), XMP)).toBeUndefined();
    }
  });
});

describe('a PNG', () => {
  test.each([
    ['an ordinary one', () => flag(200, 100).png()],
    ['a transparent one', () => flag(200, 100).ensureAlpha(0.5).png()],
    ['one of few colours', () => flag(200, 100).png({ palette: true })],
    ['a grey one', () => noise(200, 100).greyscale().png()],
    ['one of other colours', () => noise(200, 100).withIccProfile('p3').png()],
    ['an interlaced one of 16 bits', () => noise(200, 100).toColourspace('rgb16').png({ progressive: true })],
  ])('has the same pixels and says nothing else: %s', async (_which, make) => {
    const plain = await make().toBuffer();
    await expectRetagged(plain, retagPng(plain, XMP));
    const telling = await withSecrets(make()).toBuffer();
    expect((await metadataOf(telling)).secret).toBe(true);
    await expectRetagged(telling, retagPng(telling, XMP));
  });

  test('loses texts, times, frames, chunks that nobody knows, and what follows its end', async () => {
    const plain = await flag(200, 100).png().toBuffer();
    const [first, last] = [33, plain.length - 12];
    const telling = Buffer.concat([
      plain.subarray(0, first),
      chunk('tEXt', 'Comment\0secret'),
      chunk('zTXt', 'Comment\0\0secret'),
      chunk('iTXt', 'Comment\0\0\0\0\0secret'),
      chunk('tIME', '\x07\xe8\x01\x01\0\0\0'),
      chunk('eXIf', 'II*\0secret'),
      chunk('acTL', '\0\0\0\x01\0\0\0\0'),
      chunk('prVt', 'secret'),
      plain.subarray(first, last),
      chunk('tEXt', 'Comment\0secret'),
      plain.subarray(last),
      await withSecrets(flag(9, 9)).jpeg().toBuffer(),
    ]);
    const retagged = retagPng(telling, XMP);
    await expectRetagged(plain, retagged);
    expect(retagged?.equals(retagPng(plain, XMP) ?? plain)).toBe(true);
    expect(retagPng(retagged ?? plain, XMP)?.equals(retagged ?? plain)).toBe(true);
  });

  test('that is not built as usual is left alone', async () => {
    const plain = await flag(64, 64).png().toBuffer();
    for (const bytes of [
      inserted(plain, 8, chunk('tEXt', 'Comment\0secret')),
      inserted(plain, 33, chunk('IHDR', plain.subarray(16, 29))),
      inserted(plain, 33, chunk('CgBI', 'abcd')),
      inserted(plain, 33, Buffer.from('\xff\xff\xff\xfftEXt', 'latin1')),
    ]) {
      expect(retagPng(bytes, XMP)).toBeUndefined();
    }
    for (let length = 0; length < plain.length; length += 1) {
      expect(retagPng(plain.subarray(0, length), XMP)).toBeUndefined();
    }
  });
});
