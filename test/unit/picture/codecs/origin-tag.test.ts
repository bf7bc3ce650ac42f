import * as fc from 'fast-check';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { originTag, TAG_ROOM, taggedBytes } from '../../../../src/picture/codecs/origin/origin-tag.ts';
import { chunk, flag, inserted, metadataOf, noise, photo, SOURCE_TYPE, withSecrets } from '../make-pictures.ts';
import { fewerOf } from '../../../support/cases.ts';

const segment = (marker: number, text: string): Buffer => {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(text.length + 2, 2);
  return Buffer.concat([head, Buffer.from(text, 'latin1')]);
};
const jpeg = await flag(64, 64).jpeg().toBuffer();
const jfif = inserted(jpeg, 2, segment(0xe0, 'JFIF\0\x01\x01\0\0\x01\0\x01\0\0'));
const progressive = await noise(64, 64).jpeg({ progressive: true }).toBuffer();
const png = await flag(64, 64).png().toBuffer();
const telling = {
  jpeg: await withSecrets(flag(64, 64)).jpeg().toBuffer(),
  png: await withSecrets(flag(64, 64)).png().toBuffer(),
};
const profiled = {
  jpeg: await flag(64, 64).withIccProfile('p3').jpeg().toBuffer(),
  png: await flag(64, 64).withIccProfile('p3').png().toBuffer(),
};
/** Behind the first chunk. */
const IN_PNG = 33;
const scansOf = (bytes: Buffer) => bytes.indexOf(Buffer.from([0xff, 0xda]));

const tagged = (bytes: Buffer) => {
  const tag = originTag(bytes, bytes[0] === 0x89 ? 'png' : 'jpeg');
  return tag && Buffer.from(taggedBytes(bytes, { tag }));
};

describe('a picture that says nothing of itself gets a tag, and shows the same', () => {
  test.each([
    ['a JPEG', () => flag(200, 100).jpeg()],
    ['a progressive JPEG', () => noise(200, 100).jpeg({ progressive: true })],
    ['a JPEG with less colour', () => noise(200, 100).jpeg({ chromaSubsampling: '4:2:0' })],
    ['a grey JPEG', () => noise(200, 100).greyscale().jpeg()],
    ['a JPEG in inks', () => noise(200, 100).toColourspace('cmyk').jpeg()],
    ['a PNG', () => flag(200, 100).png()],
    ['a transparent PNG', () => flag(200, 100).ensureAlpha(0.5).png()],
    ['a PNG of few colours', () => flag(200, 100).png({ palette: true })],
    ['an interlaced PNG of 16 bits', () => noise(200, 100).toColourspace('rgb16').png({ progressive: true })],
  ])('%s', async (_which, make) => {
    const plain = await make().toBuffer();
    const made = tagged(plain);
    if (!made) throw new Error('It got no tag');
    expect((await sharp(made).raw().toBuffer()).equals(await sharp(plain).raw().toBuffer())).toBe(true);
    expect(await metadataOf(made)).toMatchObject({ xmp: expect.stringContaining(SOURCE_TYPE) as string });
  });

  test('also a JPEG with a JFIF segment, which stays the first, and with one of Adobe', async () => {
    expect(tagged(jfif)?.subarray(0, 20)).toEqual(jfif.subarray(0, 20));
    expect((await metadataOf(tagged(jfif) ?? jfif)).xmp).toContain(SOURCE_TYPE);
    const adobe = inserted(jpeg, 2, segment(0xee, 'Adobe\0\x64\0\0\0\0\0'));
    expect((await metadataOf(tagged(adobe) ?? adobe)).xmp).toContain(SOURCE_TYPE);
  });
});

test('a file with room before it gets the same tag in its own memory', () => {
  for (const file of [jpeg, jfif, png]) {
    const memory = Buffer.concat([Buffer.alloc(TAG_ROOM), file]);
    const tag = originTag(file, file === png ? 'png' : 'jpeg');
    if (!tag) throw new Error('It got no tag');
    const made = taggedBytes(memory.subarray(TAG_ROOM), { tag }, true);
    expect(Buffer.from(made)).toEqual(tagged(file));
    expect(made.buffer).toBe(memory.buffer);
    // As a picture process might say that was taken over.
    const tooLong = { tag: { at: 0, bytes: new Uint8Array(TAG_ROOM + 1) } };
    expect(taggedBytes(memory.subarray(TAG_ROOM), tooLong, true).buffer).not.toBe(memory.buffer);
  }
});

describe('nothing is put into', () => {
  test.each([
    ['a JPEG with EXIF and XMP', telling.jpeg],
    ['a JPEG with a colour profile', profiled.jpeg],
    ['a photo with a comment', photo('grace-hopper.jpg')],
    ['a JPEG with a comment', inserted(jpeg, 2, segment(0xfe, 'secret'))],
    ['a JPEG with a comment between scans', inserted(progressive, scansOf(progressive), segment(0xfe, 'secret'))],
    ['a JPEG with a thumbnail', inserted(jpeg, 2, segment(0xe0, 'JFIF\0\x01\x01\0\0\x01\0\x01\x01\x01rgb'))],
    ['a JPEG with two JFIF segments', inserted(jfif, 20, segment(0xe0, 'JFIF\0secret!!!'))],
    ['a JPEG with text behind what Adobe says', inserted(jpeg, 2, segment(0xee, 'Adobe\0\x64\0\0\0\0\0secret'))],
    ['a JPEG with text of Photoshop', inserted(jpeg, 2, segment(0xed, 'Photoshop 3.0\0secret'))],
    ['a JPEG with something behind its end', Buffer.concat([jpeg, Buffer.from('secret')])],
    ['a JPEG in another coding', inserted(jpeg, 2, segment(0xc9, 'secret'))],
    ['a JPEG with garbage between segments', inserted(jpeg, 2, Buffer.from('secret'))],
    ['a PNG with EXIF and XMP', telling.png],
    ['a PNG with a colour profile', profiled.png],
    ['a PNG with text', inserted(png, IN_PNG, chunk('tEXt', Buffer.from('Comment\0secret')))],
    ['a PNG with a time', inserted(png, IN_PNG, chunk('tIME', Buffer.alloc(7)))],
    ['a PNG that moves', inserted(png, IN_PNG, chunk('acTL', Buffer.alloc(8)))],
    ['a PNG with a chunk that nobody knows', inserted(png, IN_PNG, chunk('prVt', Buffer.from('secret')))],
    ['a PNG that begins with something else', inserted(png, 8, chunk('gAMA', Buffer.alloc(4)))],
    ['a PNG with something behind its end', Buffer.concat([png, Buffer.from('secret')])],
  ])('%s', (_which, bytes) => {
    expect(tagged(bytes)).toBeUndefined();
  });

  test('a WebP', async () => {
    expect(originTag(await flag(64, 64).webp().toBuffer(), 'webp')).toBeUndefined();
  });

  test('a file that is cut off anywhere, or has a tag already', () => {
    for (const whole of [jpeg, progressive, png]) {
      for (let length = 0; length < whole.length; length += 1)
        expect(tagged(whole.subarray(0, length))).toBeUndefined();
      expect(tagged(tagged(whole) ?? whole)).toBeUndefined();
    }
  });

  test('a file of random bytes, without running into its end', () => {
    const starts = [jpeg.subarray(0, 2), jpeg.subarray(0, 40), png.subarray(0, 8), png.subarray(0, IN_PNG)];
    const files = fc
      .tuple(fc.constantFrom(...starts), fc.uint8Array({ maxLength: 300 }))
      .map(([start, rest]) => Buffer.concat([start, rest]));
    fc.assert(
      fc.property(files, (bytes) => tagged(bytes) === undefined),
      { numRuns: fewerOf(2000), seed: 7 },
    );
    expect(tagged(Buffer.concat([jpeg.subarray(0, 2), Buffer.alloc(2_000_000, 0xff)]))).toBeUndefined();
  });
});
