import { deflateSync, inflateSync } from 'node:zlib';
import * as fc from 'fast-check';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { isSound } from '../../../../src/picture/codecs/decode-picture.ts';
import { openPicture } from '../../../../src/picture/codecs/open-picture.ts';
import { isWholePng } from '../../../../src/picture/codecs/check/whole-png.ts';
import { fewerOf } from '../../../support/cases.ts';
import { chunk, flag, noise, photo } from '../make-pictures.ts';

const SIGNATURE_AND_HEADER = 33;
const END = chunk('IEND', Buffer.alloc(0));

/** The parts of a PNG, to be changed and put together again with right checksums. */
async function partsOf(file: Buffer) {
  const { width, height, channels } = await sharp(file).metadata();
  const pieces: Buffer[] = [];
  for (let at = SIGNATURE_AND_HEADER; at < file.length; at += 12 + file.readUInt32BE(at)) {
    if (file.toString('latin1', at + 4, at + 8) !== 'IDAT') continue;
    pieces.push(file.subarray(at + 8, at + 8 + file.readUInt32BE(at)));
  }
  const pixels = inflateSync(Buffer.concat(pieces));
  return { head: file.subarray(0, SIGNATURE_AND_HEADER), pixels, row: 1 + width * channels, height };
}

const assembled = (head: Buffer, ...data: readonly Buffer[]) =>
  Buffer.concat([head, ...data.map((each) => chunk('IDAT', each)), END]);

const { head, pixels, row, height } = await partsOf(await noise(40, 30).png().toBuffer());
/** With the largest window: libpng writes a smaller one where the picture is small. */
const data = deflateSync(pixels);
const picture = assembled(head, data);

async function isSoundPng(file: Buffer): Promise<boolean> {
  try {
    const opened = await openPicture(file, 'png');
    return opened.plain && (await isSound(opened));
  } catch {
    return false;
  }
}

describe('a PNG is known to be whole without a decoder', () => {
  test.each([
    ['in colour', () => flag(200, 100).png()],
    ['of a photo', () => sharp(photo('grace-hopper.jpg')).png()],
    ['with filtered rows', () => noise(200, 100).png({ adaptiveFiltering: true })],
    ['in grey', () => noise(200, 100).greyscale().png()],
    ['with transparency', () => flag(200, 100).ensureAlpha(0.5).png()],
  ])('%s', async (_which, make) => {
    expect(isWholePng(await make().toBuffer())).toBe(true);
  });

  test('in one piece or in many', () => {
    expect(isWholePng(assembled(head, data))).toBe(true);
    expect(isWholePng(assembled(head, data.subarray(0, 9), data.subarray(9, 10), data.subarray(10)))).toBe(true);
  });
});

describe('a PNG is left to the decoder', () => {
  const changed = (at: number, value: number) => {
    const other = Buffer.from(pixels);
    other[at] = value;
    return other;
  };
  test.each([
    ['that is cut off', picture.subarray(0, -20)],
    ['with a wrong checksum', Buffer.concat([picture.subarray(0, -1), Buffer.from([0])])],
    ['with something behind its end', Buffer.concat([picture, Buffer.from('more')])],
    ['without pixels', assembled(head)],
    ['whose data ends early', assembled(head, data.subarray(0, -40))],
    ['whose data has no checksum', assembled(head, data.subarray(0, -4))],
    ['whose data is longer', assembled(head, data, Buffer.from('more'))],
    ['with a row too few', assembled(head, deflateSync(pixels.subarray(row)))],
    ['with a row too many', assembled(head, deflateSync(Buffer.concat([pixels, pixels.subarray(0, row)])))],
    ['with a filter that there is not', assembled(head, deflateSync(changed(row * (height - 1), 5)))],
    ['with a small window', assembled(head, deflateSync(pixels, { windowBits: 9 }))],
    ['with a chunk amid its data', Buffer.concat([head, chunk('IDAT', data), chunk('tEXt', Buffer.from('a\0b')), END])],
  ])('%s', (_which, file) => {
    expect(isWholePng(file)).toBe(false);
  });

  test.each([
    ['interlaced', () => noise(40, 30).png({ progressive: true })],
    ['of 16 bits', () => noise(40, 30).toColourspace('rgb16').png()],
    ['with a palette', () => flag(40, 30).png({ palette: true })],
  ])('%s', async (_which, make) => {
    expect(isWholePng(await make().toBuffer())).toBe(false);
  });
});

test('no damaged PNG is called whole that the decoder would warn of', async () => {
  const damaged = fc.oneof(
    fc.tuple(fc.nat(picture.length - 1), fc.integer({ min: 1, max: 255 })).map(([at, change]) => {
      const file = Buffer.from(picture);
      file[at] = (file[at] ?? 0) ^ change;
      return file;
    }),
    fc.nat(picture.length).map((end) => picture.subarray(0, end)),
    fc.tuple(fc.nat(data.length - 1), fc.integer({ min: 1, max: 255 })).map(([at, change]) => {
      const other = Buffer.from(data);
      other[at] = (other[at] ?? 0) ^ change;
      return assembled(head, other);
    }),
    fc.nat(data.length).map((end) => assembled(head, data.subarray(0, end))),
    fc.tuple(fc.nat(height - 1), fc.nat(255)).map(([at, filter]) => {
      const other = Buffer.from(pixels);
      other[at * row] = filter;
      return assembled(head, deflateSync(other));
    }),
  );
  await fc.assert(
    fc.asyncProperty(damaged, async (file) => {
      expect(!isWholePng(file) || (await isSoundPng(file))).toBe(true);
    }),
    { numRuns: fewerOf(1000) },
  );
});
