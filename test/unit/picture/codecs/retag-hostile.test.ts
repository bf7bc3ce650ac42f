import * as fc from 'fast-check';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { ExplainedError } from '../../../../src/i18n/explained-error.ts';
import { finishPicture } from '../../../../src/picture/codecs/finish-picture.ts';
import { retagJpeg } from '../../../../src/picture/codecs/retag/retag-jpeg.ts';
import { retagPng } from '../../../../src/picture/codecs/retag/retag-png.ts';
import { flag, inserted, metadataOf, photo, SOURCE_TYPE, withSecrets } from '../make-pictures.ts';

// Files that somebody made to break the reader of their structure, or that were broken on their way.

const XMP = `<a xmlns="b" c="${SOURCE_TYPE}"/>`;
const pictures = await Promise.all([
  withSecrets(flag(64, 64)).jpeg().toBuffer(),
  withSecrets(sharp(photo('grace-hopper.jpg')).resize(64))
    .jpeg({ progressive: true })
    .toBuffer(),
  withSecrets(flag(64, 64)).png().toBuffer(),
]);
/** What tells the format, without which nothing is tried. */
const BEGINNING = 8;

/** A picture that is cut, or damaged, or has something put into it; most of its structure is near the beginning. */
const hostile = fc
  .tuple(
    fc.constantFrom(...pictures),
    fc.oneof(
      fc.nat().map((cut) => (bytes: Buffer) => bytes.subarray(0, BEGINNING + (cut % (bytes.length - BEGINNING)))),
      fc.tuple(fc.nat(900), fc.nat(255)).map(([at, value]) => (bytes: Buffer) => {
        const damaged = Buffer.from(bytes);
        damaged[BEGINNING + at] = value;
        return damaged;
      }),
      fc.tuple(fc.nat(), fc.uint8Array({ maxLength: 40 })).map(
        ([at, part]) =>
          (bytes: Buffer) =>
            inserted(bytes, BEGINNING + (at % (bytes.length - BEGINNING)), Buffer.from(part)),
      ),
    ),
  )
  .map(([picture, harm]) => harm(picture));

const decodes = (bytes: Uint8Array) =>
  sharp(bytes)
    .raw()
    .toBuffer()
    .then(Boolean, () => false);

/** Nothing comes of it, or a file that stays as it is from then on. */
function isRetaggedOnce(bytes: Buffer): boolean {
  return [retagJpeg, retagPng].every((retag) => {
    const once = retag(bytes, XMP);
    if (!once) return true;
    const again = retag(once, XMP);
    return again?.equals(once) === true && once.length <= bytes.length + XMP.length + 40;
  });
}

/** What comes of it, or the error, if that is one that people get a sentence for. */
async function outcomeOf(bytes: Buffer): Promise<'no picture' | 'a result' | 'wrong'> {
  const format = bytes[0] === 0x89 ? 'png' : 'jpeg';
  try {
    const { bytes: made } = await finishPicture({ bytes, format, maxBytes: 1e6, mark: false });
    const { xmp, secret, exif } = await metadataOf(made);
    return xmp?.includes(SOURCE_TYPE) && !secret && !exif && (await decodes(made)) ? 'a result' : 'wrong';
  } catch (error) {
    return error instanceof ExplainedError && !(await decodes(bytes)) ? 'no picture' : 'wrong';
  }
}

test('a file is retagged to one that stays as it is, or not at all', () => {
  const everything = fc.oneof(hostile, fc.uint8Array({ maxLength: 200 }).map(Buffer.from));
  expect(() => fc.assert(fc.property(everything, isRetaggedOnce), { numRuns: 2000, seed: 7 })).not.toThrow();
  expect(isRetaggedOnce(Buffer.concat([Buffer.from([0xff, 0xd8]), Buffer.alloc(2_000_000, 0xff)]))).toBe(true);
});

test('what is finished is a picture with our word alone; what is no picture has a reason', async () => {
  const outcomes = await Promise.all(fc.sample(hostile, { numRuns: 500, seed: 7 }).map(outcomeOf));
  const count = (outcome: string) => outcomes.filter((one) => one === outcome).length;
  expect(count('wrong')).toBe(0);
  // Some are broken and some are not, or this would show nothing.
  expect(count('a result')).toBeGreaterThan(50);
  expect(count('no picture')).toBeGreaterThan(50);
});
