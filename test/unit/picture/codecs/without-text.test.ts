import { crc32, deflateSync } from 'node:zlib';
import * as fc from 'fast-check';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { withoutText } from '../../../../src/picture/codecs/without-text.ts';
import { openPicture } from '../../../../src/picture/codecs/open-picture.ts';
import { fewerOf } from '../../../support/cases.ts';

const picture = () => sharp({ create: { width: 40, height: 30, channels: 3, background: '#a31' } });
const pixels = async (bytes: Uint8Array) => await sharp(bytes).raw().toBuffer();

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const ends = Buffer.alloc(8);
  ends.writeUInt32BE(data.length, 0);
  ends.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)]);
}

/** Puts chunks behind the header of a PNG. */
async function pngWith(...chunks: Buffer[]): Promise<Buffer> {
  const bytes = await picture().png().toBuffer();
  const header = 8 + 25;
  return Buffer.concat([bytes.subarray(0, header), ...chunks, bytes.subarray(header)]);
}

const inflating = (bytes: number) => deflateSync(Buffer.alloc(bytes), { level: 1 });
const text = (data: Buffer) => Buffer.concat([Buffer.from('Comment\0\0'), data]);

describe('a PNG', () => {
  const plain = picture().png().toBuffer();

  test.each(['zTXt', 'tEXt', 'iTXt', 'tIME', 'quIt'])('%s is dropped, and the pixels stay', async (type) => {
    const bytes = await pngWith(chunk(type, text(inflating(1_000_000))), chunk(type, text(Buffer.from('x'))));
    const slim = withoutText(bytes, 'png');
    expect(slim.includes(type)).toBe(false);
    expect(await pixels(slim)).toEqual(await pixels(await plain));
  });

  test('a profile is kept, and one that inflates without end is dropped', async () => {
    const withProfile = await picture().withIccProfile('p3').png().toBuffer();
    expect(withoutText(withProfile, 'png').includes('iCCP')).toBe(true);
    const bomb = await pngWith(chunk('iCCP', text(inflating(50_000_000))));
    expect(withoutText(bomb, 'png').includes('iCCP')).toBe(false);
  });

  test('an orientation is kept, and EXIF of a megabyte is dropped', async () => {
    const turned = await picture().withMetadata({ orientation: 6 }).png().toBuffer();
    expect((await sharp(withoutText(turned, 'png')).metadata()).orientation).toBe(6);
    const heavy = await pngWith(chunk('eXIf', Buffer.alloc(1_000_000)));
    expect(withoutText(heavy, 'png').includes('eXIf')).toBe(false);
  });
});

describe('a WebP', () => {
  test('XMP is dropped, the orientation and profile are kept, and it can be opened', async () => {
    const xmp = `<x:xmpmeta xmlns:x="adobe:ns:meta/">${' '.repeat(5000)}</x:xmpmeta>`;
    const bytes = await picture().withMetadata({ orientation: 6 }).withIccProfile('p3').withXmp(xmp).webp().toBuffer();
    const slim = withoutText(bytes, 'webp');
    expect(slim.length).toBeLessThan(bytes.length - 5000);
    expect(slim.readUInt32LE(4)).toBe(slim.length - 8);
    const { orientation, hasProfile } = await sharp(slim).metadata();
    expect([orientation, hasProfile]).toEqual([6, true]);
    const [stored, opened] = [await sharp(bytes).metadata(), await openPicture(slim, 'webp')];
    expect([opened.width, opened.height]).toEqual([stored.height, stored.width]);
    expect(await pixels(slim)).toEqual(await pixels(bytes));
  });
});

test('without text, the bytes are the same', async () => {
  for (const [format, bytes] of [
    ['png', await picture().png().toBuffer()],
    ['webp', await picture().webp().toBuffer()],
    ['jpeg', await picture().jpeg().toBuffer()],
  ] as const) {
    expect(withoutText(bytes, format).equals(bytes)).toBe(true);
  }
});

test('any bytes are shortened at most', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), fc.constantFrom('png', 'webp'), (bytes, format) => {
      expect(withoutText(Buffer.from(bytes), format).length).toBeLessThanOrEqual(bytes.length);
    }),
    { numRuns: fewerOf(2000) },
  );
});
