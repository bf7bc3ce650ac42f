import * as fc from 'fast-check';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { isSound } from '../../../../../src/picture/codecs/decode-picture.ts';
import { readBaseline } from '../../../../../src/picture/codecs/jpeg/baseline.ts';
import { createScans } from '../../../../../src/picture/codecs/jpeg/scans.ts';
import { isWholeJpeg } from '../../../../../src/picture/codecs/jpeg/whole-jpeg.ts';
import { openPicture } from '../../../../../src/picture/codecs/open-picture.ts';
import { fewerOf } from '../../../../support/cases.ts';
import { fixture, flag, inserted, noise, photo, SCAN, withSecrets } from '../../make-pictures.ts';

const withScan = await createScans();
const small = () => photo('marie-curie-small.jpg');
const restarts = fixture('jpeg/restarts.jpg');
/** With nothing in its header but what is needed. */
const bare = await sharp(small()).jpeg().toBuffer();

const without = (file: Buffer, at: number, length: number) =>
  Buffer.concat([file.subarray(0, at), file.subarray(at + length)]);

const restartAt = (file: Buffer, number: number) =>
  file.indexOf(Buffer.from([0xff, 0xd0 + number]), file.indexOf(SCAN));
const changed = (file: Buffer, at: number, value: number) => {
  const other = Buffer.from(file);
  other[at] = value;
  return other;
};

/** Whether the decoder reads all of it without a warning. */
async function isSoundJpeg(file: Buffer): Promise<boolean> {
  try {
    return await isSound(await openPicture(file, 'jpeg'));
  } catch {
    return false;
  }
}

describe('a JPEG is known to be whole without a decoder', () => {
  test.each([
    ['a photo', () => photo('grace-hopper.jpg')],
    ['a large one', () => photo('four-faces.jpg')],
    ['a grey one', small],
    ['with EXIF', () => photo('grace-hopper-exif6.jpg')],
    ['with other metadata', () => withSecrets(flag(40, 30)).jpeg().toBuffer()],
    ['with restart markers', () => restarts],
    ['with half the colours in a row', () => fixture('jpeg/two-by-one.jpg')],
    ['with half the colours in a column', () => fixture('jpeg/one-by-two.jpg')],
    ['with all colours', () => noise(41, 30).jpeg({ chromaSubsampling: '4:4:4' }).toBuffer()],
    ['with standard codes', () => noise(40, 31).jpeg({ optimiseCoding: false }).toBuffer()],
    ['with few codes', () => flag(40, 30).jpeg().toBuffer()],
    ['with many codes', () => noise(200, 100).jpeg({ quality: 100 }).toBuffer()],
    ['of one pixel', () => noise(1, 1).jpeg().toBuffer()],
    ['with something behind its end', () => Buffer.concat([small(), Buffer.from('more')])],
  ])('%s', async (_which, make) => {
    expect(isWholeJpeg(await make(), withScan)).toBe(true);
  });

  test('files one after another in the same memory, also large ones', async () => {
    const large = await noise(2000, 1500).jpeg({ quality: 100 }).toBuffer();
    const files = [small(), large, photo('grace-hopper.jpg'), small(), large.subarray(0, -5000), restarts, small()];
    expect(files.map((file) => isWholeJpeg(file, withScan))).toEqual([true, true, true, true, false, true, true]);
  });
});

test.each([
  ['small', () => photo('grace-hopper.jpg')],
  ['large', () => noise(2000, 1500).jpeg({ quality: 100 }).toBuffer()],
])('nothing of a %s file stays in memory', async (_which, make) => {
  const file = await make();
  const jpeg = readBaseline(file);
  if (!jpeg) throw new Error('not a usual JPEG');
  const part = file.subarray(-100);
  const seen = withScan(file, jpeg, 128, ({ memory }) => ({ memory, wasThere: Buffer.from(memory).includes(part) }));
  expect(seen?.wasThere).toBe(true);
  expect(Buffer.from(seen?.memory ?? new ArrayBuffer(0)).includes(part.subarray(0, 8))).toBe(false);
});

describe('a JPEG is left to the decoder', () => {
  test.each([
    ['that is progressive', () => flag(40, 31).jpeg({ progressive: true }).toBuffer()],
    ['with arithmetic codes', () => fixture('jpeg/arithmetic.jpg')],
    ['with an unusual sampling', () => fixture('jpeg/odd-sampling.jpg')],
    ['with an odd scan', () => fixture('jpeg/odd-scan.jpg')],
    ['for printing', () => flag(40, 30).toColourspace('cmyk').jpeg().toBuffer()],
    ['that is cut off', () => small().subarray(0, -1)],
    ['whose data ends early', () => Buffer.concat([small().subarray(0, -40), Buffer.from([0xff, 0xd9])])],
    ['with more data', () => inserted(small(), small().length - 2, Buffer.from([1, 2]))],
    ['that lacks some of its data', () => without(bare, bare.length - 4000, 10)],
    ['with a marker amid its data', () => inserted(small(), small().length - 4000, Buffer.from([0xff, 0xfe, 0, 2]))],
    ['without a restart marker', () => without(restarts, restartAt(restarts, 2), 2)],
    ['with restart markers in another order', () => changed(restarts, restartAt(restarts, 1) + 1, 0xd0)],
    ['with a restart marker too many', () => inserted(small(), small().length - 4000, Buffer.from([0xff, 0xd0]))],
    ['that is higher than its data', () => changed(bare, bare.indexOf(Buffer.from([0xff, 0xc0])) + 6, 0xff)],
    ['of an unknown revision', () => changed(small(), 11, 9)],
    ['without tables', () => changed(bare, bare.indexOf(Buffer.from([0xff, 0xc4])) + 1, 0xfe)],
    ['with another beginning', () => changed(bare, 0, 0)],
    ['that is empty', () => Buffer.alloc(0)],
  ])('%s', async (_which, make) => {
    expect(isWholeJpeg(await make(), withScan)).toBe(false);
  });
});

test('no damaged JPEG is called whole that the decoder would warn of', async () => {
  const files = [
    restarts,
    fixture('jpeg/two-by-one.jpg'),
    await noise(40, 30).jpeg({ quality: 50 }).toBuffer(),
    await flag(60, 40).jpeg().toBuffer(),
    await sharp(small()).resize(60).jpeg({ optimiseCoding: false }).toBuffer(),
  ];
  const byte = fc.oneof(fc.nat(255), fc.constantFrom(0, 0xd0, 0xd9, 0xff));
  const damaged = fc.constantFrom(...files).chain((file) =>
    fc.oneof(
      fc.array(fc.tuple(fc.nat(file.length - 1), byte), { minLength: 1, maxLength: 3 }).map((changes) => {
        const other = Buffer.from(file);
        for (const [at, value] of changes) other[at] = value;
        return other;
      }),
      fc.nat(file.length).map((end) => file.subarray(0, end)),
      fc
        .tuple(fc.nat(file.length), fc.array(byte, { minLength: 1, maxLength: 4 }))
        .map(([at, bytes]) => inserted(file, at, Buffer.from(bytes))),
      fc.tuple(fc.nat(file.length), fc.integer({ min: 1, max: 64 })).map(([at, length]) => without(file, at, length)),
    ),
  );
  let whole = 0;
  await fc.assert(
    fc.asyncProperty(damaged, async (file) => {
      if (!isWholeJpeg(file, withScan)) return;
      whole += 1;
      expect(await isSoundJpeg(file)).toBe(true);
    }),
    { numRuns: fewerOf(2000) },
  );
  // Otherwise this would say nothing.
  expect(whole).toBeGreaterThan(0);
});
